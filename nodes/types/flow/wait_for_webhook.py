"""Waits until another system calls a link that belongs to this run (R23)."""

from typing import Any, Literal

from nodes.base import NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.fields import choice, duration, schema
from nodes.node import node
from nodes.outcomes import MAIN, Answer, Fire, WaitForAnswer

EXPIRED = "expired"


class Config(NodeConfig):
    method: Literal["POST", "PUT", "PATCH"] = choice("POST", title="Method")
    body_schema: dict[str, Any] | None = schema(
        None, title="What the call must carry", help="Empty: anything."
    )
    deadline_seconds: float | None = duration(None, title="Wait at most", help="Empty: without end.", gt=0)


def called(config: Config, context: NodeContext, answer: Answer) -> Fire:
    if answer.reason == "deadline":
        return Fire({EXPIRED: context.input})
    return Fire({MAIN: answer.value})


@node(
    key="flow.wait_for_webhook",
    title="Wait for a call",
    group="flow",
    icon="webhook",
    summary="Waits until another system calls the link of this run.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=(Port(MAIN, "Called"), Port(EXPIRED, "Too late"))),
    resume=called,
    keywords=("callback", "resume", "url", "external", "event"),
    docs="""
    The link is signed, works once, and expires with the wait. Earlier nodes can hand it out: it is shown with
    the waiting node and by the inbox of the API. A GET never decides anything.
    """,
)
def wait_for_webhook(config: Config, context: NodeContext) -> WaitForAnswer:
    deadline = context.now() + config.deadline_seconds if config.deadline_seconds else None
    return WaitForAnswer("webhook", {"method": config.method}, config.body_schema, deadline)
