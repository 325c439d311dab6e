"""Carries many executions in one event loop: claims them, runs the engine over each, parks, ends or hands them back."""

import asyncio
import logging
import os
import random
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

from executions import carrying
from executions.clients import HttpClients
from executions.conf import conf
from executions.journal import Journal
from executions.leases import Lease
from executions.live.announce import Announcer
from executions.queues import STANDARD_QUEUES, async_connection, wake_up_many
from executions.results import ResultCache
from executions.storage.rows import Append, LogRow

logger = logging.getLogger("quintet.worker")


def process_name(kind: str) -> str:
    """Unique among all processes that ever ran, and readable."""
    return f"{kind}-{socket.gethostname()[:60]}-{os.getpid()}-{random.getrandbits(24):06x}"


class Carrier:
    """One a process. Everything is called on its event loop."""

    def __init__(
        self, *, concurrency: int | None = None, queues: Sequence[str] = STANDARD_QUEUES, name: str = ""
    ) -> None:
        self.conf = conf()
        self.name = name or process_name("worker")
        self.queues = tuple(queues)
        self.concurrency = concurrency or self.conf.worker_concurrency
        self.stopping = asyncio.Event()
        self.finished = asyncio.Event()
        self._tasks: dict[Lease, asyncio.Task[None]] = {}
        self._claiming = 0
        self.facts: dict[Any, tuple[float, dict[str, Any]]] = {}

    async def start(self) -> None:
        self.threads = ThreadPoolExecutor(self.conf.threads, thread_name_prefix="node")
        self.announcer = Announcer()
        self.announcer.start()
        self._redis = async_connection()
        self.clients = HttpClients()
        self.cache = ResultCache(self._redis)
        self.journal = Journal(
            self.name,
            lease_seconds=self.conf.lease_seconds,
            spill_bytes=self.conf.spill_bytes,
            announce=self._committed,
            look_every=self.conf.sweep_seconds,
        )
        self.journal.start()
        self._watchdog = asyncio.create_task(self._watch_leases())

    async def stop(self, grace: float = 10.0) -> None:
        """Hand back what is carried, write everything, and end. Nothing waits longer than the grace."""
        self.stopping.set()
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._watchdog.cancel()
        await self.journal.stop()
        await self.announcer.stop()
        await self.clients.close()
        await self._redis.aclose()
        self.threads.shutdown(wait=False, cancel_futures=True)

    @property
    def carrying(self) -> int:
        return len(self._tasks)

    @property
    def room(self) -> int:
        return max(0, self.concurrency - len(self._tasks) - self._claiming)

    async def idle(self) -> None:
        """Return when nothing is carried."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def take(self, executions: Sequence[UUID]) -> int:
        """Claim those that are due and free, and carry them. Those that are here already are told to look again."""
        fresh = []
        for execution in executions:
            held = self.journal.held.get(execution)
            if held is None:
                fresh.append(execution)
            else:
                held.stir()
        if not fresh or self.stopping.is_set():
            return 0
        self._claiming += len(fresh)
        try:
            return self._carry(await self.journal.claim(fresh))
        finally:
            self._claiming -= len(fresh)

    async def take_due(self) -> int:
        """Look in the database for whatever is due (R30)."""
        room = self.room
        if not room or self.stopping.is_set():
            return 0
        self._claiming += room
        try:
            return self._carry(await self.journal.claim_due(room, self.queues))
        finally:
            self._claiming -= room

    def stir(self, execution: UUID) -> None:
        held = self.journal.held.get(execution)
        if held is not None:
            held.stir()

    def _carry(self, leases: list[Lease]) -> int:
        for lease in leases:
            task = asyncio.create_task(carrying.carry_execution(lease, self), name=str(lease.execution))
            self._tasks[lease] = task
            task.add_done_callback(partial(self._done, lease))
        return len(leases)

    def _done(self, lease: Lease, _: asyncio.Task[None]) -> None:
        self._tasks.pop(lease, None)
        self.journal.release(lease)
        self.finished.set()

    def _committed(self, appends: list[Append]) -> None:
        self.announcer.committed(appends)
        parents = [(parent, queue) for append in appends for parent, queue in append.told_parents]
        if parents:
            for parent, _ in parents:
                self.stir(parent)
            self.threads.submit(wake_up_many, parents)

    def log(self, line: LogRow) -> None:
        self.journal.log(line)
        self.tell(
            line.execution,
            {"type": "logs", "lines": [{"at": line.at, "node": line.node, "path": line.path, "attempt": line.attempt,
             "level": line.level, "message": line.message, "data": line.data}]},
        )  # fmt: skip

    def tell(self, execution: UUID, message: dict[str, Any]) -> None:
        self.announcer.tell(execution, message)

    async def _watch_leases(self) -> None:
        """A process whose leases nobody confirmed for their whole term owns nothing any more (R31)."""
        while True:
            await asyncio.sleep(self.conf.lease_seconds / 10)
            if time.monotonic() - self.journal.confirmed_at > self.conf.lease_seconds:
                for lease in list(self._tasks):
                    lease.lose()
