"""The engine's port kept with Django: journal, nodes, commands and children of one carried execution."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from executions import node_runner
from executions.carried import Carried
from executions.clients import HttpClients
from executions.context import Context
from executions.engine.events import Event
from executions.engine.port import Call, Child, Command, Done
from executions.journal import Journal
from executions.leases import Lease
from executions.results import ResultCache
from executions.services.cancel_child import cancel_child
from executions.services.start_child import start_child
from executions.threads import in_thread


class Host:
    """`executions.engine.port.Port` for one execution that this process owns."""

    def __init__(
        self,
        lease: Lease,
        journal: Journal,
        *,
        threads: ThreadPoolExecutor,
        cache: ResultCache,
        tell: Any,
        stopping: asyncio.Event,
        log: Any,
        log_lines: int,
        clients: HttpClients,
    ) -> None:
        self._lease = lease
        self._journal = journal
        self._threads = threads
        self._cache = cache
        self._stopping = stopping
        self._incoming: list[Command] = list(lease.claim.commands)
        self._seen = {command.id for command in self._incoming}
        self.carried = Carried(
            lease.claim,
            write_log=log,
            tell=tell,
            stopping=self.stopping,
            log_lines=log_lines,
            clients=clients,
        )

    def now(self) -> float:
        return time.time()

    def record(self, events: Sequence[Event]) -> None:
        self._journal.record(self._lease, events)

    async def durable(self) -> None:
        await self._journal.durable(self._lease)

    def run_inline(self, call: Call) -> Done:
        return node_runner.run_inline(call, Context(call, self.carried), self.carried.blanker)

    async def run(self, call: Call) -> Done:
        key = self._cache.key_of(call, self._lease.claim.project) if call.cache_for else None
        if key is not None:
            kept = await self._cache.get(key)
            if kept is not None:
                return kept
        done = await node_runner.run(call, Context(call, self.carried), self.carried.blanker, self._threads)
        if key is not None and call.cache_for:
            await self._cache.put(key, done, call.cache_for)
        return done

    async def start_child(self, child: Child) -> str:
        return await in_thread(start_child, self._lease.execution, child)

    async def cancel_child(self, execution_id: str) -> None:
        await in_thread(cancel_child, UUID(execution_id))

    def take_commands(self) -> Sequence[Command]:
        taken, self._incoming = self._incoming, []
        return taken

    async def woken(self, until: float | None) -> None:
        if self._stopping.is_set():
            return
        timeout = None if until is None else max(0.0, until - time.time())
        stirred = asyncio.ensure_future(self._lease.stirred.wait())
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({stirred, stopping}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stirred.cancel()
            stopping.cancel()
        if self._lease.stirred.is_set():
            self._lease.stirred.clear()
            try:
                await self.look_for_commands()
            except asyncio.CancelledError:
                self._lease.stir()
                raise

    def stopping(self) -> bool:
        return self._stopping.is_set() or self._lease.lost

    async def look_for_commands(self) -> int:
        """Fetch what came in since. Returns how many commands are new."""
        fresh = [each for each in await self._journal.commands(self._lease) if each.id not in self._seen]
        self._seen.update(command.id for command in fresh)
        self._incoming.extend(fresh)
        return len(fresh)

    def handed_over(self) -> list[UUID]:
        """The stored commands that the engine was given, whether or not it had use for them."""
        waiting = {command.id for command in self._incoming}
        return [UUID(each) for each in self._seen - waiting]
