"""The state machine of one execution, sans-I/O: told what happened and when, it says what to run, stop and write."""

from collections import deque
from typing import Any

from executions.engine import (
    closing,
    compensation,
    control,
    loops,
    planner,
    recovery,
    settling,
    starting,
    waits,
)
from executions.engine.deadlines import ATTEMPT, EXECUTION, RETRY, UNDO, WAIT, Timer
from executions.engine.desk import Attempt, Desk, Place
from executions.engine.events import Event
from executions.engine.options import Options
from executions.engine.plan import Plan
from executions.engine.port import Command, Done, Ended, Failure, Parked, Verdict
from executions.engine.retry import error_of
from executions.engine.run_state import RunState
from executions.engine.states import ENDED, PARKED, PENDING, READY, RUNNING, UNCERTAIN, WAITING
from nodes.outcomes import WaitForChild


class Machine:
    def __init__(self, plan: Plan, state: RunState, options: Options) -> None:
        self.desk = Desk(plan, state, options)

    @property
    def over(self) -> bool:
        return self.desk.state.status in ENDED

    @property
    def deadline(self) -> float | None:
        """When the execution runs out of time, which is then its children's deadline too (R29)."""
        return self.desk.deadline

    def take_up(self, now: float) -> None:
        """Begin to carry what the log says."""
        self.desk.now = now
        recovery.take_up(self.desk)

    def go_on(self, now: float) -> None:
        """Something came in after the verdict was written and before anybody acted on it."""
        self.desk.now = now
        if self.desk.state.status in ("waiting", "parked"):
            self.desk.write("execution.running", data={"reason": "woken"})

    def take(self, command: Command, now: float) -> None:
        self.desk.now = now
        control.take(self.desk, command)

    def ended(self, attempt: Attempt, done: Done | None, now: float) -> None:
        """An attempt is over; `done` is None when it was stopped before it could answer."""
        desk = self.desk
        desk.now = now
        if attempt.undoes is not None:
            compensation.undo_ended(desk, attempt, done)
            return
        settling.ended(desk, attempt, done)
        if attempt.frame.closing is not None:
            closing.look_up(desk, attempt.frame)

    def keep(self, attempt: Attempt, value: Any, now: float) -> None:
        """Keep a checkpoint of a node that is under way."""
        self.desk.now = now
        call = attempt.call
        if attempt.undoes is None:
            self.desk.write("node.checkpoint", call.node, call.path, {"value": value}, call.attempt)

    def child_asked(self, attempt: Attempt, now: float) -> None:
        """An inline node asks for a child execution: it is under way until that has been started."""
        desk, call = self.desk, attempt.call
        desk.now = now
        desk.inflight[attempt.key] = attempt
        if attempt.frame.status[attempt.index] != RUNNING:
            desk.write("node.started", call.node, call.path, attempt=call.attempt)

    def child_started(
        self, attempt: Attempt, outcome: WaitForChild, execution: str, done: Done, now: float
    ) -> None:
        self.desk.now = now
        settling.child_started(self.desk, attempt, outcome, execution, done)
        if attempt.frame.closing is not None:
            closing.look_up(self.desk, attempt.frame)

    def tick(self, now: float) -> None:
        """Take in whatever is due by now."""
        self.desk.now = now
        while (timer := self.desk.timers.due(now)) is not None:
            if self._holds(timer):
                self._ring(timer)

    def next(self, now: float) -> Attempt | None:
        """The next call to make, after everything that needs none; None when there is nothing to start now."""
        desk = self.desk
        desk.now = now
        while True:
            if desk.held and not desk.holding:
                desk.pumps.extend(desk.held)
                desk.held.clear()
            self._settle()
            if desk.holding or self.over:
                return None
            if desk.state.compensating:
                return compensation.next_undo(desk)
            place = self._pop()
            if place is None or self._breaks(place):
                return None
            attempt = starting.begin_or_resume(desk, *place)
            if attempt is not None:
                return attempt

    def next_moment(self) -> float | None:
        """When to look again if nothing else happens."""
        timers = self.desk.timers
        while (timer := timers.first()) is not None:
            if self._holds(timer):
                return timer.at
            timers.drop_first()
        return None

    def verdict(self) -> Verdict:
        """What to tell the host when there is nothing to start and nothing under way."""
        desk, state = self.desk, self.desk.state
        if state.status in ENDED:
            return Ended(state.status)
        wake_at = self.next_moment()
        parked = [
            frame.body.nodes[index].id
            for frame in state.frames.values()
            if not frame.ended
            for index, run in frame.runs.items()
            if frame.status[index] in (PARKED, UNCERTAIN)
        ]
        if state.paused is not None:
            if state.status != "paused":
                desk.write("execution.paused", data={"reason": "step", **_pause_of(state)})
        elif parked:
            desk.write("execution.parked", data={"nodes": parked, "wake_at": wake_at})
        else:
            desk.write("execution.waiting", data={"wake_at": wake_at})
        return Parked(state.status, wake_at)

    def take_events(self) -> list[Event]:
        """What was written since the last call."""
        events, self.desk.outbox = self.desk.outbox, []
        return events

    def _settle(self) -> None:
        """Follow every consequence of what is settled, up to where only a call can go on."""
        desk, state = self.desk, self.desk.state
        while state.status not in ENDED:
            if state.closing:
                closing.start_closing(desk)
            elif state.touched:
                planner.decide(desk)
            elif state.finished:
                closing.finish_passes(desk)
            elif desk.pumps:
                loops.pump(desk, *desk.pumps.pop())
            else:
                return

    def _pop(self) -> Place | None:
        desk = self.desk
        found = _first_open(desk.ready)
        if found is None and len(desk.inflight) < desk.limit:
            found = _first_open(desk.queued)
        return found

    def _breaks(self, place: Place) -> bool:
        """Whether the run pauses before this node (R25)."""
        desk, state = self.desk, self.desk.state
        frame, index = place
        node = frame.body.nodes[index]
        if not (node.settings.breakpoint or node.id in desk.options.breakpoints):
            return False
        if (frame.path, node.id) in state.passed or state.allowance or frame.status[index] != READY:
            return False
        (desk.ready if node.inline else desk.queued).appendleft(place)
        desk.write("execution.paused", path=frame.path, data={"reason": "breakpoint", "node": node.id})
        return True

    def _holds(self, timer: Timer) -> bool:
        """Whether what a timer was set for is still so."""
        if timer.kind in (RETRY, WAIT):
            frame, index = timer.subject
            run = frame.runs.get(index)
            waits_on = run is not None and run.wait is not None and run.wait["id"] == timer.token
            return waits_on and frame.status[index] == WAITING and not frame.ended
        if timer.kind == ATTEMPT:
            attempt: Attempt = timer.subject
            return self.desk.inflight.get(attempt.key) is attempt and not attempt.timed_out
        if timer.kind == UNDO:
            return self.desk.state.compensating and not self.over
        state = self.desk.state
        if timer.token != self.desk.deadline:
            return False
        return (
            state.status not in ENDED
            and not state.timed_out
            and state.cancelling is None
            and not state.compensating
        )

    def _ring(self, timer: Timer) -> None:
        desk = self.desk
        if timer.kind == RETRY:
            frame, index = timer.subject
            frame.status[index] = PENDING
            desk.make_ready(frame, index)
        elif timer.kind == WAIT:
            waits.over_time(desk, *timer.subject)
        elif timer.kind == ATTEMPT:
            timer.subject.timed_out = timer.token
            desk.stops.append(timer.subject)
        elif timer.kind == EXECUTION:
            failure = Failure("fatal", "The execution ran out of time.", "timeout")
            desk.write("deadline.passed", data={"error": error_of(failure, "", "")})


def _first_open(queue: deque[Place]) -> Place | None:
    """The first place that may still be worked on; the others were settled meanwhile, or their pass is being closed."""
    while queue:
        frame, index = queue.popleft()
        if frame.closing is None and not frame.ended and READY <= frame.status[index] <= RUNNING:
            return frame, index
    return None


def _pause_of(state: RunState) -> dict[str, str]:
    paused = state.paused or {}
    return {key: paused[key] for key in ("reason", "by", "node") if key in paused}
