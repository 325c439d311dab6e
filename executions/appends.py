"""Makes of events the rows that are written: JSON text, projections, and large values stored apart (R40)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from builder.ids import uuid7
from executions.artefacts import REFERENCE
from executions.engine.events import Event
from executions.leases import Lease
from executions.projection import project
from executions.storage.convert import REFERENCE as MARK
from executions.storage.convert import dump
from executions.storage.rows import Append, ArtefactRow, EventRow, RunRow

_PREVIEW = 500
_MOST_PARTS = 8


def append_of(lease: Lease, events: list[Event], spill_bytes: int) -> Append:
    """The rows of a stretch of events of one execution, all of them in order and without a gap."""
    claim = lease.claim
    artefacts: list[ArtefactRow] = []
    rows = []
    for event in events:
        text = dump(event.data)
        if len(text) > spill_bytes or MARK in text:
            data = {key: _spilled(value, spill_bytes, lease, artefacts) for key, value in event.data.items()}
            event = replace(event, data=data)
            text = dump(data)
        rows.append(EventRow(claim.id, event, text))
    changes = project(row.event for row in rows)
    if lease.open_waits or changes.waits:
        opened = lease.open_waits | {(event.node, event.path) for event, _ in changes.waits}
        changes.settled_waits = [key for key in changes.settled_waits if key in opened]
    else:
        changes.settled_waits = []
    runs = [RunRow(claim.id, *key, change) for key, change in changes.runs.items()]
    return Append(
        claim.id, claim.project, claim.epoch, events[0].number, rows, changes, runs, artefacts,
        claim.parent, claim.parent_node, claim.parent_path,
    )  # fmt: skip


def _spilled(value: Any, limit: int, lease: Lease, artefacts: list[ArtefactRow]) -> Any:
    """The value, or a reference to it if its own text is too long. Ports are looked into one by one."""
    if not isinstance(value, dict) or REFERENCE in value:
        return _stored(value, limit, lease, artefacts)
    too_long = len(orjson.dumps(value)) > limit
    if too_long and len(value) > _MOST_PARTS:
        return _stored(value, limit, lease, artefacts)
    # A part that is no longer than the limit may still imitate a reference.
    return {key: _stored(part, limit, lease, artefacts) for key, part in value.items()}


def _stored(value: Any, limit: int, lease: Lease, artefacts: list[ArtefactRow]) -> Any:
    if not isinstance(value, dict | list | str):
        return value
    text = orjson.dumps(value)
    imitates = isinstance(value, dict) and REFERENCE in value
    if len(text) <= limit and not imitates:
        return value
    identifier: UUID = uuid7()
    artefacts.append(ArtefactRow(identifier, lease.claim.project, lease.execution, "application/json", text))
    preview = text[:_PREVIEW].decode(errors="ignore")
    return {REFERENCE: str(identifier), "size": len(text), "preview": preview}
