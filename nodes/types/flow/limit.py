"""Lets a number of entries of a list through and puts the rest on another port."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, number
from nodes.node import node
from nodes.outcomes import MAIN, Fire
from nodes.records.items import list_of, value_or_input

REST = "rest"


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    count: int = number(title="At most", ge=0)
    keep: Literal["first", "last"] = choice(
        "first", title="Keep", labels={"first": "The first", "last": "The last"}
    )


@node(
    key="flow.limit",
    title="Limit",
    group="flow",
    icon="list-end",
    summary="Lets a number of entries of a list through.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=(Port(MAIN, "Kept"), Port(REST, "Rest")), fires="all"),
    face="{{ keep }} {{ count }}",
    keywords=("first", "last", "top", "slice", "head", "tail", "take"),
    examples=(
        Example("The first two", {"count": 2}, input=[1, 2, 3], output=[1, 2]),
        Example("What is left over", {"count": 2, "keep": "last"}, input=[1, 2, 3], output=[1], port=REST),
    ),
)
def limit(config: Config, context: NodeContext) -> Fire:
    items = list_of(value_or_input(config, "items", context.input))
    if config.keep == "first":
        return Fire({MAIN: items[: config.count], REST: items[config.count :]})
    start = max(len(items) - config.count, 0)
    return Fire({MAIN: items[start:], REST: items[:start]})
