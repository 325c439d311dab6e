"""The kinds of credential that the built-in nodes use."""
