"""The state of one execution: the fold of its events, and nothing else (R37)."""

from collections.abc import Iterable
from typing import Any

from executions.engine import fold_containers, fold_execution, fold_nodes
from executions.engine.events import Event
from executions.engine.folding import HANDLERS
from executions.engine.frame import Frame, Touch
from executions.engine.node_run import NodeRun
from executions.engine.partial import Opening
from executions.engine.plan import NodePlan, Plan
from executions.engine.undoing import Undoable, UndoRun

FOLDS = (fold_containers, fold_execution, fold_nodes)
"""The modules that fill the table of handlers."""


class RunState:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.number = 0
        """The number of the last event."""
        self.status = "queued"
        self.mode = "run"
        self.inputs: Any = None
        self.trigger = ""
        self.trigger_kind = ""
        self.created_at = 0.0
        self.counted_from = 0.0
        """When the time of the execution began to run: at its creation, or when it was retried."""
        self.started_at: float | None = None
        self.opening: Opening | None = None
        self.touched: list[Touch] = []
        """Nodes that may have become decidable since somebody looked last."""
        self.finished: list[Frame] = []
        """Passes whose nodes are all settled since somebody looked last."""
        self.closing: list[Frame] = []
        """Passes that a failure, a break or an end cuts short, since somebody looked last."""
        self.root = Frame(plan.root, "", None, self.touched, self.finished)
        self.frames: dict[str, Frame] = {"": self.root}
        self.result: Any = None
        self.error: dict[str, Any] | None = None
        self.ends: dict[str, Any] = {}
        self.whole_end: str | None = None
        """The node that ended the whole execution, if one did (R45)."""
        self.commands: set[str] = set()
        self.paused: dict[str, Any] | None = None
        """The data of the pause, while nothing new may start."""
        self.allowance = 0
        """How many nodes may start although the run is paused: one after `next_step` (R25)."""
        self.passed: set[tuple[str, str]] = set()
        """Breakpoints, by path and node, that have paused this run once."""
        self.cancelling: dict[str, Any] | None = None
        self.timed_out = False
        self.compensating = False
        self.undoables: list[Undoable] = []
        self.undos: dict[tuple[str, str], UndoRun] = {}
        """Undo runs by path and id of the node that they undo."""

    def apply(self, event: Event) -> None:
        """Take in one event. Raises `IllegalMove` when it cannot follow from what came before."""
        self.number = event.number
        handler = HANDLERS.get(event.kind)
        if handler is not None:
            handler(self, event)
        if "command" in event.data:
            self.commands.add(event.data["command"])

    def place(self, event: Event) -> tuple[Frame, int]:
        frame = self.frames[event.path]
        return frame, frame.body.index[event.node]

    def run_at(self, path: str, node: str) -> tuple[Frame, NodePlan, NodeRun | None] | None:
        """The pass, the node and what is remembered of its run; None where there is no such node run."""
        frame = self.frames.get(path)
        if frame is None or node not in frame.body.index:
            return None
        index = frame.body.index[node]
        return frame, frame.body.nodes[index], frame.runs.get(index)

    def drop(self, frame: Frame) -> None:
        """Forget a pass that is done, and whatever was kept inside it (R15)."""
        if self.frames.pop(frame.path, None) is None:
            return
        for run in frame.runs.values():
            if run.loop is not None:
                for inner in (*run.loop.active.values(), *run.loop.kept.values()):
                    self.drop(inner)


def fold(plan: Plan, events: Iterable[Event]) -> RunState:
    """The state after these events."""
    state = RunState(plan)
    for event in events:
        state.apply(event)
    return state
