"""The moments at which a run has to look again: retries, waits, timeouts (R17, R20, R22)."""

from heapq import heappop, heappush
from typing import Any, Final, NamedTuple

RETRY: Final = "retry"
WAIT: Final = "wait"
ATTEMPT: Final = "attempt"
EXECUTION: Final = "execution"
UNDO: Final = "undo"


class Timer(NamedTuple):
    at: float
    order: int
    kind: str
    subject: Any
    token: Any
    """What must still hold of the subject for the timer to mean anything: a wait's id, an attempt."""


class Timers:
    """A heap. Timers are never taken out before their time: whoever gets one asks whether it still holds."""

    def __init__(self) -> None:
        self._heap: list[Timer] = []
        self._order = 0

    def add(self, at: float, kind: str, subject: Any, token: Any) -> None:
        self._order += 1
        heappush(self._heap, Timer(at, self._order, kind, subject, token))

    def due(self, now: float) -> Timer | None:
        if self._heap and self._heap[0].at <= now:
            return heappop(self._heap)
        return None

    def first(self) -> Timer | None:
        return self._heap[0] if self._heap else None

    def drop_first(self) -> None:
        heappop(self._heap)
