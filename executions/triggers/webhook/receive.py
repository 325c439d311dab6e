"""Takes a call: who listens, may the caller, what does the body say; then starts the run, once per event."""

import hashlib
import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from builder.access import Actor
from builder.refusals import Clash, Refusal, Unsound
from executions.models import Execution, WebhookNonce, WebhookPath
from executions.services.check_inputs import check_inputs
from executions.services.start_execution import Start, Started, start_execution
from executions.triggers.webhook.addresses import closest
from executions.triggers.webhook.answers import answer_to
from executions.triggers.webhook.bodies import read_body
from executions.triggers.webhook.call import Answer, Call, Refused
from executions.triggers.webhook.callers import Known, check_caller, event_of
from executions.triggers.webhook.payload import payload
from nodes.types.triggers.webhook import PATH, Config

logger = logging.getLogger("quintet.webhooks")

_MOST_WORDS = 100
# What a version says is kept by `startable`, so that no call reads documents.
_ROWS = WebhookPath.objects.select_related("workflow__published", "workflow__project").defer(
    "workflow__document", "workflow__outline", "workflow__published__document"
)


def receive(call: Call, kind: str) -> Answer:
    """The answer to the caller. Raises `Refused`; what the database raises means that nothing was recorded."""
    row = _listening(call, kind)
    config = Config.model_validate(row.config)
    known = check_caller(call, config, row.project_id)
    body = read_body(call.raw, call.content_type)
    event = known.event or event_of(call, config, body)
    try:
        if config.body_schema:
            check_inputs({"body": body}, _around(config.body_schema))
        inputs = payload(call, row.path, body, keep_headers=config.keep_headers)
        started = _start_once(row, inputs, known, event)
    except Unsound as refused:
        logger.warning("A call of webhook %s cannot start its workflow: %s", row, refused.message)
        raise Refused(
            503, "This webhook cannot start its workflow at the moment.", "unavailable"
        ) from refused
    except Refusal as refused:
        raise Refused(refused.status, refused.message, refused.code, errors=refused.errors) from refused
    return answer_to(started, config)


def _listening(call: Call, kind: str) -> WebhookPath:
    words = call.path.split("/")
    if len(words) > _MOST_WORDS or not PATH.fullmatch(words[0]):
        # Nothing can listen there, and a database need not be asked what it may choke on.
        raise not_found()
    rows = _ROWS.filter(
        Q(listens_until=None) | Q(listens_until__gt=timezone.now()),
        kind=kind,
        head=words[0],
        length=len(words),
        method=call.method,
        workflow__archived_at=None,
    )
    by_path = {row.path: row for row in rows}
    path = closest(by_path, call.path)
    if path is None:
        raise not_found()
    return by_path[path]


def not_found() -> Refused:
    """The same for what never was, is not on, and is none of the caller's business."""
    return Refused(404, "Nothing listens at this address.", "not_found")


def _around(schema: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"body": schema}, "required": ["body"]}


def _start_once(row: WebhookPath, inputs: dict[str, Any], known: Known, event: str) -> Started:
    key = f"hook:{row.workflow_id}:{row.node}:{_short(event)}"[:255] if event else None
    if key is not None and row.kind == WebhookPath.LIVE:
        earlier = _earlier(row, key)
        if earlier is not None:
            return Started(earlier, created=False)
    try:
        with transaction.atomic():
            if known.nonce:
                WebhookNonce.objects.create(workflow_id=row.workflow_id, digest=known.nonce)
            started = _start(row, inputs, key if row.kind == WebhookPath.LIVE else None)
            if row.kind == WebhookPath.TEST:
                WebhookPath.objects.filter(pk=row.pk).update(last_execution=started.execution.pk)
            return started
    except IntegrityError:
        if not known.nonce:
            raise
        earlier = _earlier(row, key) if key is not None else None
        if earlier is None:
            raise Refused(409, "This signed call has been taken before.", "replayed") from None
        return Started(earlier, created=False)


def _start(row: WebhookPath, inputs: dict[str, Any], key: str | None) -> Started:
    live = row.kind == WebhookPath.LIVE
    start = Start(
        inputs=inputs,
        version="published" if live else "draft",
        trigger_node=row.node,
        trigger_kind="webhook",
        metadata={} if live else {"test": True},
        idempotency_key=key,
        fits_schema=False,
    )
    try:
        return start_execution(row.workflow, Actor(None, label="a webhook"), start)
    except Clash as clash:
        # The same event by another delivery has other headers and another time, and is the same event.
        if clash.code != "idempotency_mismatch":
            raise
        return Started(Execution.objects.get(pk=clash.extra["execution"]), created=False)


def _earlier(row: WebhookPath, key: str) -> Execution | None:
    return Execution.objects.filter(project_id=row.project_id, idempotency_key=key).first()


def _short(event: str) -> str:
    return hashlib.sha256(event.encode("utf-8", "surrogatepass")).hexdigest()
