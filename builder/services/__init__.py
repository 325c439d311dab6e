"""What can be done to the builder's things: one change a file, used alike by API, admin, commands and pages."""
