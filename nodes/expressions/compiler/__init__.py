"""Turns the syntax tree of an expression into closures over JSON values."""
