"""The log of a run: every change is one of these events, and the state is the fold of them (R37)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Event:
    """One change. `number` is gapless within its execution; `at` is in seconds since the epoch.

    Nobody changes an event once it is made; it is not frozen only because that makes each one dearer.
    """

    number: int
    kind: str
    at: float
    node: str = ""
    path: str = ""
    attempt: int = 0
    data: dict[str, Any] = field(default_factory=dict)
