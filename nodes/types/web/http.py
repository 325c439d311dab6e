"""Calls a web service and hands on its answer."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from nodes.base import NodeConfig, NodeContext
from nodes.calls.answers import body_of, shown_headers
from nodes.calls.bodies import Body, form_body, json_body, pairs, text_body
from nodes.calls.credentials import auth_of
from nodes.calls.pages import Paging, following, gathered
from nodes.effects import Effect
from nodes.egress.messages import MIB, Limits, Request, Response
from nodes.fields import (
    choice,
    condition,
    credential,
    duration,
    json_value,
    key_value,
    long_text,
    number,
    switch,
    text,
)
from nodes.node import node

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""Methods that the standard calls idempotent."""


class Config(NodeConfig):
    method: Method = choice("GET", title="Method")
    url: str = text(title="Address", placeholder="https://api.example.com/orders/{{ input.id }}")
    query: dict[str, Any] = key_value(
        {}, title="Query", help="A list gives the name once per entry; null leaves it out."
    )
    headers: dict[str, Any] = key_value({}, title="Headers")
    credential: str = credential(
        "http_bearer", "http_basic", "http_header", "http_query", default="", title="Credential"
    )
    body_kind: Literal["none", "json", "form", "text"] = choice(
        "none", title="Body", labels={"none": "None", "json": "JSON", "form": "Form fields", "text": "Text"}
    )
    body: Any = json_value(None, title="JSON", show_if={"body_kind": "json"})
    form: dict[str, Any] = key_value({}, title="Form fields", show_if={"body_kind": "form"})
    body_text: str = long_text("", title="Text", show_if={"body_kind": "text"})
    content_type: str = text("text/plain", title="Type of the text", show_if={"body_kind": "text"})
    answer: Literal["auto", "json", "text", "file"] = choice(
        "auto",
        title="Read the answer as",
        labels={"auto": "What it says it is", "json": "JSON", "text": "Text", "file": "A file"},
    )
    fail_on_status: bool = switch(
        True, title="Fail on 4xx and 5xx", help="Off: such an answer is handed on like any other."
    )
    idempotency_header: str = text(
        "",
        title="Header with an idempotency key",
        placeholder="Idempotency-Key",
        help="If the service drops repeats by such a key, name its header: then a call may be tried again safely.",
        section="advanced",
    )
    next_url: str = condition(
        "",
        title="Address of the next page",
        placeholder="response.body.next",
        help="While it gives an address, that page is fetched too. `response` has status, headers and body.",
        lazy=True,
    )
    page_items: str = condition(
        "",
        title="Entries of a page",
        placeholder="response.body.results",
        help="Empty: the whole body.",
        lazy=True,
    )
    max_pages: int = number(100, title="Pages at most", ge=1, le=10_000, section="advanced")
    follow_redirects: bool = switch(True, title="Follow redirects", section="advanced")
    timeout_seconds: float = duration(60.0, title="Wait at most", gt=0, le=3600, section="advanced")
    max_megabytes: float = number(10.0, title="Answer at most", unit="MB", gt=0, le=200, section="advanced")

    @model_validator(mode="after")
    def sensible(self) -> "Config":
        if self.method in ("GET", "HEAD") and self.body_kind != "none":
            raise ValueError(f"a {self.method} call has no body; choose another method or the body None")
        return self


def effect_of(config: Mapping[str, Any]) -> Effect:
    repeatable = config.get("method", "GET") in REPEATABLE or bool(config.get("idempotency_header"))
    return Effect.IDEMPOTENT if repeatable else Effect.ONCE


@node(
    key="web.http",
    title="HTTP request",
    group="web",
    icon="globe",
    summary="Calls a web service and hands on its answer.",
    config=Config,
    effect=Effect.ONCE,
    effect_by=effect_of,
    retries=True,
    output={
        "type": "object",
        "properties": {
            "status": {"type": "integer"},
            "headers": {"type": "object"},
            "body": {},
            "url": {"type": "string"},
            "pages": {"type": "integer"},
        },
    },
    face="{{ method }} {{ url }}",
    keywords=("api", "rest", "fetch", "call", "request", "get", "post", "download", "json", "url"),
    docs="""
    Only public addresses are called; the operator can allow others by host and port. A credential goes to the
    hosts it names and to no other, also not by a redirect. A time-out, 408, 425, 429 and 5xx are tried again as
    the retry settings say, and `Retry-After` is obeyed.

    A call by POST or PATCH is not repeated after a crash unless it sends an idempotency key.
    With *Address of the next page* the entries of all pages come as one list.
    """,
)
async def http(config: Config, context: NodeContext) -> dict[str, Any]:
    request = await request_of(config, context)
    limits = Limits(total=config.timeout_seconds, response_bytes=int(config.max_megabytes * MIB))
    paging = Paging(config.next_url, config.page_items, config.max_pages)
    answers = []
    while True:
        response: Response = await context.http.send(request, limits)
        if config.fail_on_status:
            response.raise_for_status(context.now())
        answers.append(await told(response, config, context))
        upcoming = following(request, answers[-1], paging, len(answers), context)
        if upcoming is None:
            return gathered(answers, paging, context)
        request = upcoming


async def request_of(config: Config, context: NodeContext) -> Request:
    content, content_type = body_to_send(config)
    headers = {"Content-Type": content_type} if content_type else {}
    headers |= dict(pairs(config.headers))
    if config.idempotency_header:
        headers[config.idempotency_header] = context.idempotency_key
    return Request(
        config.method,
        config.url.strip(),
        headers,
        pairs(config.query),
        content,
        await auth_of(context, config.credential),
        config.follow_redirects,
    )


def body_to_send(config: Config) -> Body:
    if config.body_kind == "json":
        return json_body(config.body)
    if config.body_kind == "form":
        return form_body(config.form)
    if config.body_kind == "text":
        return text_body(config.body_text, config.content_type)
    return None, ""


async def told(response: Response, config: Config, context: NodeContext) -> dict[str, Any]:
    return {
        "status": response.status,
        "headers": shown_headers(response),
        "body": await body_of(response, config.answer, context),
        "url": response.url,
    }
