"""What the events of iterations change in the state of a run: passes begin, end and are forgotten."""

from typing import TYPE_CHECKING

from executions.engine.events import Event
from executions.engine.folding import folds
from executions.engine.frame import Frame
from executions.engine.node_run import Loop

if TYPE_CHECKING:
    from executions.engine.run_state import RunState


def _container(state: "RunState", event: Event) -> tuple[Frame, int, Loop]:
    parent = state.frames[event.path.rpartition("/")[0]]
    index = parent.body.index[event.node]
    run = parent.run_of(index)
    if run.loop is None:
        run.loop = Loop({})
    return parent, index, run.loop


@folds("iteration.started")
def started(state: "RunState", event: Event) -> None:
    parent, container, loop = _container(state, event)
    index = event.data["index"]
    loop.next = max(loop.next, index + 1)
    loop.failed.pop(index, None)
    if index in loop.redrive:
        loop.redrive.remove(index)
    frame = loop.kept.pop(index, None)
    if frame is not None:
        loop.active[index] = frame
        frame.reopen()
        return
    body = parent.body.nodes[container].body
    assert body is not None, "only a container has iterations"
    frame = Frame(body, event.path, parent, state.touched, state.finished, index)
    frame.item = event.data.get("item")
    frame.state = loop.state
    loop.active[index] = state.frames[event.path] = frame
    for entry in body.entries:
        state.touched.append((frame, entry))
    if not frame.open:
        state.finished.append(frame)


@folds("iteration.completed")
def completed(state: "RunState", event: Event) -> None:
    _, _, loop = _container(state, event)
    index = event.data["index"]
    frame = loop.active.pop(index, None)
    loop.done += 1
    if not event.data.get("dropped"):
        loop.keep_result(index, event.data.get("result"))
    if "state" in event.data:
        loop.state = event.data["state"]
    if event.data.get("last"):
        loop.total = index + 1
    if frame is not None:
        frame.ended = True
        state.drop(frame)


@folds("iteration.failed")
def failed(state: "RunState", event: Event) -> None:
    _, _, loop = _container(state, event)
    index = event.data["index"]
    frame = loop.active.pop(index, None)
    handled = event.data.get("handled")
    if handled:
        loop.done += 1
        if handled == "null":
            loop.keep_result(index, None)
        elif handled == "caught":
            loop.caught = event.data["error"]
    else:
        loop.failed[index] = event.data["error"]
    if frame is None:
        return
    frame.ended = True
    if handled:
        state.drop(frame)
    else:
        loop.kept[index] = frame


@folds("iteration.cancelled")
def cancelled(state: "RunState", event: Event) -> None:
    _, _, loop = _container(state, event)
    frame = loop.active.pop(event.data["index"], None)
    if frame is not None:
        frame.ended = True
        loop.kept[event.data["index"]] = frame
