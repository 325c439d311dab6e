"""Checks a graph: all problems at once, for canvas, API, import and the start of a run alike (R4)."""

from builder.graph.validation.surroundings import Surroundings
from builder.graph.validation.validator import validate

__all__ = ["Surroundings", "validate"]
