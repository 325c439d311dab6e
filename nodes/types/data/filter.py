"""Parts a list by a condition per entry."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.fields import condition, expression
from nodes.lazy import per_item
from nodes.node import node
from nodes.outcomes import MAIN, Fire
from nodes.records.items import list_of, value_or_input

DROPPED = "dropped"


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    condition: str = condition(title="Keep when", placeholder="item.price > 10", lazy=True)


@node(
    key="data.filter",
    title="Filter",
    group="data",
    icon="funnel",
    summary="Keeps the entries of a list for which a condition holds.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    ports=Ports(outputs=(Port(MAIN, "Kept"), Port(DROPPED, "Dropped")), fires="all"),
    face="{{ condition }}",
    keywords=("where", "select", "condition", "remove", "keep", "if"),
    docs="`item` is the entry, `index` its place. Both ports fire, also with an empty list.",
    examples=(
        Example(
            "Dear ones",
            {"condition": "item.price > 10"},
            input=[{"price": 5}, {"price": 20}],
            output=[{"price": 20}],
        ),
        Example("The others", {"condition": "item > 1"}, input=[1, 2, 3], output=[1], port=DROPPED),
    ),
)
def filter_(config: Config, context: NodeContext) -> Fire:
    keeps = per_item(config.condition, context, "condition")
    kept: list[Any] = []
    dropped: list[Any] = []
    for index, item in enumerate(list_of(value_or_input(config, "items", context.input))):
        (kept if keeps(item, index) else dropped).append(item)
    return Fire({MAIN: kept, DROPPED: dropped})
