"""The store of values and files that are too large for JSON: opaque ids, each readable within its own project only."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from executions.conf import conf
from executions.engine.events import Event
from executions.models import Artefact


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
    wanted: set[str] = set()
    for event in events:
        _collect(event.data, wanted)
    if not wanted:
        return events
    found = {
        str(artefact.pk): orjson.loads(bytes(artefact.content))
        for artefact in Artefact.objects.filter(
            project_id=project, media_type="application/json", pk__in=[UUID(one) for one in wanted]
        )
    }
    return [replace(event, data=_filled(event.data, found)) for event in events]


def restored_value(project: UUID, value: Any) -> Any:
    """One value, with what was stored apart put back."""
    return restored(project, [Event(0, "", 0.0, data={"value": value})])[0].data["value"]


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("$artefact"), str) and "preview" in value


def _collect(value: Any, wanted: set[str]) -> None:
    if _is_reference(value):
        wanted.add(value["$artefact"])
    elif isinstance(value, dict):
        for part in value.values():
            _collect(part, wanted)


def _filled(value: Any, found: dict[str, Any]) -> Any:
    if _is_reference(value):
        return found.get(value["$artefact"], value)
    if isinstance(value, dict):
        return {key: _filled(part, found) for key, part in value.items()}
    return value
