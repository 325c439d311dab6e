"""The loop that carries one execution: it asks the machine what to do, does it through the port, and reports back."""

import asyncio
from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from executions.engine.desk import Attempt
from executions.engine.events import Event
from executions.engine.machine import Machine
from executions.engine.options import MAX_DEPTH, Options
from executions.engine.plan import Plan
from executions.engine.port import Child, Done, Failure, HandedBack, Port, Verdict
from executions.engine.run_state import fold
from executions.engine.watcher import Watcher
from nodes.outcomes import WaitForChild

SLICE_SECONDS: Final = 0.004
SLICE_NODES: Final = 100
"""How long, and for how many inline nodes, one execution may keep the event loop to itself."""
EVENTS_AHEAD: Final = 2_000
"""How many events one execution may be ahead of the log. Beyond, it waits: else a quick loop fills the memory
with what is not written yet, and commands queue up behind it."""


async def carry(plan: Plan, history: Iterable[Event], port: Port, options: Options) -> Verdict:
    """Carry an execution as far as it goes now. `history` is its whole log, with real values.

    Everything that is decided is recorded through the port, and durable when this returns. Raises `LeaseLost`
    when another worker has taken the execution over; whatever ran here has been stopped by then.
    """
    return await Carrier(Machine(plan, fold(plan, history), options), port, options).carry()


