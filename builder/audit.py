"""Writes the audit log."""

from typing import Any

from django.db.models import Model

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
