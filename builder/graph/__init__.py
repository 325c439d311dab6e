"""The graph of a workflow, pure: reading, checking, comparing and writing it. No Django, no database, no clock."""
