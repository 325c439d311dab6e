"""The log of an execution as watchers read it: events after a number, in order, without a gap (R37)."""

from typing import Any
from uuid import UUID

from executions.models import Event
from executions.picture import moment

PAGE = 1000


def events_after(execution: UUID, number: int, limit: int = PAGE) -> list[dict[str, Any]]:
    rows = Event.objects.filter(execution=execution, number__gt=number).order_by("number")
    return [as_json(row) for row in rows[:limit]]


def as_json(event: Any) -> dict[str, Any]:
    """One event, from a row or from the engine."""
    return {
        "number": event.number,
        "kind": event.kind,
        "at": moment(event.at),
        "node": event.node,
        "path": event.path,
        "attempt": event.attempt,
        "data": event.data,
    }
