"""Waits for whatever comes first: a node that ends, a command, a moment, a worker that wants to stop."""

import asyncio

from executions.engine.port import Port


class Watcher:
    """Keeps its question to the port open from one wait to the next, unless the answer would come too late."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._poke = asyncio.Event()
        self._asked: asyncio.Future[None] | None = None
        self._until: float | None = None

    def poke(self) -> None:
        """Something has happened here: end the wait."""
        self._poke.set()

    async def wait(self, until: float | None) -> None:
        """Return when poked, or when the port says so. Raises what the port raises."""
        self._poke.clear()
        asked = self._ask(until)
        if not asked.done():
            await self._poke.wait()
        if asked.done() and not asked.cancelled():
            asked.result()

    def listen(self) -> None:
        """Let the port look for commands while there is still work at hand. Raises what the port raised."""
        if self._asked is not None and self._asked.done() and not self._asked.cancelled():
            self._asked.result()
        self._ask(None)

    async def stop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            await asyncio.gather(self._asked, return_exceptions=True)

    def _ask(self, until: float | None) -> asyncio.Future[None]:
        asked, known = self._asked, self._until
        early_enough = until is None or (known is not None and known <= until)
        if asked is not None and not asked.done() and early_enough:
            return asked
        if asked is not None:
            asked.cancel()
        self._asked = asked = asyncio.ensure_future(self._port.woken(until))
        self._until = until
        asked.add_done_callback(lambda _: self._poke.set())
        return asked
