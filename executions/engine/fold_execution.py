"""What the events of the whole execution change in the state of a run."""

from typing import TYPE_CHECKING

from executions.engine.events import Event
from executions.engine.folding import folds
from executions.engine.options import Options
from executions.engine.partial import opening
from executions.engine.states import RUNNING
from executions.engine.undoing import UndoRun

if TYPE_CHECKING:
    from executions.engine.run_state import RunState


@folds("execution.created")
def created(state: "RunState", event: Event) -> None:
    data = event.data
    trigger = data.get("trigger") or {}
    state.status = "queued"
    state.created_at = state.counted_from = event.at
    state.inputs = data.get("inputs")
    state.mode = data.get("mode") or "run"
    state.trigger = trigger.get("node") or ""
    state.trigger_kind = trigger.get("kind") or ""
    if state.mode == "step":
        state.paused = {"reason": "step"}
    _open(state, Options.from_created(data))


def _open(state: "RunState", options: Options) -> None:
    root = state.root
    state.opening = start = opening(state.plan, state.trigger, options)
    if len(start.reached) < len(root.body.nodes):
        root.reached = start.reached
        root.expected = root.body.indegrees.copy()
        for node in root.body.nodes:
            if node.index not in start.reached:
                for _, _, target in node.out:
                    root.expected[target] -= 1
                    root.undecided[target] -= 1
    state.touched.extend((root, index) for index in start.starts)


@folds("execution.running")
def running(state: "RunState", event: Event) -> None:
    reason = event.data.get("reason")
    state.status = "running"
    if state.started_at is None:
        state.started_at = event.at
    if reason == "recovered":
        _count_crashes(state)
    elif reason == "step":
        state.allowance = 1
        state.paused = state.paused or {"reason": "step"}
    elif "by" in event.data:
        state.paused = None
        state.allowance = 0


def _count_crashes(state: "RunState") -> None:
    """Every node that was under way when its worker died is a suspect (R33)."""
    for frame in state.frames.values():
        for index, run in frame.runs.items():
            if frame.status[index] == RUNNING and not frame.body.nodes[index].is_container:
                run.crashes += 1


@folds("execution.waiting")
def waiting(state: "RunState", event: Event) -> None:
    state.status = "waiting"


@folds("execution.parked")
def parked(state: "RunState", event: Event) -> None:
    state.status = "parked"


@folds("execution.paused")
def paused(state: "RunState", event: Event) -> None:
    state.status = "paused"
    state.paused = event.data
    state.allowance = 0
    if event.data.get("reason") == "breakpoint" and "node" in event.data:
        state.passed.add((event.path, event.data["node"]))


@folds("execution.cancelling")
def cancelling(state: "RunState", event: Event) -> None:
    state.status = "cancelling"
    state.cancelling = event.data
    state.paused = None
    state.closing.append(state.root)


@folds("execution.compensating")
def compensating(state: "RunState", event: Event) -> None:
    state.compensating = True
    state.status = "cancelling" if state.cancelling is not None else "running"


@folds("execution.completed")
def completed(state: "RunState", event: Event) -> None:
    state.status = "completed"
    state.result = event.data.get("result")


@folds("execution.failed")
def failed(state: "RunState", event: Event) -> None:
    state.status = "failed"
    state.error = event.data.get("error")


@folds("execution.cancelled")
def cancelled(state: "RunState", event: Event) -> None:
    state.status = "cancelled"


@folds("deadline.passed")
def timed_out(state: "RunState", event: Event) -> None:
    state.timed_out = True
    state.root.error = event.data["error"]
    state.closing.append(state.root)


@folds("execution.retried")
def retried(state: "RunState", event: Event) -> None:
    state.status = "running"
    state.counted_from = event.at
    state.error = state.cancelling = state.paused = state.whole_end = None
    state.compensating = state.timed_out = False
    undone = {key for key, run in state.undos.items() if run.status == "completed"}
    state.undoables = [done for done in state.undoables if (done.path, done.node) not in undone]
    state.undos.clear()
    for looked_at in (state.closing, state.touched, state.finished):
        looked_at.clear()
    state.root.reopen()


@folds("undo.started")
def undo_started(state: "RunState", event: Event) -> None:
    run = state.undos.setdefault((event.path, event.data["of"]), UndoRun())
    run.attempt = event.attempt
    run.status = "running"
    run.retry_at = None


@folds("undo.retrying")
def undo_retrying(state: "RunState", event: Event) -> None:
    run = state.undos.setdefault((event.path, event.data["of"]), UndoRun())
    run.status = "waiting"
    run.failures += 1
    run.retry_at = event.data["retry_at"]


@folds("undo.completed")
def undo_completed(state: "RunState", event: Event) -> None:
    state.undos.setdefault((event.path, event.data["of"]), UndoRun()).status = "completed"


@folds("undo.failed")
def undo_failed(state: "RunState", event: Event) -> None:
    state.undos.setdefault((event.path, event.data["of"]), UndoRun()).status = "failed"
