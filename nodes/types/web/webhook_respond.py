"""Says what the caller of a webhook is answered, while the run goes on."""

from typing import Any

from pydantic import field_validator

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import json_value, key_value, number
from nodes.node import node

FORBIDDEN = frozenset(
    {"set-cookie", "content-length", "transfer-encoding", "connection", "strict-transport-security"}
)


class Config(NodeConfig):
    status: int = number(200, title="Status", ge=200, le=599)
    body: Any = json_value(
        None, title="Body", help="Empty: what came in. Text goes as text, anything else as JSON."
    )
    headers: dict[str, str] = key_value({}, title="Headers")

    @field_validator("headers")
    @classmethod
    def harmless(cls, headers: dict[str, str]) -> dict[str, str]:
        for name, value in headers.items():
            if not name or not name.isascii() or any(sign in name for sign in "\r\n\0: "):
                raise ValueError(f"{name!r} is no name of a header")
            if any(sign in value for sign in "\r\n\0"):
                raise ValueError(f"{name!r} holds a line break")
            if name.lower() in FORBIDDEN:
                raise ValueError(f"{name!r} is set by the server and cannot be given")
        return headers


@node(
    key="web.webhook_respond",
    title="Answer the webhook",
    group="web",
    icon="reply",
    summary="Says what the caller of the webhook is answered.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {"status": {"type": "integer"}, "headers": {"type": "object"}, "body": {}},
    },
    face="{{ status }}",
    keywords=("response", "reply", "webhook", "http", "return"),
    docs="""
    For a webhook that is set to answer by a node. The first such node that is reached answers; the run goes on
    afterwards. Users' content is never sent as a page of our own: HTML goes as text.
    """,
    examples=(
        Example(
            "Taken, with a number",
            {"status": 202, "body": {"id": "{{ input.id }}"}},
            input={"id": 7},
            output={"status": 202, "headers": {}, "body": {"id": 7}},
        ),
    ),
)
def webhook_respond(config: Config, context: NodeContext) -> dict[str, Any]:
    body = config.body if "body" in config.model_fields_set else context.input
    return {"status": config.status, "headers": config.headers, "body": body}
