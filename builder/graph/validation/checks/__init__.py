"""The checks of a graph, one a file; each file has a function `check(subject)` that yields problems."""
