"""Containers: how iterations begin, follow one another and end (R11–R14)."""

from collections.abc import Mapping, Sequence
from typing import Any

from executions.engine import cancelling, iterating
from executions.engine.desk import Desk
from executions.engine.failure import invalid, settle_failure
from executions.engine.frame import Frame
from executions.engine.node_run import Loop
from executions.engine.port import Failure
from executions.engine.retry import error_of
from executions.engine.states import RUNNING
from nodes.base import Role
from nodes.expressions.errors import ExpressionError
from nodes.outcomes import ERROR, MAIN

LOOP_ENDED = {"code": "loop_ended", "message": "The loop around this node has ended."}


def begin(desk: Desk, frame: Frame, index: int, config: Mapping[str, Any]) -> None:
    """Start a container whose config is resolved."""
    node = frame.body.nodes[index]
    run = frame.run_of(index)
    items: Sequence[Any] | None = None
    limits: dict[str, Any] = {"total": 1}
    if node.role is Role.FOR_EACH:
        found = iterating.items_of(config.get("items"))
        if isinstance(found, str):
            invalid(desk, frame, index, found)
            return
        items, limits = found, iterating.for_each_limits(config, len(found))
    elif node.role is Role.WHILE:
        limits = iterating.while_limits(config)
    desk.write("node.started", node.id, frame.path, limits, run.attempt + 1)
    give_items(run.loop, items)
    desk.pumps.append((frame, index))


def give_items(loop: Loop | None, items: Sequence[Any] | None) -> None:
    assert loop is not None, "a container that has started has a loop"
    loop.items = items
    if items is not None:
        for inner in (*loop.active.values(), *loop.kept.values()):
            inner.item = items[inner.index]


def pump(desk: Desk, frame: Frame, index: int) -> None:
    """Start the iterations that the window has room for, or end the container."""
    loop = frame.run_of(index).loop
    if loop is None or frame.status[index] != RUNNING or (frame.path, index) in desk.cancelled:
        return
    if loop.winding_up:
        wind_up(desk, frame, index)
        return
    if desk.holding and not _exhausted(loop):
        desk.held.append((frame, index))
        return
    window = loop.limits.get("concurrency", 1)
    while len(loop.active) < window:
        following = next_iteration(desk, frame, index, loop)
        if following is None:
            break
        start_iteration(desk, frame, index, loop, following)
    if not loop.active and frame.status[index] == RUNNING:
        finish(desk, frame, index, loop)


def _exhausted(loop: Loop) -> bool:
    return loop.total is not None and loop.next >= loop.total and not loop.redrive


def next_iteration(desk: Desk, frame: Frame, index: int, loop: Loop) -> int | None:
    """The iteration to start now; None when there is none, or the container has just failed."""
    if loop.redrive:
        return loop.redrive[0]
    if loop.total is not None:
        return loop.next if loop.next < loop.total else None
    if loop.active:
        return None
    node = frame.body.nodes[index]
    try:
        goes_on = loop.limits.get("mode") == "until" or iterating.holds(desk, frame, index, loop)
    except ExpressionError as fault:
        invalid(desk, frame, index, fault.in_field("condition"))
        return None
    if not goes_on:
        return None
    limit = loop.limits["max_iterations"]
    if loop.next >= limit:
        message = (
            f"{node.id} went on after its maximum of {limit} iterations. Raise it, or mend the condition."
        )
        failure = Failure("fatal", message, "max_iterations")
        settle_failure(desk, frame, index, error_of(failure, node.id, frame.path))
        return None
    return loop.next


def start_iteration(desk: Desk, frame: Frame, index: int, loop: Loop, number: int) -> None:
    node_id = frame.body.nodes[index].id
    path = f"{frame.path}/{node_id}[{number}]" if frame.path else f"{node_id}[{number}]"
    data: dict[str, Any] = {"index": number}
    item = loop.items[number] if loop.items is not None else None
    if loop.items is not None and iterating.is_short(item):
        data["item"] = item
    desk.write("iteration.started", node_id, path, data, frame.run_of(index).attempt)
    loop.active[number].item = item


def iteration_done(desk: Desk, inner: Frame) -> None:
    """All nodes of a pass are settled: take its result and go on with the next."""
    frame, index = inner.parent, inner.node
    assert frame is not None, "the top level is no iteration"
    node = frame.body.nodes[index]
    loop = frame.run_of(index).loop
    assert loop is not None, "a pass belongs to a container that has started"
    if loop.winding_up:
        desk.pumps.append((frame, index))
        return
    if inner.error is not None:
        iteration_failed(desk, inner, inner.error)
        return
    try:
        data = iterating.result_of(desk, inner, node, loop)
    except ExpressionError as fault:
        failure = Failure("validation", str(fault), "expression", fault.as_json())
        iteration_failed(desk, inner, error_of(failure, node.id, inner.path))
        return
    desk.write_pass("iteration.completed", inner, **data)
    desk.pumps.append((frame, index))


def iteration_failed(desk: Desk, inner: Frame, error: dict[str, Any]) -> None:
    """A pass ends with a failure that nothing inside it took (R14, R19)."""
    frame, index = inner.parent, inner.node
    assert frame is not None, "the top level is no iteration"
    node = frame.body.nodes[index]
    loop = frame.run_of(index).loop
    assert loop is not None, "a pass belongs to a container that has started"
    data: dict[str, Any] = {"error": error}
    policy = loop.limits.get("on_item_error")
    if node.role is Role.SCOPE:
        data["handled"] = "caught"
    elif policy in ("null", "drop"):
        data["handled"] = policy
    desk.write_pass("iteration.failed", inner, **data)
    desk.pumps.append((frame, index))


def keeps_failures(inner: Frame) -> bool:
    """Whether a pass that fails is kept so that it can be driven again, rather than forgotten."""
    container = inner.body.container
    if container is None or inner.parent is None:
        return True
    loop = inner.parent.run_of(inner.node).loop
    return container.role is not Role.SCOPE and (
        loop is None or loop.limits.get("on_item_error") not in ("null", "drop")
    )


def broken_off(desk: Desk, inner: Frame) -> None:
    """A node in this pass said to leave the loop; what it gave along is the last result."""
    assert inner.parent is not None, "the top level is no iteration"
    assert inner.broken is not None, "only what was broken off ends like this"
    result = inner.broken.get("result")
    data = {"dropped": True} if result is None else {"result": result}
    desk.write_pass("iteration.completed", inner, **data)
    wind_up(desk, inner.parent, inner.node)


def wind_up(desk: Desk, frame: Frame, index: int) -> None:
    """End a loop that was left or has failed, as soon as its other passes are quiet."""
    loop = frame.run_of(index).loop
    assert loop is not None, "only a container that has started is wound up"
    for inner in list(loop.active.values()):
        if cancelling.close(desk, inner, LOOP_ENDED, skips=loop.broken):
            desk.write_pass("iteration.cancelled", inner, reason=LOOP_ENDED)
    if loop.active:
        return
    if loop.broken:
        finish(desk, frame, index, loop)
    else:
        settle_failure(desk, frame, index, loop.failed[min(loop.failed)])


def finish(desk: Desk, frame: Frame, index: int, loop: Loop) -> None:
    node = frame.body.nodes[index]
    results = loop.in_order()
    if loop.caught is not None:
        ports: dict[str, Any] = {ERROR: loop.caught}
    elif node.role is Role.SCOPE:
        ports = {MAIN: results[0] if results else None}
    else:
        ports = {MAIN: results}
    data = {"ports": ports, "iterations": loop.done}
    desk.write("node.completed", node.id, frame.path, data, frame.run_of(index).attempt)
