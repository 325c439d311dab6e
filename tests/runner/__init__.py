"""`make test` and `make check`: every check and every test, one after the other, and a table of what ran."""
