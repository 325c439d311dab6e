"""Makes a workflow in a project."""

import hashlib
from typing import Any

import orjson
from django.db import IntegrityError, transaction

from builder.access import Actor
from builder.audit import record
from builder.drafts import EMPTY_DOCUMENT, errors_among, outline_of, read_draft
from builder.models import Project, Workflow
from builder.refusals import Clash
from builder.services.guard_credentials import guard_credentials
from builder.surroundings import surroundings_of


def create_workflow(
    project: Project,
    actor: Actor,
    *,
    name: str,
    description: str = "",
    tags: list[str] | None = None,
    document: Any = None,
    idempotency_key: str = "",
    action: str = "workflow.created",
    is_own: bool = False,
) -> Workflow:
    """The new workflow; or, under a key that was used for the same request before, the one made then.

    `is_own` says that the document was saved in this project before, so that the credentials it names were checked then.

    Raises `Wrong` or `TooLarge` for a document without sound form, `Clash` for a key that was used for something else.
    """
    draft = read_draft(EMPTY_DOCUMENT if document is None else document)
    digest = _digest([name, description, tags or [], draft.document])
    known = _made_before(project, idempotency_key, digest)
    if known:
        return known
    if not is_own:
        guard_credentials(actor, project, draft.graph)
    workflow = Workflow(
        project=project,
        name=name,
        description=description,
        tags=tags or [],
        document=draft.document,
        outline=outline_of(draft.graph),
        problems_count=len(errors_among(draft.problems(surroundings_of(project)))),
        creation_key=idempotency_key or None,
        creation_digest=digest if idempotency_key else "",
        created_by=actor.person,
    )
    try:
        with transaction.atomic():
            workflow.save(force_insert=True)
            record(actor, action, workflow)
    except IntegrityError:
        # Somebody else used the key between our look and our insert; any other reason is a fault of ours.
        made = _made_before(project, idempotency_key, digest)
        if made is None:
            raise
        return made
    return workflow


def _made_before(project: Project, key: str, digest: str) -> Workflow | None:
    if not key:
        return None
    workflow = Workflow.objects.filter(project=project, creation_key=key).first()
    if workflow is not None and workflow.creation_digest != digest:
        raise Clash(
            "This idempotency key was used for another request. Use a new key for each new workflow.",
            code="idempotency_key_reused",
        )
    return workflow


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()
