"""Writes answers of webhooks: JSON or text, never a page of our own origin."""

from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpResponse

from executions.triggers.webhook.call import Answer, Refused
from nodes.types.web.webhook_respond import FORBIDDEN

_KINDS_OF_TEXT = frozenset(
    {
        "text/plain",
        "text/csv",
        "text/markdown",
        "text/calendar",
        "application/json",
        "application/x-ndjson",
        "application/yaml",
    }
)
_OURS = FORBIDDEN | {
    "clear-site-data",
    "content-encoding",
    "content-security-policy",
    "content-type",
    "service-worker-allowed",
    "x-content-type-options",
    "x-frame-options",
}
_PLAIN = "text/plain; charset=utf-8"


def written(answer: Answer) -> HttpResponse:
    given = {name.lower(): value for name, value in answer.headers.items() if isinstance(value, str)}
    if isinstance(answer.body, str):
        response = HttpResponse(answer.body.encode("utf-8", "replace"), content_type=_kind(given))
    else:
        response = _json(answer.body, "application/json")
    response.status_code = answer.status
    for name, value in given.items():
        if name not in _OURS:
            response[name] = value
    return _kept_plain(response)


def refusal(refused: Refused) -> HttpResponse:
    """As a problem (RFC 9457)."""
    extra = {name: value for name, value in refused.extra.items() if value}
    body = {
        "type": f"urn:quintet:problem:{refused.code}",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.message,
        "code": refused.code,
        "errors": [],
        **extra,
    }
    response = _json(body, "application/problem+json")
    response.status_code = refused.status
    for name, value in refused.headers.items():
        response[name] = value
    return _kept_plain(response)


def _kind(given: dict[str, str]) -> str:
    kind = given.get("content-type", "").partition(";")[0].strip().lower()
    return f"{kind}; charset=utf-8" if kind in _KINDS_OF_TEXT else _PLAIN


def _json(value: Any, kind: str) -> HttpResponse:
    return HttpResponse(orjson.dumps(value), content_type=kind)


def _kept_plain(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
