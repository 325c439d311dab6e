"""Chance and time for expressions, drawn from a seed so that a replay sees the same."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID


class Entropy:
    """A stream of values that depend on the seed and on how many were drawn before, and one fixed moment."""

    __slots__ = ("_drawn", "_seed", "now")

    def __init__(self, seed: str, now: datetime | float) -> None:
        self._seed = seed
        self._drawn = 0
        moment = datetime.fromtimestamp(now, UTC) if isinstance(now, int | float) else now
        self.now = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def draw(self) -> bytes:
        """The next 32 bytes."""
        self._drawn += 1
        return sha256(f"{self._drawn}:{self._seed}".encode("utf-8", "replace")).digest()

    def fraction(self) -> float:
        """A number from 0 up to, but not including, 1."""
        return (int.from_bytes(self.draw()[:8]) >> 11) / (1 << 53)

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, but not including, the bound."""
        return int.from_bytes(self.draw()) % bound

    def uuid(self) -> str:
        return str(UUID(bytes=self.draw()[:16], version=4))
