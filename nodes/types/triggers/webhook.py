"""Starts a run when another system calls an address of ours."""

import re
from typing import Any, Literal

from pydantic import field_validator, model_validator

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, credential, duration, schema, switch, text, values
from nodes.node import node

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Respond = Literal["at_once", "when_done", "by_node"]
PATH = re.compile(r"[A-Za-z0-9_-]+(/([A-Za-z0-9_-]+|\{[a-z][a-z0-9_]*\}))*")
MAX_PATH = 200
RESERVED = frozenset({"test", "waits", "forms"})
"""First words that are addresses of the product itself."""


class Config(NodeConfig):
    path: str = text(
        title="Path",
        placeholder="orders/{id}",
        help="The address is /hooks/ and this. A word in braces takes any word.",
        max_length=MAX_PATH,
    )
    methods: list[Method] = values(["POST"], title="Methods", min_length=1)
    authentication: Literal["hmac", "token", "basic", "public"] = choice(
        title="Who may call",
        labels={
            "hmac": "Who signs the body with a shared secret",
            "token": "Who sends a token",
            "basic": "Who sends a name and a password",
            "public": "Anybody",
        },
        help="A choice that has to be made: there is no default.",
    )
    credential: str = credential(
        "webhook_secret", default="", title="Secret", show_if={"authentication": ["hmac", "token", "basic"]}
    )
    user: str = text("", title="Name", show_if={"authentication": "basic"}, max_length=100)
    signature: Literal["standard", "github", "stripe", "slack"] = choice(
        "standard",
        title="Signed as",
        labels={
            "standard": "Standard Webhooks: id, time and body",
            "github": "GitHub: the body",
            "stripe": "Stripe: time and body",
            "slack": "Slack: time and body",
        },
        show_if={"authentication": "hmac"},
    )
    event_id: str = text(
        "",
        title="Id of the event",
        placeholder="X-Event-Id",
        help="The header, or a field such as body.id: an event that comes twice starts one run. "
        "Empty: the usual headers.",
        max_length=100,
        section="advanced",
    )
    body_schema: dict[str, Any] | None = schema(None, title="What the body must be", help="Empty: anything.")
    respond: Respond = choice(
        "at_once",
        title="Answer",
        labels={
            "at_once": "At once, that it was taken",
            "when_done": "When the run is done, with its result",
            "by_node": "What an answering node says",
        },
    )
    wait_seconds: float = duration(
        30,
        title="Waits at most",
        ge=1,
        le=120,
        show_if={"respond": ["when_done", "by_node"]},
        section="advanced",
    )
    keep_headers: bool = switch(
        title="Pass on all headers", help="Off: only the harmless ones.", section="advanced"
    )

    @field_validator("path")
    @classmethod
    def plain(cls, path: str) -> str:
        stripped = path.strip("/")
        if not PATH.fullmatch(stripped):
            raise ValueError(
                "write words of letters, digits, - and _, with / between them; {id} takes any word"
            )
        words = stripped.split("/")
        if words[0] in RESERVED:
            raise ValueError(f"{words[0]!r} cannot be the first word; it is an address of the product itself")
        named = [word for word in words if word.startswith("{")]
        if len(set(named)) < len(named):
            raise ValueError("name each word in braces differently")
        return stripped

    @model_validator(mode="after")
    def secured(self) -> "Config":
        if self.authentication != "public" and not self.credential:
            raise ValueError("choose the secret that callers know, or make the webhook public")
        if self.authentication == "basic" and not self.user:
            raise ValueError("say the name that callers send along with the password")
        return self


OUTPUT = {
    "type": "object",
    "properties": {
        "method": {"type": "string"},
        "path": {"type": "string"},
        "headers": {"type": "object"},
        "params": {"type": "object"},
        "query": {"type": "object"},
        "body": {},
        "received_at": {"type": "string", "format": "date-time"},
    },
}


@node(
    key="trigger.webhook",
    title="Webhook",
    group="triggers",
    icon="webhook",
    summary="Starts when another system calls an address.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output=OUTPUT,
    face="{{ methods }} /{{ path }}",
    keywords=("http", "hook", "callback", "api", "call", "event", "url"),
    docs="""
    The body is read by its content type: JSON, a form, or text. Who may call has to be chosen. A signature is an
    HMAC of the raw body; calls that come twice or too late are refused.
    """,
    examples=(
        Example(
            "Hands on the call",
            {"path": "orders/new", "authentication": "public"},
            input={"method": "POST", "body": {"id": 7}},
            output={"method": "POST", "body": {"id": 7}},
        ),
    ),
)
def webhook(config: Config, context: NodeContext) -> Any:
    return context.input
