"""What the journal needs of a database: every method runs inside the transaction that is open."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from executions.engine.events import Event
from executions.storage.rows import Append, Claimed, LogRow


class Store(Protocol):
    """One connection to the database, used by one thread."""

    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...

    def close(self) -> None:
        """Drop the connection; the next `begin` makes a new one."""
        ...

    def claim(self, ids: Sequence[UUID], owner: str, seconds: float) -> list[Claimed]:
        """Take the lease of those that are due and free, raising their epoch. With history and commands."""
        ...

    def claim_due(self, limit: int, queues: Sequence[str], owner: str, seconds: float) -> list[Claimed]:
        """The same for whatever is due, in order of priority and time."""
        ...

    def write(self, appends: Sequence[Append]) -> set[UUID]:
        """Write events and projections. Returns the executions whose epoch or event number did not fit."""
        ...

    def standing(self, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
        """Epoch, next event number and commands given of each execution."""
        ...

    def write_logs(self, lines: Sequence[LogRow]) -> None: ...

    def renew(self, held: Sequence[tuple[UUID, int]], owner: str, seconds: float) -> dict[UUID, int]:
        """Prolong leases. Returns commands given by execution; those that are missing are lost."""
        ...

    def park(self, execution: UUID, epoch: int, commands: int, wake_in: float | None) -> bool | None:
        """Give up the lease until `wake_in` seconds have passed.

        False when commands have come in since `commands` were counted; None when the lease is lost.
        """
        ...

    def hand_back(self, execution: UUID, epoch: int, after: float = 0.0) -> bool:
        """Give up the lease of an execution that can go on elsewhere, at once or after some seconds."""
        ...

    def count_crash(self, execution: UUID, epoch: int) -> int | None:
        """Note that it could not be carried. Returns how often that was; None when the lease is lost."""
        ...

    def take_commands(self, ids: Sequence[UUID]) -> None: ...

    def history_of(self, execution: UUID) -> tuple[list[Event], bool]:
        """The whole log of an execution, and whether values of it are stored apart."""
        ...

    def commands_of(self, ids: Sequence[UUID]) -> dict[UUID, list[Any]]: ...
