"""What starts workflows from outside: calls and times."""
