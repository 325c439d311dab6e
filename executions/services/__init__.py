"""One change to executions a file. API, admin, commands and pages call the same ones."""
