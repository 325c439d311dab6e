"""Cutting short what is under way: a pass, a container, the rest of a join. Nothing is forgotten before it has ended."""

from typing import Any

from executions.engine.desk import Desk
from executions.engine.frame import Frame
from executions.engine.states import PARKED, READY, RUNNING, UNCERTAIN, WAITING, settled


def close(desk: Desk, frame: Frame, reason: dict[str, Any], *, skips: bool) -> bool:
    """Cancel what is under way in a pass. True when nothing is any more; else to be asked again as things end.

    `skips`: nodes that were not decided are skipped with the reason; else they stay pending, to be driven again.
    """
    frame.closing = reason
    frame.skips = skips
    quiet = True
    for index in frame.unsettled():
        if not cancel_node(desk, frame, index, reason, skips=skips):
            quiet = False
    return quiet


def cancel_node(desk: Desk, frame: Frame, index: int, reason: dict[str, Any], *, skips: bool) -> bool:
    """Cancel one node that is not settled. True when nothing of it is under way any more."""
    status = frame.status[index]
    node = frame.body.nodes[index]
    if status <= READY and not _waits_for_retry(frame, index):
        if skips:
            desk.write("node.skipped", node.id, frame.path, {"reason": reason})
        return True
    attempt = desk.inflight.get((frame.path, node.id))
    if attempt is not None:
        if attempt.stop is None:
            attempt.stop = reason
            desk.stops.append(attempt)
        return False
    if node.is_container and status == RUNNING:
        return cancel_container(desk, frame, index, reason, skips=skips)
    run = frame.run_of(index)
    if status == WAITING and run.wait is not None and run.wait.get("execution"):
        desk.orphans.append(run.wait["execution"])
    cut_off = status == UNCERTAIN or (status == RUNNING and node.once) or (status == PARKED and run.doubtful)
    write_cancelled(desk, frame, index, reason, uncertain=cut_off)
    return True


def _waits_for_retry(frame: Frame, index: int) -> bool:
    """Whether a node that is ready was ready for another attempt: it has begun, so it is cancelled, not skipped."""
    run = frame.runs.get(index)
    return run is not None and run.wait is not None


def cancel_container(desk: Desk, frame: Frame, index: int, reason: dict[str, Any], *, skips: bool) -> bool:
    desk.cancelled[frame.path, index] = reason
    loop = frame.run_of(index).loop
    for inner in list(loop.active.values()) if loop is not None else ():
        if close(desk, inner, reason, skips=skips):
            desk.write_pass("iteration.cancelled", inner, reason=reason)
    if loop is not None and loop.active:
        return False
    del desk.cancelled[frame.path, index]
    write_cancelled(desk, frame, index, reason)
    return True


def write_cancelled(
    desk: Desk, frame: Frame, index: int, reason: dict[str, Any], *, uncertain: bool = False
) -> None:
    data: dict[str, Any] = {"reason": reason}
    if uncertain:
        data["uncertain"] = True
    attempt = max(frame.run_of(index).attempt, 1)
    desk.write("node.cancelled", frame.body.nodes[index].id, frame.path, data, attempt)


def cancel_region(desk: Desk, frame: Frame, join: int) -> None:
    """Cancel what leads to nothing but a join that has what it needs (R8, `join_rest: cancel`)."""
    name = frame.body.nodes[join].id
    reason = {"code": "join_satisfied", "message": f"{name} has what it waited for and needs no more."}
    for index in region_before(frame, join):
        cancel_node(desk, frame, index, reason, skips=True)


def region_before(frame: Frame, join: int) -> list[int]:
    """The nodes, not settled yet, all of whose ways forward lead into the join."""
    nodes = frame.body.nodes
    missing = {join: 0}
    region: list[int] = []
    queue = [join]
    for target in queue:
        for _, source, _ in nodes[target].into:
            left = missing.get(source)
            missing[source] = left = (len(nodes[source].out) if left is None else left) - 1
            if left == 0:
                queue.append(source)
                if not settled(frame.status[source]):
                    region.append(source)
    return region
