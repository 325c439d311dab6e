"""The one writer of a worker process: events and projections of all its executions, in shared commits (R35)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from executions import failpoints
from executions.appends import append_of
from executions.batches import Batch, Operation, Outcome
from executions.engine.events import Event
from executions.leases import Lease
from executions.storage import Store
from executions.storage.rows import Append, Claimed, LogRow
from executions.writer import Writer

Announce = Callable[[list[Append]], None]


class Journal:
    """Everything but the writer's own thread is called on the event loop."""

    def __init__(
        self,
        owner: str,
        *,
        lease_seconds: float,
        spill_bytes: int,
        announce: Announce,
        look_every: float = 1.0,
        alias: str = DEFAULT_DB_ALIAS,
    ) -> None:
        self.owner = owner
        self.lease_seconds = lease_seconds
        self.held: dict[UUID, Lease] = {}
        self._spill_bytes = spill_bytes
        self._announce = announce
        self._outbox = Batch()
        self._flush_planned = False
        self._writer = Writer(
            owner,
            self.held,
            lease_seconds=lease_seconds,
            spill_bytes=spill_bytes,
            look_every=look_every,
            alias=alias,
            deliver=lambda outcome: self._on_loop(self._deliver, outcome),
            told=lambda held, given: self._on_loop(self._told, held, given),
        )

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._writer.start()

    async def stop(self) -> None:
        """Write what is left and end the thread."""
        self._flush()
        self._writer.stopping = True
        self._writer.inbox.put(None)
        await asyncio.get_running_loop().run_in_executor(None, self._writer.join, 10)

    @property
    def confirmed_at(self) -> float:
        """When the leases were last known to be ours, by the monotonic clock."""
        return self._writer.confirmed_at

    @property
    def commits(self) -> int:
        return self._writer.commits

    def _on_loop(self, function: Callable[..., None], *arguments: Any) -> None:
        self._loop.call_soon_threadsafe(function, *arguments)

    # What the carriers say.

    def record(self, lease: Lease, events: Sequence[Event]) -> None:
        if lease.lost or not events:
            return
        if events[0].number != lease.recorded:
            raise ValueError(
                f"Event {events[0].number} of {lease.execution} came where {lease.recorded} was due."
            )
        lease.recorded = events[-1].number + 1
        self._outbox.events.setdefault(lease, []).extend(events)
        self._plan_flush()

    def log(self, line: LogRow) -> None:
        self._outbox.logs.append(line)
        self._plan_flush()

    async def durable(self, lease: Lease) -> None:
        """Return when everything recorded so far is committed. Raises `LeaseLost`."""
        if lease.lost:
            raise lease.complaint()
        if lease.committed >= lease.recorded:
            return
        waiter: asyncio.Future[None] = self._loop.create_future()
        lease.waiters.append((lease.recorded, waiter))
        await waiter

    async def claim(self, ids: Sequence[UUID]) -> list[Lease]:
        wanted = [identifier for identifier in dict.fromkeys(ids) if identifier not in self.held]
        if not wanted:
            return []
        return self._hold(
            await self._ask(lambda store: store.claim(wanted, self.owner, self.lease_seconds), claims=True)
        )

    async def claim_due(self, limit: int, queues: Sequence[str]) -> list[Lease]:
        return self._hold(
            await self._ask(
                lambda store: store.claim_due(limit, queues, self.owner, self.lease_seconds), claims=True
            )
        )

    async def park(self, lease: Lease, wake_in: float | None, taken: Sequence[UUID]) -> bool | None:
        """Give the lease up. False: commands came in meanwhile, the lease stays. None: it is lost."""

        def operation(store: Store) -> bool | None:
            if lease.lost or lease.failure:
                return None
            if taken:
                store.take_commands(taken)
            failpoints.reach("park.before_commit")
            parked = store.park(lease.execution, lease.epoch, lease.commands, wake_in)
            lease.closed = parked is not False
            return parked

        parked: bool | None = await self._ask(operation)
        return parked

    async def hand_back(self, lease: Lease, after: float = 0.0) -> None:
        """Give the lease up so that somebody can go on, at once or after some seconds."""

        def operation(store: Store) -> bool:
            lease.closed = True
            return store.hand_back(lease.execution, lease.epoch, after)

        await self._ask(operation)

    async def count_crash(self, lease: Lease) -> int | None:
        count: int | None = await self._ask(lambda store: store.count_crash(lease.execution, lease.epoch))
        return count

    async def fail(self, lease: Lease, event: Event) -> None:
        """End an execution that the engine cannot end itself."""

        def operation(store: Store) -> Append | None:
            epoch, number, _ = store.standing([lease.execution])[lease.execution]
            if epoch != lease.epoch:
                return None
            last = Lease.of(replace(lease.claim, next_event=number))
            append = append_of(last, [replace(event, number=number)], self._spill_bytes)
            lease.closed = True
            return append if not store.write([append]) else None

        append = await self._ask(operation)
        if append is not None:
            self._announce([append])

    async def history(self, lease: Lease) -> tuple[list[Event], bool]:
        """The log as it is in the database, and whether values of it are stored apart."""
        found: tuple[list[Event], bool] = await self._ask(lambda store: store.history_of(lease.execution))
        return found

    async def commands(self, lease: Lease) -> list[Any]:
        """Commands that nobody has taken, and how many were ever given."""

        def operation(store: Store) -> tuple[int, list[Any]]:
            standing = store.standing([lease.execution]).get(lease.execution)
            found = store.commands_of([lease.execution]).get(lease.execution, [])
            return (standing[2] if standing else 0), found

        lease.commands, found = await self._ask(operation)
        return found

    def release(self, lease: Lease) -> None:
        """Forget a lease that was given up or lost."""
        if self.held.get(lease.execution) is lease:
            del self.held[lease.execution]

    def _hold(self, claims: list[Claimed]) -> list[Lease]:
        leases = [Lease.of(claim) for claim in claims]
        for lease in leases:
            self.held[lease.execution] = lease
        return leases

    async def _ask(self, operation: Operation, *, claims: bool = False) -> Any:
        future: asyncio.Future[Any] = self._loop.create_future()
        (self._outbox.claims if claims else self._outbox.operations).append((operation, future))
        self._plan_flush()
        return await future

    def _plan_flush(self) -> None:
        # At the end of this turn of the loop: everything said within one turn shares a commit, no timer is waited for.
        if not self._flush_planned:
            self._flush_planned = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_planned = False
        if self._outbox:
            self._writer.inbox.put(self._outbox)
            self._outbox = Batch()

    def _deliver(self, outcome: Outcome) -> None:
        for lease in outcome.lost:
            lease.lose()
        for lease, append in outcome.written:
            lease.settle(append.after)
        for future, result in outcome.results:
            if future.done():
                continue
            if isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)
        if outcome.written:
            self._announce([append for _, append in outcome.written])

    def _told(self, held: list[Lease], given: dict[UUID, int]) -> None:
        for lease in held:
            count = given.get(lease.execution)
            if count is None and not lease.closed:
                lease.lose()
            elif count is not None and count > lease.commands:
                lease.stir()
