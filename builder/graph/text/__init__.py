"""Workflows as text: JSON, YAML and Python, each giving back exactly the graph that it was written from."""

from builder.graph.text.forms import FORMS, Form, read, write

__all__ = ["FORMS", "Form", "read", "write"]
