"""Keeps the index of paths: those of published versions, and those of drafts that somebody tries out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from builder.models import Workflow, WorkflowVersion
from builder.refusals import Clash, Wrong
from executions.models import WebhookPath
from executions.triggers.live_triggers import live_triggers, unsound
from executions.triggers.webhook.addresses import shape_of

TRIGGER = "trigger.webhook"
LISTENING = timedelta(minutes=5)


def follow_publication(workflow: Workflow, version: WorkflowVersion | None) -> None:
    """Called inside the transaction that publishes. Raises `Unsound` when an address is taken."""
    WebhookPath.objects.filter(workflow=workflow, kind=WebhookPath.LIVE).delete()
    if version is None:
        return
    for node, config in live_triggers(version.document, TRIGGER):
        try:
            with transaction.atomic():
                WebhookPath.objects.bulk_create(_rows(workflow, node, config, WebhookPath.LIVE))
        except IntegrityError:
            message = f"`{config.path}` is taken by another webhook. Choose another path."
            raise unsound(node, message, "config.path", "webhook_path_taken") from None


def listen_for_a_test(workflow: Workflow, node: str) -> list[WebhookPath]:
    """Take calls for the draft of this workflow for some minutes.

    Raises `Wrong` when the draft has no such webhook, `Clash` when somebody else tries out the same address.
    """
    config = next((found for name, found in live_triggers(workflow.document, TRIGGER) if name == node), None)
    if config is None:
        raise Wrong.field("node", f"The draft has no enabled webhook “{node}”.")
    until = timezone.now() + LISTENING
    rows = list(_rows(workflow, node, config, WebhookPath.TEST, until))
    try:
        with transaction.atomic():
            WebhookPath.objects.filter(kind=WebhookPath.TEST, listens_until__lt=timezone.now()).delete()
            WebhookPath.objects.filter(kind=WebhookPath.TEST, workflow=workflow, node=node).delete()
            return WebhookPath.objects.bulk_create(rows)
    except IntegrityError:
        raise Clash(
            "This path is being tried out by another webhook. Try again in some minutes.", code="listening"
        ) from None


def _rows(
    workflow: Workflow, node: str, config: Any, kind: str, until: datetime | None = None
) -> Iterator[WebhookPath]:
    words = config.path.split("/")
    for method in dict.fromkeys(config.methods):
        yield WebhookPath(
            project_id=workflow.project_id,
            workflow=workflow,
            node=node,
            kind=kind,
            method=method,
            path=config.path,
            shape=shape_of(config.path),
            head=words[0],
            length=len(words),
            config=config.model_dump(mode="json"),
            listens_until=until,
        )
