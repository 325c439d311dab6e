"""Writes the audit log."""

from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from builder.access import Actor, project_id_of
from builder.models import AuditEntry


def record(actor: Actor, action: str, thing: Model, **details: Any) -> AuditEntry:
    """Write down that the actor did this to the thing, in the same transaction as the change itself."""
    project = project_id_of(thing)
    return AuditEntry.objects.create(
        project_id=project,
        user=actor.person,
        actor=actor.name[:300],
        action=action,
        thing_kind=thing._meta.model_name or "",
        thing_id=str(thing.pk or ""),
        thing_name=str(thing)[:250],
        details=details,
    )


def record_once(actor: Actor, action: str, thing: Model, *, within: timedelta, **details: Any) -> None:
    """The same, unless it is the last that the log tells of the thing, of the same actor, and no longer ago than that."""
    last = AuditEntry.objects.filter(project=project_id_of(thing), thing_id=str(thing.pk)).first()
    same = last is not None and (last.action, last.actor) == (action, actor.name[:300])
    if last is None or not same or last.at < timezone.now() - within:
        record(actor, action, thing, **details)
