"""The thread that writes for all executions of a process, in shared commits, and keeps their leases (R31, R35)."""

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from uuid import UUID

import psycopg
from django.db import InterfaceError, OperationalError

from executions import failpoints
from executions.appends import append_of
from executions.batches import Batch, Outcome, failed
from executions.leases import Lease
from executions.storage import Store, store_for
from executions.storage.rows import Append

logger = logging.getLogger("quintet.journal")

PASSING = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    sqlite3.OperationalError,
    failpoints.InjectedCut,
)
"""What says nothing about the rows: the database is away, or somebody else holds what is wanted."""

_PATIENCE = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


class Writer(threading.Thread):
    """Runs no code of users. `deliver` and `told` are called from this thread."""

    def __init__(
        self,
        owner: str,
        held: dict[UUID, Lease],
        *,
        lease_seconds: float,
        spill_bytes: int,
        look_every: float,
        alias: str,
        deliver: Callable[[Outcome], None],
        told: Callable[[list[Lease], dict[UUID, int]], None],
    ) -> None:
        super().__init__(name="journal", daemon=True)
        self.inbox: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self.stopping = False
        self.confirmed_at = time.monotonic()
        self.commits = 0
        self._owner = owner
        self._held = held
        self._lease_seconds = lease_seconds
        self._spill_bytes = spill_bytes
        self._look_every = look_every
        self._alias = alias
        self._deliver = deliver
        self._told = told

    def run(self) -> None:
        store = store_for(self._alias)
        look_at = time.monotonic() + self._look_every
        renew_at = time.monotonic() + self._lease_seconds / 3
        while True:
            batch = self._take(max(0.0, look_at - time.monotonic()))
            if batch:
                self._commit(store, batch)
            elif self.stopping:
                break
            if time.monotonic() >= look_at:
                renew = time.monotonic() >= renew_at
                self._look(store, renew)
                look_at = time.monotonic() + self._look_every
                renew_at = time.monotonic() + self._lease_seconds / 3 if renew else renew_at
        store.close()

    def _take(self, seconds: float) -> Batch:
        """Everything that has come in, waiting at most so long for the first."""
        batch = Batch()
        try:
            first = self.inbox.get(timeout=seconds)
            while True:
                if first is not None:
                    batch.add(first)
                first = self.inbox.get_nowait()
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
                if self.stopping and tries >= len(_PATIENCE):
                    outcome = failed(batch, error)
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
                outcome = failed(batch, error)
                break
        self._deliver(outcome)

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
        held = [lease for lease in list(self._held.values()) if not lease.closed and not lease.lost]
        if not held:
            self.confirmed_at = time.monotonic()
            return
        try:
            store.begin()
            if renew:
                pairs = [(lease.execution, lease.epoch) for lease in held]
                given = store.renew(pairs, self._owner, self._lease_seconds)
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
        self._told(held, given)


def _quietly(action: Callable[[], None]) -> None:
    try:
        action()
    except Exception:
        logger.debug("The connection was gone already.", exc_info=True)
