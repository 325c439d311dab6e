"""Driving again what failed, in the same execution, as new attempts: what succeeded stays as it is (R14, R26)."""

from collections.abc import Iterable
from typing import Any

from executions.engine.desk import Desk
from executions.engine.frame import Frame
from executions.engine.states import CANCELLED, READY, SKIPPED, settled

KEPT_REASONS = frozenset({"by_person", "join_satisfied"})


def retry_all(desk: Desk, by: str) -> None:
    """Take an execution that failed or was cancelled back to work, at every failure that nothing handled.

    The resets come first: as long as the last event is not in the log, the execution is over and the command repeated.
    """
    root = desk.state.root
    failed = [node.id for node in desk.plan.root.nodes if root.unhandled(node.index)]
    for done in desk.state.undoables:
        run = desk.state.undos.get((done.path, done.node))
        frame = desk.state.frames.get(done.path)
        if run is not None and run.status == "completed" and frame is not None:
            reset(desk, frame, frame.body.index[done.node])
    reset_frame(desk, root)
    desk.write("execution.retried", data={"by": by, "nodes": failed})
    desk.set_deadline()


def reset_frame(desk: Desk, frame: Frame) -> None:
    """Reset every failure of a pass that nothing handled, what was cancelled, and what was skipped because of them."""
    for index in _to_redo(frame):
        reset(desk, frame, index)


def reset(
    desk: Desk, frame: Frame, index: int, *, sure: bool = False, config: dict[str, Any] | None = None
) -> None:
    """Back to pending; of a container, also what failed inside it. `sure`: a person says that it may be repeated."""
    node = frame.body.nodes[index]
    data: dict[str, Any] = {}
    if sure:
        data["sure"] = True
    if config is not None:
        data["config"] = config
    run = frame.runs.get(index)
    inner = list(run.loop.kept.values()) if run is not None and run.loop is not None else []
    for kept in inner:
        reset_frame(desk, kept)
    desk.write("node.reset", node.id, frame.path, data, _next_attempt(frame, index))


def unsettled(desk: Desk, frame: Frame, index: int) -> Frame:
    """The pass of the node, which is reset first if it was settled already."""
    if settled(frame.status[index]):
        desk.write("node.reset", frame.body.nodes[index].id, frame.path, {}, _next_attempt(frame, index))
    return frame


def _next_attempt(frame: Frame, index: int) -> int:
    run = frame.runs.get(index)
    return max(run.attempt if run is not None else 0, 1) + 1


def _to_redo(frame: Frame) -> list[int]:
    """Nodes that are pending are looked at for what was skipped after them: they may have been reset before a crash."""
    first = [
        index
        for index, status in enumerate(frame.status)
        if status <= READY or frame.unhandled(index) or _was_cut_short(frame, index)
    ]
    return [index for index in _with_skipped_after(frame, first) if frame.status[index] > READY]


def _was_cut_short(frame: Frame, index: int) -> bool:
    if frame.status[index] != CANCELLED:
        return False
    run = frame.runs.get(index)
    reason = (run.reason if run is not None else None) or {}
    return reason.get("code") not in KEPT_REASONS


def _with_skipped_after(frame: Frame, first: Iterable[int]) -> list[int]:
    """These nodes and those that were skipped only because of them, sources before targets."""
    nodes = frame.body.nodes
    found = dict.fromkeys(first)
    queue = list(found)
    for index in queue:
        for _, _, target in nodes[index].out:
            if target not in found and frame.status[target] == SKIPPED and not _by_person(frame, target):
                found[target] = None
                queue.append(target)
    return queue


def _by_person(frame: Frame, index: int) -> bool:
    run = frame.runs.get(index)
    return run is not None and run.reason is not None and run.reason.get("code") == "by_person"
