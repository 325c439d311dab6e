"""Starts a run when a record of the application was created, changed or deleted."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import condition, text, values
from nodes.node import node

Change = Literal["created", "changed", "deleted"]


class Config(NodeConfig):
    model: str = text(
        title="Model",
        placeholder="shop.order",
        pattern=r"^[a-z_][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$",
        help="App and model.",
    )
    on: list[Change] = values(["created"], title="When it was", min_length=1)
    fields: list[str] = values([], title="Fields to hand on", help="Empty: the key only. Secrets never.")
    when: str = condition("", title="Only if", placeholder="record.total > 100", lazy=True)


@node(
    key="trigger.model",
    title="Record changed",
    group="triggers",
    icon="database-zap",
    summary="Starts when a record of the application was created, changed or deleted.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {
            "model": {"type": "string"},
            "key": {},
            "change": {"type": "string"},
            "record": {"type": "object"},
        },
    },
    face="{{ model }} {{ on }}",
    keywords=("django", "signal", "database", "created", "updated", "deleted", "save"),
    docs="It starts after the change was committed, once per change. The operator says which models may be watched.",
    examples=(
        Example(
            "A new order",
            {"model": "shop.order", "on": ["created"], "fields": ["total"]},
            input={"model": "shop.order", "key": 7, "change": "created", "record": {"total": 20}},
            output={"model": "shop.order", "key": 7, "change": "created", "record": {"total": 20}},
        ),
    ),
)
def model(config: Config, context: NodeContext) -> Any:
    return context.input
