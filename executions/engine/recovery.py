"""Taking up a run from its log: timers, loops, and what a lost worker left under way (R31, R33)."""

from executions.engine import planner
from executions.engine.cancelling import cancel_region
from executions.engine.deadlines import RETRY, UNDO
from executions.engine.desk import Desk
from executions.engine.failure import MAX_CRASHES, cut_off, poisonous
from executions.engine.frame import Frame
from executions.engine.iterating import items_of
from executions.engine.loops import give_items
from executions.engine.port import Failure
from executions.engine.retry import error_of
from executions.engine.scope import Scope
from executions.engine.starting import resolved
from executions.engine.states import ENDED, PENDING, RUNNING, SKIPPED, WAITING
from executions.engine.waits import set_timer
from nodes.base import Role


def take_up(desk: Desk) -> None:
    """Make the desk ready to go on from whatever the log says."""
    state = desk.state
    if state.status in ENDED:
        return
    desk.write("execution.running", data=dict(desk.options.claim) or {"reason": "started"})
    desk.set_deadline()
    for frame in list(state.frames.values()):
        if not frame.ended:
            _take_up_frame(desk, frame)
    for undo in state.undos.values():
        if undo.retry_at is not None:
            desk.timers.add(undo.retry_at, UNDO, None, None)
    if state.compensating:
        return
    if state.opening is not None and _may_start(desk):
        planner.open_run(desk, state.opening)


def _may_start(desk: Desk) -> bool:
    """An execution that no trigger starts fails at once, and says so (R44, R46)."""
    state = desk.state
    starts = state.opening.starts if state.opening is not None else ()
    if not starts and state.opening is not None and state.opening.partial:
        message = "The node to run from, or up to, is not in this version."
    elif not starts:
        message = (
            f"There is no trigger {state.trigger!r}."
            if state.trigger
            else "No trigger was named, and there is not just one."
        )
    elif state.root.body.nodes[starts[0]].is_trigger and state.root.body.nodes[starts[0]].disabled:
        message = f"The trigger {state.root.body.nodes[starts[0]].id} is disabled."
    else:
        return True
    error = error_of(Failure("validation", message, "no_trigger"), state.trigger, "")
    desk.write("execution.failed", data={"error": error})
    return False


def _take_up_frame(desk: Desk, frame: Frame) -> None:
    for index, run in list(frame.runs.items()):
        status = frame.status[index]
        if status == RUNNING:
            _take_up_running(desk, frame, index)
        elif status == WAITING and run.wait is not None:
            if run.wait["kind"] == "retry":
                desk.timers.add(run.wait["until"], RETRY, (frame, index), run.wait["id"])
            else:
                set_timer(desk, frame, index)
    for join in frame.body.cancelling_joins:
        if frame.status[join] not in (PENDING, SKIPPED):
            cancel_region(desk, frame, join)
    if frame.error is not None or frame.broken is not None:
        desk.state.closing.append(frame)


def _take_up_running(desk: Desk, frame: Frame, index: int) -> None:
    """Nobody carries this node any more: go on with a container, run anything else again as its effect allows."""
    node = frame.body.nodes[index]
    run = frame.run_of(index)
    if node.is_container:
        if run.loop is not None and node.role is Role.FOR_EACH:
            _find_items(desk, frame, index)
        desk.pumps.append((frame, index))
        return
    if run.crashes >= MAX_CRASHES:
        poisonous(desk, frame, index, run.crashes)
        return
    if node.once:
        run.doubtful = True
        if run.answer is not None and not cut_off(desk, frame, index):
            return
    desk.make_ready(frame, index)


def _find_items(desk: Desk, frame: Frame, index: int) -> None:
    """The items are not in the log: work them out as they were when the loop started."""
    node = frame.body.nodes[index]
    run = frame.run_of(index)
    scope = Scope(
        desk.state, desk.options, frame, index, run.started_at or desk.now, desk.scope(frame, index)["input"]
    )
    found = items_of(resolved(desk, node, run, scope).get("items"))
    assert not isinstance(found, str), "the loop had started with these items"
    give_items(run.loop, found)
