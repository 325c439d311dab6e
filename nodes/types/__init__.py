"""The built-in node types: one file each, in a folder per group, found by the registry."""
