"""Puts a list in order."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, objects, switch, text
from nodes.node import node
from nodes.records.items import list_of, value_or_input
from nodes.records.keys import rank
from nodes.records.paths import ABSENT, read


class By(NodeConfig):
    field: str = text("", title="Field", help="Empty: the entry itself.")
    direction: Literal["up", "down"] = choice(
        "up", title="Direction", labels={"up": "Smallest first", "down": "Largest first"}
    )


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    by: list[By] = objects(
        [], title="By", help="The first decides, the next where it is equal.", max_length=10
    )
    ignore_case: bool = switch(True, title="Ignore upper and lower case")


@node(
    key="data.sort",
    title="Sort",
    group="data",
    icon="arrow-down-a-z",
    summary="Puts a list in order by one or more fields.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={"type": "array"},
    face="{{ by | count }} fields",
    keywords=("order", "rank", "ascending", "descending", "top"),
    docs="""
    Entries that are equal keep their order. Null and what is missing come last in either direction; otherwise
    false and true come before numbers, numbers before text, text before lists and objects.
    """,
    examples=(
        Example(
            "By price, the largest first",
            {"by": [{"field": "price", "direction": "down"}]},
            input=[{"price": 5}, {"price": None}, {"price": 20}],
            output=[{"price": 20}, {"price": 5}, {"price": None}],
        ),
        Example("Plain values", {}, input=["b", "A", "c"], output=["A", "b", "c"]),
    ),
)
def sort(config: Config, context: NodeContext) -> list[Any]:
    ordered = list(list_of(value_or_input(config, "items", context.input)))
    for by in reversed(config.by or [By()]):
        ordered = _by_one(ordered, by, config.ignore_case)
    return ordered


def _by_one(items: list[Any], by: By, ignore_case: bool) -> list[Any]:
    found = [(read(item, by.field) if by.field else item, item) for item in items]
    there = [pair for pair in found if pair[0] is not None and pair[0] is not ABSENT]
    missing = [item for value, item in found if value is None or value is ABSENT]
    there.sort(key=lambda pair: rank(pair[0], ignore_case), reverse=by.direction == "down")
    return [item for _, item in there] + missing
