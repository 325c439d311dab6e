"""Node runs of an execution as JSON: every attempt of every activation."""

from typing import Any

from executions.models import Execution, NodeRun
from executions.picture import state_of

PAGE = 1000


def node_runs(
    execution: Execution,
    *,
    node: str = "",
    path: str | None = None,
    status: str = "",
    after: int = 0,
    limit: int = PAGE,
) -> list[dict[str, Any]]:
    """In the order in which they last changed."""
    rows = NodeRun.objects.filter(execution=execution, last_number__gt=after)
    if node:
        rows = rows.filter(node=node)
    if path is not None:
        rows = rows.filter(path=path)
    if status:
        rows = rows.filter(status=status)
    ordered = rows.order_by("last_number", "node", "attempt")[:limit]
    return [
        {"node": row.node, "attempt": row.attempt, "last_event": row.last_number, **state_of(row)}
        for row in ordered
    ]
