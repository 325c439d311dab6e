"""Decides whether a caller may start a webhook, and by what its call is known again."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder.services.open_credential import open_credential
from executions.triggers.webhook.call import Call, Refused
from executions.triggers.webhook.signatures import check_signature
from nodes.errors import NodeError

EVENT_HEADERS = ("webhook-id", "idempotency-key", "x-github-delivery", "x-shopify-webhook-id", "x-event-id")


@dataclass(frozen=True, slots=True)
class Known:
    nonce: str = ""
    """What makes this signed call a replay when it comes again; "" when the signed event id does that already."""
    event: str = ""


def check_caller(call: Call, config: Any, project: UUID) -> Known:
    """Raises `Refused`. Fails closed: without the secret nobody is let in."""
    if config.authentication == "public":
        return Known()
    secret = _secret(config, project)
    if config.authentication == "hmac":
        signed = check_signature(call, secret, config.signature)
        if signed.event:
            return Known(event=signed.event)
        return Known(nonce=hashlib.sha256(b"\0".join((signed.content, secret.encode()))).hexdigest())
    given = _token(call) if config.authentication == "token" else _password(call)
    due = secret if config.authentication == "token" else f"{config.user}:{secret}"
    if not hmac.compare_digest(_digest(due), _digest(given)):
        scheme = "Bearer" if config.authentication == "token" else 'Basic realm="webhook"'
        raise Refused(401, "The caller is not known here.", "caller", headers={"WWW-Authenticate": scheme})
    return Known()


def event_of(call: Call, config: Any, body: Any) -> str:
    """The id by which the sender names this event; "" when there is none."""
    if not config.event_id:
        return next((call.headers[name] for name in EVENT_HEADERS if call.headers.get(name)), "")
    if not config.event_id.startswith("body."):
        return call.headers.get(config.event_id.lower(), "")
    value = body
    for name in config.event_id.split(".")[1:]:
        value = value.get(name) if isinstance(value, dict) else None
    return str(value) if isinstance(value, str | int) and value != "" else ""


def _secret(config: Any, project: UUID) -> str:
    try:
        secret = open_credential(project, config.credential).get("secret")
    except NodeError:
        secret = None
    if not isinstance(secret, str) or not secret:
        raise Refused(503, "This webhook cannot check its callers at the moment.", "unavailable")
    return secret


def _digest(text: str) -> bytes:
    # Compared by digests, so that not even the length shows.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _token(call: Call) -> str:
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else call.headers.get("x-webhook-token", "")


def _password(call: Call) -> str:
    scheme, _, text = call.headers.get("authorization", "").partition(" ")
    try:
        return base64.b64decode(text, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, ValueError):
        return ""
