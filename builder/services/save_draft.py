"""Saves what somebody changed about a workflow: its draft, name, description or tags."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record, record_once
from builder.drafts import Draft, errors_among, outline_of, read_draft
from builder.graph.changes import merge
from builder.graph.document import parse
from builder.models import DraftRevision, Workflow
from builder.refusals import Clash
from builder.services.guard_credentials import guard_credentials
from builder.surroundings import surroundings_of

REVISIONS_KEPT = 30
# Autosave comes every few seconds; the log tells once in this time that somebody edits.
TOLD_AGAIN_AFTER = timedelta(minutes=10)


def save_draft(
    workflow: Workflow,
    actor: Actor,
    *,
    revision: int,
    document: Any = None,
    name: str | None = None,
    description: str | None = None,
    tags: list[str] | None = None,
    action: str = "workflow.edited",
    is_own: bool = False,
) -> Workflow:
    """The workflow as it is now, its revision raised by one.

    `is_own` says that the document was saved in this project before, so that the credentials it names were checked then.

    Raises `Clash` with both sides when `revision` is not the current one; nothing is changed then.
    """
    draft = read_draft(document) if document is not None else None
    given = {"name": name, "description": description, "tags": tags}
    changes: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
    if draft is not None:
        if not is_own:
            guard_credentials(actor, workflow.project, draft.graph, parse(workflow.document).readable)
        changes |= _columns_of(workflow, draft)
    with transaction.atomic():
        current = Workflow.objects.filter(pk=workflow.pk, revision=revision)
        before = current.values_list("document", flat=True).first()
        if not current.update(**changes, revision=revision + 1, updated_at=timezone.now()):
            raise _clash(workflow, revision, draft)
        if draft is not None:
            _keep(workflow, revision, before)
        _tell(
            actor,
            workflow,
            action,
            sorted(field for field, value in given.items() if value is not None),
            revision,
        )
    workflow.refresh_from_db()
    return workflow


def _columns_of(workflow: Workflow, draft: Draft) -> dict[str, Any]:
    problems = draft.problems(surroundings_of(workflow.project, without=workflow))
    return {
        "document": draft.document,
        "outline": outline_of(draft.graph),
        "problems_count": len(errors_among(problems)),
    }


def _keep(workflow: Workflow, revision: int, document: Any) -> None:
    """Keep what both sides of a later conflict have seen, for a while."""
    DraftRevision.objects.create(workflow=workflow, revision=revision, document=document)
    DraftRevision.objects.filter(workflow=workflow, revision__lte=revision - REVISIONS_KEPT).delete()


def _clash(workflow: Workflow, revision: int, draft: Draft | None) -> Clash:
    theirs = Workflow.objects.get(pk=workflow.pk)
    mine = draft.document if draft is not None else None
    return Clash(
        f"Somebody else saved this workflow meanwhile: it is at revision {theirs.revision}, you changed {revision}.",
        code="conflict",
        mine=mine,
        theirs={"revision": theirs.revision, "document": theirs.document},
        merged=_merged(theirs, revision, mine) if mine is not None else None,
    )


def _merged(theirs: Workflow, revision: int, mine: dict[str, Any]) -> dict[str, Any] | None:
    """Both sides in one document, if no field was changed by both and it is still known what both had seen."""
    if revision <= theirs.revision - REVISIONS_KEPT:
        return None
    base = DraftRevision.objects.filter(workflow=theirs, revision__gte=revision).order_by("revision").first()
    if base is None:
        # Only the name or the tags were changed since: what both saw is what stands there.
        return mine
    merged = merge(base.document, mine, theirs.document)
    return None if merged.conflicts else merged.document


def _tell(actor: Actor, workflow: Workflow, action: str, fields: list[str], revision: int) -> None:
    if fields:
        record(actor, action, workflow, revision=revision + 1, fields=fields)
    else:
        record_once(actor, action, workflow, within=TOLD_AGAIN_AFTER, revision=revision + 1)
