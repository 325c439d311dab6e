"""What a container's config and its finished passes say: what to go over, whether to go on, what came out (R11, R13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from executions.engine.desk import Desk
from executions.engine.frame import Frame, output_of
from executions.engine.node_run import Loop
from executions.engine.plan import NodePlan
from executions.engine.scope import Scope
from nodes.base import Role
from nodes.expressions.errors import ExpressionError

SHORT_TEXT = 200
DEFAULT_MAXIMUM = 100
MOST_ITEMS = 1_000_000
"""A slip of the finger must not fill the memory of a worker, and with it end every other run there."""


def items_of(found: Any) -> Sequence[Any] | str:
    """What a for_each goes over, or a sentence that says what is wrong with what was found."""
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return range(found) if found <= MOST_ITEMS else _too_many(found)
    if isinstance(found, list | dict) and len(found) > MOST_ITEMS:
        return _too_many(len(found))
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        return [{"key": key, "value": value} for key, value in found.items()]
    if found is None:
        return "items: there is nothing to go over; a list, an object or a number is needed."
    return f"items: a list, an object or a number is needed, not {type(found).__name__} {str(found)[:60]!r}."


def _too_many(count: int) -> str:
    return f"items: a loop goes over {MOST_ITEMS:,} items at most, not over {count:,}. Go over them in parts."


def for_each_limits(config: Mapping[str, Any], total: int) -> dict[str, Any]:
    return {
        "total": total,
        "concurrency": max(1, int(config.get("concurrency") or 1)),
        "on_item_error": config.get("on_item_error") or "stop",
    }


def while_limits(config: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mode": config.get("mode") or "while",
        "max_iterations": int(config.get("max_iterations") or DEFAULT_MAXIMUM),
        "state": config.get("state"),
    }


def is_short(item: Any) -> bool:
    """Whether an item is small enough to be told with its iteration."""
    return (
        item is None or isinstance(item, int | float) or (isinstance(item, str) and len(item) <= SHORT_TEXT)
    )


def holds(desk: Desk, frame: Frame, index: int, loop: Loop) -> bool:
    """The condition of a `while` before its next pass. Raises `ExpressionError`."""
    scope = desk.scope(frame, index).knowing(state=loop.state, index=loop.next)
    return _evaluate(
        frame.body.nodes[index], "condition", scope, f"{frame.path}/{index}?{loop.next}", default=True
    )


def result_of(desk: Desk, inner: Frame, node: NodePlan, loop: Loop) -> dict[str, Any]:
    """The data of `iteration.completed`. Raises `ExpressionError` with the field."""
    if not node.expressions and node.role is not Role.WHILE:
        return {"result": last_values(inner)}
    scope = desk.pass_scope(inner)
    last = last_values(inner)
    result = _evaluate(node, "result", scope, inner.path, default=last)
    data: dict[str, Any] = {"result": result}
    if node.role is Role.WHILE:
        following = _evaluate(node, "next_state", scope, f"{inner.path}>", default=last)
        data["state"] = following
        if loop.limits.get("mode") == "until" and "condition" in node.expressions:
            after = desk.pass_scope(inner).knowing(state=following)
            if _evaluate(node, "condition", after, f"{inner.path}?", default=True):
                data["last"] = True
    return data


def last_values(frame: Frame) -> Any:
    """The value of the node that nothing follows; of several that ran, by node id."""
    nodes = frame.body.nodes
    values: dict[str, Any] = {}
    for index in frame.body.lasts:
        if index in frame.ends:
            values[nodes[index].id] = frame.ends[index]
        elif frame.ports.get(index):
            values[nodes[index].id] = output_of(frame.ports[index])
    if len(frame.body.lasts) == 1 or len(values) == 1:
        return next(iter(values.values()), None)
    return values or None


def _evaluate(node: NodePlan, field: str, scope: Scope, seed: str, *, default: Any) -> Any:
    expression = node.expressions.get(field)
    if expression is None:
        return default
    try:
        return expression.evaluate(scope, entropy=scope.entropy(seed))
    except ExpressionError as fault:
        raise fault.in_field(field) from None
