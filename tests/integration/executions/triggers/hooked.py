"""Workflows that start by a call or at a time."""

import base64
import hashlib
import hmac
import time
from itertools import pairwise
from typing import Any

import orjson
from django.test import Client

from builder.models import Workflow
from builder.services.create_credential import create_credential
from builder.services.create_workflow import create_workflow
from builder.services.publish_version import publish_version
from tests.integration.executions.stage import a_node, an_actor

SECRET = "a secret of some length"


def a_document(kind: str, config: dict[str, Any], *nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One trigger, these nodes one after the other."""
    every = [a_node("start", kind, config), *nodes]
    edges = [{"source": a["id"], "target": b["id"]} for a, b in pairwise(every)]
    return {"format": 1, "nodes": every, "edges": edges, **more}


DONE = a_node("done", "flow.end", {"result": "{{ input.body }}"})


def a_webhook(actor: str = "alice", name: str = "hooked", *nodes: dict[str, Any], **config: Any) -> Workflow:
    """Published. Public on `orders` if nothing else is said."""
    given = {"path": "orders", "authentication": "public", **config}
    return published(a_document("trigger.webhook", given, *(nodes or (DONE,))), actor, name)


def a_schedule(actor: str = "alice", inputs_schema: Any = None, **config: Any) -> Workflow:
    given = {"kind": "interval", "every_seconds": 3600, **config}
    end = a_node("done", "flow.end", {"result": "{{ input.scheduled_for }}"})
    return published(
        a_document("trigger.schedule", given, end, inputs=inputs_schema or {}), actor, "scheduled"
    )


def published(document: dict[str, Any], actor: str = "alice", name: str = "hooked") -> Workflow:
    who, project = an_actor(actor, "team" if actor == "alice" else f"of-{actor}")
    workflow = create_workflow(project, who, name=name, document=document)
    publish_version(workflow, who)
    return Workflow.objects.select_related("project", "published").get(pk=workflow.pk)


def a_secret(actor: str = "alice") -> str:
    who, project = an_actor(actor)
    made = create_credential(project, who, type="webhook_secret", name="callers", fields={"secret": SECRET})
    return str(made.pk)


def standard(raw: bytes, event: str = "m1", at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers of Standard Webhooks."""
    seconds = int(time.time() if at is None else at)
    mac = hmac.new(secret.encode(), f"{event}.{seconds}.".encode() + raw, hashlib.sha256).digest()
    return {
        "Webhook_Id": event,
        "Webhook_Timestamp": str(seconds),
        "Webhook_Signature": "v1," + base64.b64encode(mac).decode(),
    }


def send(method: str, path: str, body: Any = None, *, kind: str = "application/json", **headers: str) -> Any:
    """Call a webhook; `X_Name` becomes the header X-Name."""
    raw = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    client = Client(raise_request_exception=False)
    return client.generic(method, f"/hooks/{path}", raw, content_type=kind, headers=named)
