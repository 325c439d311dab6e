"""What lies around a workflow, as far as checking it must know: names and types, never values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`None` means that it is not known; then nothing is said about it."""

    credentials: Mapping[str, str] | None = None
    """The type of each credential that may be used, by its id."""
    variables: Collection[str] | None = None
    workflows: Mapping[str, Mapping[str, Any]] | None = None
    """The input schema of each workflow that can be called, by its id."""
    webhook_paths: Mapping[str, str] | None = None
    """Paths that other workflows have taken: path → a name for who has it."""


NOWHERE = Surroundings()