class Carrier:
    def __init__(self, machine: Machine, port: Port, options: Options) -> None:
        self._machine = machine
        self._port = port
        self._options = options
        self._tasks: dict[Attempt, asyncio.Task[None]] = {}
        self._arrived: deque[tuple[Attempt, Done | None, str]] = deque()
        self._watcher = Watcher(port)
        self._fault: BaseException | None = None
        self._ahead = 0

    async def carry(self) -> Verdict:
        try:
            self._machine.take_up(self._port.now())
            while True:
                self._take_in()
                await self._start_what_can()
                await self._stop_what_must()
                if self._tasks:
                    if not self._arrived:
                        await self._watcher.wait(self._machine.next_moment())
                    if self._port.stopping():
                        return await self._hand_back()
                    continue
                if self._arrived:
                    continue
                if self._port.stopping() and not self._machine.over:
                    return await self._hand_back()
                verdict = await self._end_or_park()
                if verdict is not None:
                    return verdict
        finally:
            await self._watcher.stop()
            await self._stop_all()

    def _take_in(self) -> None:
        """Everything that has happened since the last look."""
        if self._fault is not None:
            raise self._fault
        now = self._port.now()
        while self._arrived:
            attempt, done, child = self._arrived.popleft()
            if child and done is not None and isinstance(done.outcome, WaitForChild):
                self._machine.child_started(attempt, done.outcome, child, done, now)
            else:
                self._machine.ended(attempt, done, now)
        for command in self._port.take_commands():
            self._machine.take(command, now)
        self._machine.tick(now)

    async def _start_what_can(self) -> None:
        """Start every node that is ready; inline ones run here and now, with a breath for others in between."""
        machine, port = self._machine, self._port
        began = now = port.now()
        count = 0
        while not port.stopping():
            attempt = machine.next(now)
            if attempt is None:
                break
            if attempt.inline and attempt.undoes is None:
                done = port.run_inline(attempt.call)
                now = port.now()
                if isinstance(done.outcome, WaitForChild):
                    machine.child_asked(attempt, now)
                    self._spawn(attempt, done)
                else:
                    machine.ended(attempt, done, now)
                count += 1
            else:
                self._spawn(attempt)
            if count >= SLICE_NODES or now - began > SLICE_SECONDS:
                self._record()
                self._watcher.listen()
                await self._breathe()
                self._take_in()
                began, count = port.now(), 0
                now = began
        self._record()

    async def _breathe(self) -> None:
        """Let others have the event loop, and the log catch up when it has fallen behind."""
        if self._ahead > EVENTS_AHEAD:
            await self._port.durable()
            self._ahead = 0
        else:
            await asyncio.sleep(0)

    def _record(self) -> None:
        events = self._machine.take_events()
        if events:
            self._ahead += len(events)
            self._port.record(events)

    def _spawn(self, attempt: Attempt, done: Done | None = None) -> None:
        self._record()
        attempt.call.keep = partial(self._keep, attempt)
        task = asyncio.get_running_loop().create_task(self._run(attempt, done))
        self._tasks[attempt] = task
        task.add_done_callback(partial(self._over, attempt))

    async def _keep(self, attempt: Attempt, value: Any) -> None:
        """A checkpoint of a node under way."""
        if attempt in self._tasks and attempt.stop is None:
            self._machine.keep(attempt, value, self._port.now())
            self._record()
            await self._port.durable()

    async def _run(self, attempt: Attempt, done: Done | None) -> None:
        """One attempt: what is not pure starts when the intent to start it is durable (R32)."""
        child = ""
        try:
            if done is None:
                if not attempt.pure:
                    await self._port.durable()
                attempt.begun = True
                done = (
                    self._port.run_inline(attempt.call)
                    if attempt.inline
                    else await self._port.run(attempt.call)
                )
            if isinstance(done.outcome, WaitForChild) and attempt.stop is None:
                child, done = await self._start_child(attempt, done, done.outcome)
        except asyncio.CancelledError:
            self._arrive(attempt, None)
            return
        except BaseException as fault:
            self._fault = fault
            self._arrive(attempt, None)
            return
        self._arrive(attempt, done, child)

    def _over(self, attempt: Attempt, task: asyncio.Task[None]) -> None:
        """A task that is cancelled before its first step never gets to say so itself."""
        if task.cancelled() and attempt in self._tasks:
            self._arrive(attempt, None)

    def _arrive(self, attempt: Attempt, done: Done | None, child: str = "") -> None:
        self._tasks.pop(attempt, None)
        self._arrived.append((attempt, done, child))
        self._watcher.poke()

    async def _start_child(self, attempt: Attempt, done: Done, asked: WaitForChild) -> tuple[str, Done]:
        depth = self._options.depth + 1
        if depth > MAX_DEPTH:
            message = f"Executions start one another at most {MAX_DEPTH} deep, and this would be one more."
            return "", Done(Failure("validation", message, "too_deep"))
        call = attempt.call
        child = Child(
            key=call.idempotency_key,
            workflow=asked.workflow,
            version=asked.version,
            inputs=asked.inputs,
            node=call.node,
            path=call.path,
            awaited=asked.awaited,
            depth=depth,
            deadline=self._machine.deadline,
        )
        await self._port.durable()
        return await self._port.start_child(child), done

    async def _stop_what_must(self) -> None:
        stops, self._machine.desk.stops = self._machine.desk.stops, []
        for attempt in stops:
            task = self._tasks.get(attempt)
            if task is not None:
                task.cancel()
        orphans, self._machine.desk.orphans = self._machine.desk.orphans, []
        if orphans:
            await self._port.durable()
        for execution in orphans:
            await self._port.cancel_child(execution)

    async def _end_or_park(self) -> Verdict | None:
        """The verdict, once it is durable; None when something came in meanwhile, or soon will."""
        machine, port = self._machine, self._port
        if not machine.over:
            soon = machine.next_moment()
            if soon is not None and soon - port.now() <= self._options.linger and not machine.desk.holding:
                await port.woken(soon)
                return None
        verdict = machine.verdict()
        self._record()
        await port.durable()
        commands = port.take_commands()
        if not commands:
            return verdict
        machine.go_on(port.now())
        for command in commands:
            machine.take(command, port.now())
        return None

    async def _hand_back(self) -> Verdict:
        """The worker stops: let what runs end if it does so soon, then leave the rest to whoever comes next."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=self._options.stop_grace)
        self._take_in()
        self._record()
        await self._stop_all()
        await self._port.durable()
        return HandedBack()

    async def _stop_all(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)
