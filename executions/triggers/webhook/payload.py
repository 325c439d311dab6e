"""What a run is given of a call. Pure."""

from datetime import UTC, datetime
from typing import Any

from executions.triggers.webhook.addresses import parameters
from executions.triggers.webhook.call import Call

HARMLESS = frozenset(
    {
        "accept",
        "accept-language",
        "content-type",
        "idempotency-key",
        "user-agent",
        "webhook-id",
        "webhook-timestamp",
        "x-event-id",
        "x-github-delivery",
        "x-github-event",
        "x-gitlab-event",
        "x-shopify-topic",
        "x-shopify-webhook-id",
    }
)
SECRET = frozenset(
    {
        "authorization",
        "cookie",
        "proxy-authorization",
        "stripe-signature",
        "webhook-signature",
        "x-csrftoken",
        "x-hub-signature",
        "x-hub-signature-256",
        "x-slack-signature",
        "x-webhook-token",
    }
)
"""Never handed on, whatever the webhook says: values are recorded and shown."""


def payload(call: Call, path: str, body: Any, *, keep_headers: bool) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in call.headers.items()
        if name in HARMLESS or (keep_headers and name not in SECRET)
    }
    at = datetime.fromtimestamp(call.received_at, UTC)
    return {
        "method": call.method,
        "path": call.path,
        "params": parameters(path, call.path) or {},
        "headers": kept,
        "query": dict(call.query),
        "body": body,
        "received_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
