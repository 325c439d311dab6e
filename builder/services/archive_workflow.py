"""Puts a workflow away: it is no longer listed and never starts again, and its runs can still be read."""

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.models import Workflow
from builder.publication import tell_followers


def archive_workflow(workflow: Workflow, actor: Actor) -> Workflow:
    with transaction.atomic():
        if Workflow.objects.filter(pk=workflow.pk, archived_at=None).update(archived_at=timezone.now()):
            record(actor, "workflow.archived", workflow)
            tell_followers(workflow, None)
    workflow.refresh_from_db()
    return workflow
