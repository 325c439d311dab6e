"""What the events of single nodes change in the state of a run."""

from typing import TYPE_CHECKING

from executions.engine.events import Event
from executions.engine.folding import folds
from executions.engine.frame import Frame
from executions.engine.node_run import Loop, NodeRun
from executions.engine.states import CANCELLED, COMPLETED, FAILED, PENDING, SKIPPED, check_move, settled
from executions.engine.undoing import Undoable

if TYPE_CHECKING:
    from executions.engine.run_state import RunState


def _moved(state: "RunState", event: Event) -> tuple[Frame, int, NodeRun]:
    frame, index = state.place(event)
    frame.status[index] = check_move(event.kind, frame.status[index], event.node, event.path)
    run = frame.run_of(index)
    run.since = event.at
    return frame, index, run


@folds("node.started")
def started(state: "RunState", event: Event) -> None:
    frame, index, run = _moved(state, event)
    run.attempt = event.attempt or run.attempt + 1
    run.started_at = event.at
    run.wait = None
    state.allowance = 0
    if frame.body.nodes[index].is_container:
        _start_loop(state, run, event)


def _start_loop(state: "RunState", run: NodeRun, event: Event) -> None:
    """Begin anew, or drive again what was left of the same items (R14)."""
    loop = run.loop
    if loop is not None and event.data.get("total") == loop.limits.get("total") and not loop.broken:
        loop.limits = event.data
        loop.redrive = sorted(loop.kept)
        return
    if loop is not None:
        for frame in (*loop.active.values(), *loop.kept.values()):
            state.drop(frame)
    run.loop = Loop(event.data)


@folds("node.completed")
def completed(state: "RunState", event: Event) -> None:
    frame, index = state.place(event)
    check_move(event.kind, frame.status[index], event.node, event.path)
    data = event.data
    ports = data.get("ports") or {}
    node = frame.body.nodes[index]
    frame.keep_output(index, ports)
    if not node.is_container:
        state.allowance = 0
    run = frame.runs.get(index)
    if run is not None:
        _rest(state, run, event)
    if node.settings.undo and not node.disabled:
        state.undoables.append(Undoable(node.id, event.path, node.settings.undo, ports))
    if "end" in data:
        _note_end(state, frame, index, data["end"])
    if "break" in data and frame.broken is None:
        _break(state, frame, data["break"])
    frame.settle(index, COMPLETED, ports)


def _note_end(state: "RunState", frame: Frame, index: int, end: dict) -> None:
    frame.ends[index] = end.get("result")
    if end.get("whole"):
        state.whole_end = frame.body.nodes[index].id
        state.result = end.get("result")
        state.closing.append(state.root)
    elif frame.parent is None:
        state.ends[frame.body.nodes[index].id] = end.get("result")


def _break(state: "RunState", frame: Frame, broken: dict) -> None:
    """Mark the pass of the nearest loop around the node, through any scopes."""
    place: Frame | None = frame
    while place is not None and place.body.container is not None and not place.body.container.is_loop:
        place = place.parent
    if place is None or place.parent is None:
        return
    place.broken = broken
    loop = place.parent.run_of(place.node).loop
    if loop is not None:
        loop.broken = True
    state.closing.append(place)


@folds("node.failed")
def failed(state: "RunState", event: Event) -> None:
    frame, index = state.place(event)
    check_move(event.kind, frame.status[index], event.node, event.path)
    run = frame.run_of(index)
    _rest(state, run, event)
    run.attempt = max(run.attempt, event.attempt)
    run.error = event.data["error"]
    run.failures += 1
    state.allowance = 0
    ports = event.data.get("ports")
    if ports:
        frame.keep_output(index, ports)
        frame.settle(index, FAILED, ports)
        return
    if frame.error is None:
        frame.error = event.data["error"]
    state.closing.append(frame)
    frame.settle(index, FAILED, None)


@folds("node.retrying")
def retrying(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    _pause_clock(run, event)
    run.attempt = max(run.attempt, event.attempt)
    run.failures += 1
    state.allowance = 0
    run.error = event.data["error"]
    run.wait = {"id": f"retry-{event.number}", "kind": "retry", "until": event.data["retry_at"]}


@folds("node.waiting")
def waiting(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    _pause_clock(run, event)
    run.attempt = max(run.attempt, event.attempt, 1)
    run.wait = event.data["wait"]
    run.answer = None
    state.allowance = 0


@folds("node.answered")
def answered(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    run.answer = event.data["answer"]
    run.started_at = event.at


@folds("node.parked")
def parked(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    _pause_clock(run, event)
    run.attempt = max(run.attempt, event.attempt)
    run.error = event.data.get("error")
    state.allowance = 0


@folds("node.uncertain")
def uncertain(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    run.started_at = None
    run.doubtful = True


@folds("node.skipped")
def skipped(state: "RunState", event: Event) -> None:
    frame, index = state.place(event)
    check_move(event.kind, frame.status[index], event.node, event.path)
    if event.data.get("reason", {}).get("code") == "by_person":
        frame.run_of(index).reason = event.data["reason"]
    frame.settle(index, SKIPPED, None)


@folds("node.cancelled")
def cancelled(state: "RunState", event: Event) -> None:
    frame, index = state.place(event)
    check_move(event.kind, frame.status[index], event.node, event.path)
    run = frame.run_of(index)
    _rest(state, run, event)
    run.doubtful = bool(event.data.get("uncertain"))
    run.reason = event.data.get("reason")
    frame.settle(index, CANCELLED, None)


@folds("node.checkpoint")
def checkpoint(state: "RunState", event: Event) -> None:
    _, _, run = _moved(state, event)
    run.checkpoint = event.data["value"]


@folds("node.reset")
def reset(state: "RunState", event: Event) -> None:
    frame, index = state.place(event)
    check_move(event.kind, frame.status[index], event.node, event.path)
    run = frame.run_of(index)
    run.failures = 0
    run.crashes = 0
    run.active = 0.0
    run.wait = run.answer = run.error = run.reason = None
    if "config" in event.data:
        run.config = event.data["config"]
    if event.data.get("sure"):
        run.doubtful = False
    if settled(frame.status[index]):
        frame.unsettle(index)
    else:
        frame.status[index] = PENDING
    frame.touched.append((frame, index))


def _pause_clock(run: NodeRun, event: Event) -> None:
    """Time that a node waits does not count for its timeout (R20)."""
    if run.started_at is not None:
        run.active += max(0.0, event.at - run.started_at)
        run.started_at = None


def _rest(state: "RunState", run: NodeRun, event: Event) -> None:
    """A settled node waits for nothing, and what was kept for driving it again goes with a success."""
    _pause_clock(run, event)
    run.wait = None
    if run.loop is not None and event.kind == "node.completed":
        for frame in (*run.loop.active.values(), *run.loop.kept.values()):
            state.drop(frame)
        run.loop = None
