"""What goes into one commit of the journal, and what comes of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from executions.engine.events import Event
from executions.leases import Lease
from executions.storage import Store
from executions.storage.rows import Append, LogRow

Operation = Callable[[Store], Any]


@dataclass(slots=True)
class Batch:
    """What goes into one commit: claims first, then events, then what gives leases up."""

    claims: list[tuple[Operation, "asyncio.Future[Any]"]] = field(default_factory=list)
    events: dict[Lease, list[Event]] = field(default_factory=dict)
    logs: list[LogRow] = field(default_factory=list)
    operations: list[tuple[Operation, "asyncio.Future[Any]"]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.claims or self.events or self.logs or self.operations)

    def add(self, other: "Batch") -> None:
        self.claims += other.claims
        for lease, events in other.events.items():
            self.events.setdefault(lease, []).extend(events)
        self.logs += other.logs
        self.operations += other.operations

    def apart(self) -> list["Batch"]:
        """The same work in the smallest pieces, so that what cannot be written harms nothing else."""
        pieces = [Batch(claims=[claim]) for claim in self.claims]
        pieces += [Batch(events={lease: events}) for lease, events in self.events.items()]
        pieces += [Batch(logs=[line]) for line in self.logs]
        return pieces + [Batch(operations=[operation]) for operation in self.operations]


@dataclass(slots=True)
class Outcome:
    """What a commit did, on its way back to the event loop."""

    written: list[tuple[Lease, Append]] = field(default_factory=list)
    lost: list[Lease] = field(default_factory=list)
    results: list[tuple["asyncio.Future[Any]", Any]] = field(default_factory=list)


def failed(batch: Batch, error: BaseException) -> Outcome:
    """The outcome of a batch that the database refuses for good."""
    for lease in batch.events:
        lease.failure = error
    futures = [future for _, future in (*batch.claims, *batch.operations)]
    return Outcome(lost=list(batch.events), results=[(future, error) for future in futures])
