"""What the node runs of one carried execution share: its secrets, its log, its files, its clients."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import Any
from uuid import UUID

from builder.services.open_credential import open_credential, secret_values
from executions.blanking import Blanker
from executions.clients import HttpClients
from executions.files import Files
from executions.kept import Kept
from executions.storage.rows import Claimed, LogRow
from executions.threads import in_thread
from nodes.credentials import Credential
from nodes.values import mend_json

Tell = Callable[[UUID, dict[str, Any]], None]
Keep = Callable[[Any], Awaitable[None]]


class Carried:
    """Made once per carrying. Logs and live messages may come from any thread."""

    def __init__(
        self,
        claim: Claimed,
        *,
        write_log: Callable[[LogRow], None],
        tell: Tell,
        stopping: Callable[[], bool],
        log_lines: int,
        clients: HttpClients,
    ) -> None:
        self.claim = claim
        self.blanker = Blanker()
        self.stopping = stopping
        self._clients = clients
        self._write_log = write_log
        self._tell = tell
        self._lines_left = log_lines
        self._loop = asyncio.get_running_loop()
        self._credentials: dict[str, Credential] = {}

    def log(self, line: LogRow) -> None:
        if self._lines_left <= 0:
            return
        self._lines_left -= 1
        if self._lines_left == 0:
            line.level, line.message, line.data = (
                "warning",
                "Too many lines: the rest of this log is left out.",
                {},
            )
        line.data, _ = mend_json(line.data)
        line.message, _ = mend_json(line.message)
        self._loop.call_soon_threadsafe(self._write_log, line)

    def tell(self, message: dict[str, Any]) -> None:
        self._loop.call_soon_threadsafe(self._tell, self.claim.id, message)

    async def keep(self, keep: Keep, value: Any) -> Any:
        """Make a checkpoint durable. From the loop of the executions or from that of a node in a thread of its own."""
        mended, _ = mend_json(value)
        kept = self.blanker.value(mended)

        async def kept_by_engine() -> None:
            await keep(kept)

        if asyncio.get_running_loop() is self._loop:
            await kept_by_engine()
        else:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(kept_by_engine(), self._loop))
        return kept

    async def credential(self, reference: str) -> Credential:
        """Open a credential of this project. Its values are blanked from now on in whatever is recorded."""
        if reference not in self._credentials:
            found = await in_thread(open_credential, self.claim.project, reference)
            self.blanker.learn(secret_values(found))
            self._credentials[reference] = found
        return self._credentials[reference]

    @property
    def http(self) -> Any:
        return self._clients.get()

    @cached_property
    def files(self) -> Files:
        return Files(self.claim.project, self.claim.id)

    @cached_property
    def kept(self) -> Kept:
        return Kept(self.claim.workflow)
