"""Publishes the draft of a workflow as an immutable version, which is what its triggers run from now on."""

from django.db import transaction
from django.db.models import Max

from builder.access import Actor
from builder.audit import record
from builder.drafts import errors_among, read_draft
from builder.models import Workflow, WorkflowVersion
from builder.publication import tell_followers
from builder.refusals import Clash, Unsound
from builder.surroundings import surroundings_of


def publish_version(
    workflow: Workflow, actor: Actor, *, message: str = "", revision: int | None = None
) -> WorkflowVersion:
    """The new version. Raises `Unsound` with all problems when the draft has errors, `Clash` when it is another one."""
    with transaction.atomic():
        current = Workflow.objects.select_for_update().get(pk=workflow.pk)
        if revision is not None and current.revision != revision:
            raise Clash(
                f"The draft has changed meanwhile: it is at revision {current.revision}. Look at it again."
            )
        draft = read_draft(current.document)
        problems = draft.problems(surroundings_of(current.project, without=current))
        errors = errors_among(problems)
        if errors:
            many = "one error" if len(errors) == 1 else f"{len(errors)} errors"
            raise Unsound(
                f"This workflow has {many}. Mend them, then publish.",
                code="invalid_graph",
                problems=[one.as_json() for one in problems],
            )
        last = current.versions.aggregate(last=Max("number"))["last"] or 0
        version = WorkflowVersion.objects.create(
            workflow=current,
            number=last + 1,
            document=draft.document,
            content_hash=draft.content_hash,
            document_hash=draft.document_hash,
            message=message,
            author=actor.person,
        )
        Workflow.objects.filter(pk=current.pk).update(published=version)
        tell_followers(current, version if current.archived_at is None else None)
        record(actor, "workflow.published", current, version=version.number, message=message)
    workflow.refresh_from_db()
    return version
