"""The management commands, one a file."""
