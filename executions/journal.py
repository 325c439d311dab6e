"""The one writer of a worker process: events and projections of all its executions, in shared commits (R35)."""

import asyncio
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError

from executions import failpoints
from executions.appends import append_of
from executions.engine.events import Event
from executions.leases import Lease
from executions.storage import Store, store_for
from executions.storage.rows import Append, Claimed, LogRow

logger = logging.getLogger("quintet.journal")

PASSING = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    sqlite3.OperationalError,
    failpoints.InjectedCut,
)
_PATIENCE = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)

Operation = Callable[[Store], Any]
Announce = Callable[[list[Append]], None]


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
        self.confirmed_at = time.monotonic()
        self.commits = 0
        self._spill_bytes = spill_bytes
        self._announce = announce
        self._look_every = look_every
        self._alias = alias
        self._inbox: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._outbox = Batch()
        self._flush_planned = False
        self._stopping = False
        self._thread = threading.Thread(target=self._write_forever, name="journal", daemon=True)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Write what is left and end the thread."""
        self._flush()
        self._stopping = True
        self._inbox.put(None)
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join, 10)

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
            self._inbox.put(self._outbox)
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

    # The writer's thread.

    def _write_forever(self) -> None:
        store = store_for(self._alias)
        look_at = time.monotonic() + self._look_every
        renew_at = time.monotonic() + self.lease_seconds / 3
        while True:
            batch = self._take(max(0.0, look_at - time.monotonic()))
            if batch:
                self._commit(store, batch)
            elif self._stopping:
                break
            if time.monotonic() >= look_at:
                renew = time.monotonic() >= renew_at
                self._look(store, renew)
                look_at = time.monotonic() + self._look_every
                renew_at = time.monotonic() + self.lease_seconds / 3 if renew else renew_at
        store.close()

    def _take(self, seconds: float) -> Batch:
        """Everything that has come in, waiting at most so long for the first."""
        batch = Batch()
        try:
            first = self._inbox.get(timeout=seconds)
            while True:
                if first is not None:
                    batch.add(first)
                first = self._inbox.get_nowait()
        except queue.Empty:
            return batch

    def _commit(self, store: Store, batch: Batch) -> None:
        tries = 0
        while True:
            try:
                outcome = self._write(store, batch)
                break
            except PASSING as error:
                _quietly(store.close)
                if self._stopping and tries >= len(_PATIENCE):
                    outcome = _failed(batch, error)
                    break
                logger.warning("The database did not take a commit (%s). Trying again.", error)
                time.sleep(_PATIENCE[min(tries, len(_PATIENCE) - 1)])
                tries += 1
            except Exception as error:
                _quietly(store.rollback)
                pieces = batch.apart()
                if len(pieces) > 1:
                    for piece in pieces:
                        self._commit(store, piece)
                    return
                logger.exception("A write was refused by the database.")
                outcome = _failed(batch, error)
                break
        self._loop.call_soon_threadsafe(self._deliver, outcome)

    def _write(self, store: Store, batch: Batch) -> Outcome:
        outcome = Outcome()
        written = [
            (lease, append_of(lease, events, self._spill_bytes))
            for lease, events in batch.events.items()
            if not lease.lost
        ]
        store.begin()
        for operation, future in batch.claims:
            outcome.results.append((future, operation(store)))
        if batch.claims:
            failpoints.reach("claim.before_commit")
        if written:
            refused = self._really_refused(store, written, store.write([append for _, append in written]))
            outcome.written = [pair for pair in written if pair[0] not in refused]
            outcome.lost = list(refused)
        if batch.logs:
            store.write_logs(batch.logs)
        for operation, future in batch.operations:
            outcome.results.append((future, operation(store)))
        if written:
            failpoints.reach("journal.before_commit")
        store.commit()
        self.commits += 1
        for lease, append in outcome.written:
            lease.note_waits([event for event, _ in append.changes.waits])
            lease.closed = lease.closed or append.changes.has_ended
        if batch.claims:
            failpoints.reach("claim.after_commit")
        if written:
            failpoints.reach("journal.after_commit")
        return outcome

    def _really_refused(
        self, store: Store, written: list[tuple[Lease, Append]], refused: set[UUID]
    ) -> dict[Lease, None]:
        """Without those whose events are there already: their commit arrived and only its answer was lost."""
        if not refused:
            return {}
        standing = store.standing(list(refused))
        return {
            lease: None
            for lease, append in written
            if lease.execution in refused
            and standing.get(lease.execution, (0, 0, 0))[:2] != (append.epoch, append.after)
        }

    def _look(self, store: Store, renew: bool) -> None:
        """Prolong the leases when it is time, and see whether commands came in or leases were taken."""
        held = [lease for lease in list(self.held.values()) if not lease.closed and not lease.lost]
        if not held:
            self.confirmed_at = time.monotonic()
            return
        try:
            store.begin()
            if renew:
                pairs = [(lease.execution, lease.epoch) for lease in held]
                given = store.renew(pairs, self.owner, self.lease_seconds)
            else:
                standing = store.standing([lease.execution for lease in held])
                given = {
                    lease.execution: standing[lease.execution][2]
                    for lease in held
                    if standing.get(lease.execution, (0,))[0] == lease.epoch
                }
            store.commit()
        except PASSING as error:
            _quietly(store.close)
            logger.warning("Leases could not be looked at: %s", error)
            return
        if renew:
            self.confirmed_at = time.monotonic()
        self._loop.call_soon_threadsafe(self._told, held, given)

    def _told(self, held: list[Lease], given: dict[UUID, int]) -> None:
        for lease in held:
            count = given.get(lease.execution)
            if count is None and not lease.closed:
                lease.lose()
            elif count is not None and count > lease.commands:
                lease.stir()


def _failed(batch: Batch, error: BaseException) -> Outcome:
    for lease in batch.events:
        lease.failure = error
    futures = [future for _, future in (*batch.claims, *batch.operations)]
    return Outcome(lost=list(batch.events), results=[(future, error) for future in futures])


def _quietly(action: Callable[[], None]) -> None:
    try:
        action()
    except Exception:
        logger.debug("The connection was gone already.", exc_info=True)
