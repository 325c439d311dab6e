"""Counts the sockets that each person has open in this process (security rule 10)."""

from collections import Counter

MOST_SOCKETS = 100
"""A person with many tabs has a dozen."""


class Crowd:
    """Used on one event loop only."""

    def __init__(self, most: int = MOST_SOCKETS) -> None:
        self._most = most
        self._open: Counter[object] = Counter()

    def enter(self, person: object) -> bool:
        """Whether there is room for one more socket of this person, which is then counted."""
        if self._open[person] >= self._most:
            return False
        self._open[person] += 1
        return True

    def leave(self, person: object) -> None:
        self._open[person] -= 1
        if self._open[person] <= 0:
            del self._open[person]


CROWD = Crowd()
