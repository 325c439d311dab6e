"""Keeps the draft of a workflow as an immutable version without a number, so that a run of it can be told later."""

from builder.access import Actor
from builder.drafts import read_draft
from builder.models import Workflow, WorkflowVersion


def snapshot_draft(workflow: Workflow, actor: Actor) -> WorkflowVersion:
    """The snapshot of the draft as it stands; the same one while it does not change. It is not validated here."""
    draft = read_draft(workflow.document)
    snapshot, _ = WorkflowVersion.objects.get_or_create(
        workflow=workflow,
        number=None,
        document_hash=draft.document_hash,
        defaults={"document": draft.document, "content_hash": draft.content_hash, "author": actor.person},
    )
    return snapshot
