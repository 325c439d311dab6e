"""Where one execution is worked on: its state, the events written since the last look, and what the loop is to do."""

from collections import deque
from typing import Any

from executions.engine.deadlines import EXECUTION, Timers
from executions.engine.events import Event
from executions.engine.frame import Frame
from executions.engine.options import Options
from executions.engine.plan import NodePlan, Plan
from executions.engine.port import Call
from executions.engine.retry import idempotency_key
from executions.engine.run_state import RunState
from executions.engine.scope import Scope, input_of
from executions.engine.states import READY
from executions.engine.undoing import Undoable

Place = tuple[Frame, int]


class Attempt:
    """One call that is to be made, or under way."""

    __slots__ = (
        "begun",
        "call",
        "frame",
        "index",
        "inline",
        "key",
        "pure",
        "started_at",
        "stop",
        "timed_out",
        "undoes",
    )

    def __init__(
        self, frame: Frame, index: int, call: Call, node: NodePlan, now: float, undoes: Undoable | None = None
    ) -> None:
        self.frame = frame
        self.index = index
        self.call = call
        self.inline = node.inline
        self.pure = node.pure
        self.started_at = now
        self.undoes = undoes
        self.key = (call.path, call.node if undoes is None else f"undo {undoes.node}")
        """Under which it is known while it is under way."""
        self.stop: dict[str, Any] | None = None
        """Why it is to be stopped, if it is."""
        self.timed_out = ""
        self.begun = False
        """Whether the node itself was called; before that, nothing of it can have happened."""


class Desk:
    def __init__(self, plan: Plan, state: RunState, options: Options) -> None:
        self.plan = plan
        self.state = state
        self.options = options
        self.now = 0.0
        self.outbox: list[Event] = []
        self.ready: deque[Place] = deque()
        """Nodes that the engine or an inline call settles at once."""
        self.queued: deque[Place] = deque()
        """Nodes that take one of the run's places while they are under way."""
        self.pumps: list[Place] = []
        """Containers that may start an iteration or be done."""
        self.held: list[Place] = []
        """Containers that wait for the run to go on before they start another iteration."""
        self.inflight: dict[tuple[str, str], Attempt] = {}
        self.stops: list[Attempt] = []
        self.orphans: list[str] = []
        """Child executions to cancel."""
        self.cancelled: dict[tuple[str, int], dict[str, Any]] = {}
        """Containers that are being cancelled, and why."""
        self.timers = Timers()
        self.limit = options.concurrency or plan.settings.concurrency
        self.execution_id = str(options.execution.get("id", ""))

    def write(
        self, kind: str, node: str = "", path: str = "", data: dict[str, Any] | None = None, attempt: int = 0
    ) -> None:
        """Append an event and take it into the state."""
        event = Event(
            self.state.number + 1, kind, self.now, node, path, attempt, {} if data is None else data
        )
        self.state.apply(event)
        self.outbox.append(event)

    def write_pass(self, kind: str, inner: Frame, **data: Any) -> None:
        """An event of one pass of a container."""
        assert inner.parent is not None, "the top level is no pass of a container"
        container = inner.parent.body.nodes[inner.node]
        attempt = inner.parent.run_of(inner.node).attempt
        self.write(kind, container.id, inner.path, {"index": inner.index, **data}, attempt)

    def attempt_of(self, frame: Frame, index: int) -> int:
        """The number of the attempt that a node is in, or would begin next."""
        run = frame.runs.get(index)
        begun = run.attempt if run is not None else 0
        return begun + 1 if frame.status[index] <= READY else max(begun, 1)

    def make_ready(self, frame: Frame, index: int) -> None:
        node = frame.body.nodes[index]
        frame.status[index] = max(frame.status[index], READY)
        at_once = node.inline or node.is_container or node.disabled
        (self.ready if at_once else self.queued).append((frame, index))

    @property
    def deadline(self) -> float | None:
        """The moment at which the execution runs out of time (R20); a retry begins the count anew."""
        limit = self.plan.settings.timeout
        moments = [self.state.counted_from + limit] if limit else []
        if self.options.deadline is not None:
            moments.append(self.options.deadline)
        return min(moments, default=None)

    def set_deadline(self) -> None:
        if self.deadline is not None:
            self.timers.add(self.deadline, EXECUTION, None, self.deadline)

    @property
    def holding(self) -> bool:
        """Whether nothing new may start (R24, R25)."""
        return self.state.paused is not None and not self.state.allowance

    def scope(self, frame: Frame, index: int) -> Scope:
        return Scope(self.state, self.options, frame, index, self.now, input_of(self.state, frame, index))

    def pass_scope(self, frame: Frame) -> Scope:
        """The scope of a pass as a whole: what a result expression sees."""
        given = input_of(self.state, frame.parent, frame.node) if frame.parent is not None else None
        return Scope(self.state, self.options, frame, -1, self.now, given)

    def key(self, node: str, path: str) -> str:
        return idempotency_key(self.execution_id, path, node)
