"""What is remembered for undoing: the successes to undo, and how far each undo has come (R21)."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Undoable:
    """A success that a failure or a cancellation of the execution will undo."""

    node: str
    path: str
    undo: str
    ports: dict[str, Any]


@dataclass(slots=True)
class UndoRun:
    attempt: int = 0
    failures: int = 0
    status: str = ""
    retry_at: float | None = None
