"""Does nothing and hands on what came in: a place for branches to meet, or for a note."""

from typing import Any

from nodes.base import EmptyConfig, Example, NodeContext, Where
from nodes.effects import Effect
from nodes.node import node


@node(
    key="flow.noop",
    title="Do nothing",
    group="flow",
    icon="circle-dashed",
    summary="Hands on what came in, unchanged.",
    effect=Effect.PURE,
    where=Where.INLINE,
    keywords=("pass", "placeholder", "nothing", "empty"),
    examples=(Example("Hands on what came in", {}, input=[1], output=[1]),),
)
def noop(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
