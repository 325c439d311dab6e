"""The store of values and files that are too large for JSON: opaque ids, each readable within its own project only."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from executions.conf import conf
from executions.engine.events import Event
from executions.models import Artefact

CREATED = "execution.created"
"""Its values come from outside and were never stored apart."""
REFERENCE = "$artefact"
"""The key of what stands in the place of a value that is stored apart. Whatever else has it is stored apart too."""


class MissingArtefact(Exception):
    """A value refers to something that was pruned, or that belongs to another project."""


def store(
    project: UUID,
    execution: UUID | None,
    content: bytes,
    *,
    name: str = "",
    media_type: str = "application/octet-stream",
) -> Artefact:
    """Keep the bytes under a new id."""
    limit = conf().max_artefact_bytes
    if len(content) > limit:
        raise ValueError(f"The file “{name}” has {len(content):,} bytes; at most {limit:,} can be kept.")
    return Artefact.objects.create(
        project_id=project, execution_id=execution, name=name[:255], media_type=media_type[:120],
        size=len(content), content=content,
    )  # fmt: skip


def read(project: UUID, identifier: str) -> Artefact:
    """The artefact, if this project has it."""
    try:
        return Artefact.objects.get(pk=UUID(identifier), project_id=project)
    except (ValueError, Artefact.DoesNotExist) as error:
        raise MissingArtefact(
            f"There is no artefact {identifier} in this project. It may have been pruned."
        ) from error


def restored(project: UUID, events: list[Event]) -> list[Event]:
    """The events with the values that were stored apart put back in their place (R40)."""
    wanted = {identifier for event in events for identifier in _references(event)}
    if not wanted:
        return events
    found = {
        str(artefact.pk): orjson.loads(bytes(artefact.content))
        for artefact in Artefact.objects.filter(
            project_id=project, media_type="application/json", pk__in=[UUID(one) for one in wanted]
        )
    }
    return [_filled(event, found) for event in events]


def restored_value(project: UUID, value: Any) -> Any:
    """One value, with what was stored apart put back."""
    return restored(project, [Event(0, "", 0.0, data={"value": value})])[0].data["value"]


def _references(event: Event) -> Iterator[str]:
    """Only where the journal puts them, a field or a part of one: deeper down a value says what its author wants."""
    if event.kind == CREATED:
        return
    for value in event.data.values():
        for each in (value, *value.values()) if isinstance(value, dict) else ():
            if isinstance(each, dict) and isinstance(each.get(REFERENCE), str):
                yield each[REFERENCE]


def _filled(event: Event, found: dict[str, Any]) -> Event:
    if event.kind == CREATED:
        return event
    return replace(
        event, data={key: _put_back(value, found, parts=True) for key, value in event.data.items()}
    )


def _put_back(value: Any, found: dict[str, Any], *, parts: bool) -> Any:
    if not isinstance(value, dict):
        return value
    if REFERENCE in value:
        return found.get(str(value[REFERENCE]), value)
    return {key: _put_back(part, found, parts=False) for key, part in value.items()} if parts else value
