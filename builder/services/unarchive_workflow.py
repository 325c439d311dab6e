"""Takes an archived workflow back into the list."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Workflow
from builder.publication import tell_followers


def unarchive_workflow(workflow: Workflow, actor: Actor) -> Workflow:
    with transaction.atomic():
        if Workflow.objects.filter(pk=workflow.pk, archived_at__isnull=False).update(archived_at=None):
            record(actor, "workflow.unarchived", workflow)
            tell_followers(workflow, workflow.published)
    workflow.refresh_from_db()
    return workflow
