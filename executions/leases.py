"""What this process knows of an execution that it owns (R31)."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from executions.engine.events import Event
from executions.engine.port import LeaseLost
from executions.storage.rows import Claimed


@dataclass(eq=False, slots=True)
class Lease:
    """Ownership of one execution from a claim to a park, an end or a loss.

    `recorded` and `committed` are the next event numbers: of what the engine has said and of what is durable.
    `closed` is set by the writer's thread when a commit gave the lease up.
    """

    claim: Claimed
    recorded: int
    committed: int
    commands: int
    lost: bool = False
    closed: bool = False
    failure: BaseException | None = None
    waiters: list[tuple[int, "asyncio.Future[None]"]] = field(default_factory=list)
    open_waits: set[tuple[str, str]] = field(default_factory=set)
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, claim: Claimed) -> "Lease":
        lease = cls(claim, claim.next_event, claim.next_event, claim.commands_given)
        lease.note_waits(claim.history)
        return lease

    @property
    def execution(self) -> UUID:
        return self.claim.id

    @property
    def epoch(self) -> int:
        return self.claim.epoch

    def note_waits(self, events: list[Event]) -> None:
        """Remember which node runs wait, so that only their settlement touches the table of waits."""
        for event in events:
            if event.kind == "node.waiting":
                self.open_waits.add((event.node, event.path))

    def stir(self) -> None:
        """Something came from outside: whoever waits in `Host.woken` looks again."""
        self.stirred.set()

    def lose(self, failure: BaseException | None = None) -> None:
        """Another worker owns it, or its writes cannot be made: stop at once."""
        if self.lost:
            return
        self.lost = True
        self.failure = failure
        waiters, self.waiters = self.waiters, []
        for _, waiter in waiters:
            if not waiter.done():
                waiter.set_exception(failure or LeaseLost(str(self.execution)))
        self.stirred.set()
        self.gone.set()

    def settle(self, committed: int) -> None:
        """Everything below this event number is durable."""
        self.committed = max(self.committed, committed)
        if not self.waiters:
            return
        left = []
        for number, waiter in self.waiters:
            if number > self.committed:
                left.append((number, waiter))
            elif not waiter.done():
                waiter.set_result(None)
        self.waiters = left

    def complaint(self) -> BaseException:
        return self.failure or LeaseLost(f"Execution {self.execution} belongs to another worker now.")
