"""Holds nodes together, so that a failure among them is answered in one place (R19)."""

from typing import Any

from nodes.base import EmptyConfig, NodeConfig, NodeContext, Port, Ports, Role, Where
from nodes.effects import Effect
from nodes.fields import expression
from nodes.node import node
from nodes.outcomes import ERROR, MAIN


class Config(NodeConfig):
    result: str = expression(
        "",
        title="Result",
        placeholder="{{ outputs.save.id }}",
        help="Empty: what the last nodes inside gave.",
        lazy=True,
    )


@node(
    key="flow.scope",
    title="Try",
    group="flow",
    icon="shield",
    summary="Holds nodes together and catches the failure of any of them.",
    config=Config,
    role=Role.SCOPE,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=(Port(MAIN, "Done"), Port(ERROR, "Failed"))),
    keywords=("try", "catch", "error", "group", "exception", "block"),
    docs="When a node inside fails and nothing nearer handles it, the rest inside is cancelled and *Failed* fires.",
)
def scope(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
