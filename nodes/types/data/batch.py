"""Cuts a list into batches of a size."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import expression, number
from nodes.node import node
from nodes.records.items import list_of, value_or_input


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    size: int = number(title="Size of a batch", ge=1)


@node(
    key="data.batch",
    title="Batch",
    group="data",
    icon="boxes",
    summary="Cuts a list into batches of a size.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={"type": "array", "items": {"type": "array"}},
    face="{{ size }} each",
    keywords=("chunk", "group", "pages", "slice", "bulk"),
    examples=(Example("Pairs", {"size": 2}, input=[1, 2, 3], output=[[1, 2], [3]]),),
)
def batch(config: Config, context: NodeContext) -> list[list[Any]]:
    items = list_of(value_or_input(config, "items", context.input))
    return [items[start : start + config.size] for start in range(0, len(items), config.size)]
