"""JSON, moments and ids on their way into and out of raw statements."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from executions.engine.events import Event
from executions.engine.port import Command

REFERENCE = '"$artefact"'
"""What the text of an event has in it when a value of it is stored apart."""


def dump(value: Any) -> str:
    return orjson.dumps(value).decode()


def dump_or_null(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def moment_text(seconds: float | None) -> str | None:
    """As Django keeps moments in SQLite: naive UTC, always with six digits, so that they order as text."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def as_event(row: Any) -> Event:
    """From (number, kind, at, node, path, attempt, data)."""
    return Event(row[0], row[1], row[2], row[3], row[4], row[5], orjson.loads(row[6]))


def as_command(row: Any) -> Command:
    """From (id, action, node, path, payload, by)."""
    identifier = row[0] if isinstance(row[0], UUID) else UUID(row[0])
    return Command(str(identifier), row[1], row[2], row[3], orjson.loads(row[4]), row[5])
