"""The log lines of an execution as JSON."""

from typing import Any
from uuid import UUID

from executions.models import LogLine
from executions.picture import moment

PAGE = 1000


def log_lines(
    execution: UUID, *, after: int = 0, node: str = "", level: str = "", limit: int = PAGE
) -> list[dict[str, Any]]:
    rows = LogLine.objects.filter(execution=execution, id__gt=after).order_by("id")
    if node:
        rows = rows.filter(node=node)
    if level:
        rows = rows.filter(level=level)
    return [
        {
            "id": row.pk,
            "at": moment(row.at),
            "node": row.node,
            "path": row.path,
            "attempt": row.attempt,
            "level": row.level,
            "message": row.message,
            "data": row.data,
        }
        for row in rows[:limit]
    ]
