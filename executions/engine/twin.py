"""The port in memory: a log, a virtual clock, a ledger of effects, and crashes on request. Nothing is durable."""

import asyncio
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from inspect import isawaitable
from typing import Any

from executions.engine.events import Event
from executions.engine.port import Call, Child, Command, Done, Failure
from executions.engine.twin_context import TwinContext
from nodes.base import Where
from nodes.effects import Effect
from nodes.errors import NodeError
from nodes.outcomes import MAIN, Break, End, Fire, WaitForAnswer, WaitForChild, WaitUntil

OUTCOMES = (Fire, End, Break, WaitUntil, WaitForAnswer, WaitForChild)
SPINS = 12
"""How often the others get their turn before virtual time moves on: until then nobody may have work left."""


class Crashed(BaseException):
    """The worker is gone. Not an `Exception`, so that nothing handles it by chance."""


class Twin:
    def __init__(
        self, *, start: float = 1_800_000_000.0, crash_at: int | None = None, keep_log: bool = True
    ) -> None:
        self.clock = start
        self.log: list[Event] = []
        self.recorded = 0
        self.crash_at = crash_at
        """The worker is lost when this many events are in the log and another one is to be recorded."""
        self.crash_after: tuple[str, str] | None = None
        """The worker is lost when an event of this kind and node is in the log."""
        self.effects: list[tuple[str, str, str]] = []
        """The ledger: idempotency key, path and node of every call to a node that is not pure."""
        self.calls: list[tuple[str, str]] = []
        self.children: dict[str, Child] = {}
        self.cancelled_children: list[str] = []
        self.wants_to_stop = False
        self.lease_lost: Callable[[], None] | None = None
        self.context: Callable[[Twin, Call], Any] = TwinContext
        self._keep_log = keep_log
        self._commands: list[Command] = []
        self._delivered: set[str] = set()
        self._scheduled: list[tuple[float, int, Command]] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = 0
        self._ticker: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    def now(self) -> float:
        return self.clock

    def record(self, events: Sequence[Event]) -> None:
        for event in events:
            if self.crash_at is not None and len(self.log) >= self.crash_at:
                raise Crashed
            if self._keep_log:
                self.log.append(event)
            if (event.kind, event.node) == self.crash_after:
                raise Crashed
        self.recorded += len(events)

    async def durable(self) -> None:
        if self.lease_lost is not None:
            self.lease_lost()
        await asyncio.sleep(0)

    def run_inline(self, call: Call) -> Done:
        try:
            return Done(self._outcome(self._invoke(call)))
        except NodeError as error:
            return Done(_failure(error))
        except Exception as error:
            return Done(Failure("fatal", f"{type(error).__name__}: {error}", "exception"))

    async def run(self, call: Call) -> Done:
        if call.type.where is Where.INLINE:
            return self.run_inline(call)
        try:
            answered = self._invoke(call)
            return Done(self._outcome(await answered if isawaitable(answered) else answered))
        except NodeError as error:
            return Done(_failure(error))
        except Exception as error:
            return Done(Failure("fatal", f"{type(error).__name__}: {error}", "exception"))

    def _invoke(self, call: Call) -> Any:
        if self._keep_log:
            self.calls.append((call.path, call.node))
        if call.type.effect is not Effect.PURE:
            self.effects.append((call.idempotency_key, call.path, call.node))
        context = self.context(self, call)
        config = call.type.read_config(call.config)
        if call.answer is not None and call.type.resume is not None:
            return call.type.resume(config, context, call.answer)
        return call.type.run(config, context)

    def _outcome(self, answered: Any) -> Any:
        return answered if isinstance(answered, OUTCOMES) else Fire({MAIN: answered})

    async def start_child(self, child: Child) -> str:
        self.children.setdefault(child.key, child)
        return f"child-{child.key[:8]}"

    async def cancel_child(self, execution_id: str) -> None:
        self.cancelled_children.append(execution_id)

    def send(self, command: Command, at: float | None = None) -> None:
        """A command from outside, now or at a moment of the virtual clock."""
        if at is not None and at > self.clock:
            self._order += 1
            heappush(self._scheduled, (at, self._order, command))
            return
        self._commands.append(command)
        self._news.set()

    def take_commands(self) -> Sequence[Command]:
        self._bring_scheduled()
        fresh = [command for command in self._commands if command.id not in self._delivered]
        self._delivered.update(command.id for command in fresh)
        return fresh

    async def woken(self, until: float | None) -> None:
        moments = [moment for moment in (until, self._next_command()) if moment is not None]
        if self.wants_to_stop or (moments and min(moments) <= self.clock) or self._untaken():
            return
        self._news.clear()
        asleep: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._news.wait())]
        if moments:
            asleep.append(asyncio.ensure_future(self.sleep(min(moments) - self.clock)))
        try:
            await asyncio.wait(asleep, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in asleep:
                each.cancel()

    def stopping(self) -> bool:
        return self.wants_to_stop

    async def sleep(self, seconds: float) -> None:
        """Sleep on the virtual clock, which moves on as soon as nobody has anything else to do."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._order += 1
        heappush(self._sleepers, (self.clock + seconds, self._order, future))
        if self._ticker is None or self._ticker.done():
            self._ticker = asyncio.ensure_future(self._tick())
        await future

    def restart(self) -> None:
        """A worker after the crash: what it had taken and not written down is there again."""
        self.crash_at = self.crash_after = None
        named = {event.data["command"] for event in self.log if "command" in event.data}
        self._delivered = {command.id for command in self._commands if command.id in named}
        self._sleepers.clear()
        self._ticker = None
        self._news = asyncio.Event()

    def advance(self, wake_at: float | None) -> bool:
        """Move the clock to what happens next for a parked execution; False when nothing ever will."""
        moments = [moment for moment in (wake_at, self._next_command()) if moment is not None]
        if self._untaken():
            return True
        if not moments:
            return False
        self.clock = max(self.clock, min(moments))
        return True

    def _next_command(self) -> float | None:
        return self._scheduled[0][0] if self._scheduled else None

    def _bring_scheduled(self) -> None:
        while self._scheduled and self._scheduled[0][0] <= self.clock:
            self._commands.append(heappop(self._scheduled)[2])

    def _untaken(self) -> bool:
        self._bring_scheduled()
        return any(command.id not in self._delivered for command in self._commands)

    async def _tick(self) -> None:
        while self._sleepers:
            for _ in range(SPINS):
                await asyncio.sleep(0)
            while self._sleepers and self._sleepers[0][2].done():
                heappop(self._sleepers)
            if not self._sleepers:
                return
            at = self._sleepers[0][0]
            self.clock = max(self.clock, at)
            while self._sleepers and self._sleepers[0][0] <= at:
                future = heappop(self._sleepers)[2]
                if not future.done():
                    future.set_result(None)


def _failure(error: NodeError) -> Failure:
    return Failure(error.kind, error.message, error.code, error.details, "", error.retry_after)
