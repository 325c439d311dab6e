"""Checks who signed a body: an HMAC over the bytes as they came, in the forms that senders use. Pure."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from executions.triggers.webhook.call import Call, Refused

TOLERANCE_SECONDS = 300.0
"""How far the time of a signature may lie from ours, in both directions."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was read from the headers: the bytes that were signed, and the signatures of which one must fit."""

    content: bytes
    signatures: tuple[bytes, ...]
    at: str | None = None
    event: str = ""
    """The id of the event, when the signature covers it."""


def check_signature(call: Call, secret: str, scheme: str) -> Signed:
    """Raises `Refused` unless the body was signed with the secret, lately."""
    signed = SCHEMES[scheme](call)
    due = hmac.new(_key(secret, scheme), signed.content, hashlib.sha256).digest()
    # Every signature is compared, so that the time tells nothing of which one came close.
    fits = [hmac.compare_digest(due, given) for given in signed.signatures]
    if not any(fits):
        raise Refused(
            401, "The signature does not fit the body. Sign the bytes exactly as sent.", "signature"
        )
    if signed.at is not None:
        _check_time(signed.at, call.received_at)
    return signed


def _check_time(text: str, now: float) -> None:
    at = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
    if at is None:
        raise Refused(401, "The time of the signature is not a number of seconds.", "signature_time")
    if abs(now - at) > TOLERANCE_SECONDS:
        side = "past" if at < now else "future"
        raise Refused(
            401, f"The signature lies too far in the {side}; 5 minutes are allowed.", "signature_time"
        )


def _key(secret: str, scheme: str) -> bytes:
    if scheme == "standard" and secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            return secret.encode()
    return secret.encode()


def _header(call: Call, name: str) -> str:
    found = call.headers.get(name.lower(), "")
    if not found:
        raise Refused(401, f"The header {name} is missing.", "signature_missing")
    return found


def _standard(call: Call) -> Signed:
    event, at = _header(call, "Webhook-Id"), _header(call, "Webhook-Timestamp")
    given = []
    for part in _header(call, "Webhook-Signature").split(" ")[:10]:
        version, _, text = part.partition(",")
        if version == "v1":
            given.append(_decoded(text))
    return Signed(f"{event}.{at}.".encode() + call.raw, tuple(given), at, event)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _unhexed(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _github(call: Call) -> Signed:
    text = _header(call, "X-Hub-Signature-256")
    return Signed(call.raw, (_unhexed(text.removeprefix("sha256=")),))


def _stripe(call: Call) -> Signed:
    pairs = [part.partition("=")[::2] for part in _header(call, "Stripe-Signature").split(",")[:20]]
    at = next((value for name, value in pairs if name.strip() == "t"), "")
    given = tuple(_unhexed(value) for name, value in pairs if name.strip() == "v1")
    return Signed(f"{at}.".encode() + call.raw, given, at)


def _slack(call: Call) -> Signed:
    at = _header(call, "X-Slack-Request-Timestamp")
    text = _header(call, "X-Slack-Signature")
    return Signed(f"v0:{at}:".encode() + call.raw, (_unhexed(text.removeprefix("v0=")),), at)


SCHEMES: Mapping[str, Callable[[Call], Signed]] = {
    "standard": _standard,
    "github": _github,
    "stripe": _stripe,
    "slack": _slack,
}
