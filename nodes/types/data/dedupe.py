"""Removes entries of a list that are there already."""

from collections.abc import Hashable
from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, values
from nodes.node import node
from nodes.outcomes import MAIN, Fire
from nodes.records.items import list_of, value_or_input
from nodes.records.keys import identity_of

DOUBLES = "doubles"


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    fields: list[str] = values([], title="Equal in", help="Fields. Empty: the whole entry.")
    keep: Literal["first", "last"] = choice(
        "first", title="Keep", labels={"first": "The first", "last": "The last"}
    )


@node(
    key="data.dedupe",
    title="Remove doubles",
    group="data",
    icon="copy-minus",
    summary="Removes entries of a list that are there already.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    ports=Ports(outputs=(Port(MAIN, "Kept"), Port(DOUBLES, "Doubles")), fires="all"),
    keywords=("unique", "distinct", "duplicates", "deduplicate"),
    docs='The kept entries stay in their order. 1 and 1.0 are equal; 1 and "1" are not.',
    examples=(
        Example(
            "By e-mail",
            {"fields": ["mail"]},
            input=[{"mail": "a", "n": 1}, {"mail": "a", "n": 2}],
            output=[{"mail": "a", "n": 1}],
        ),
        Example("What was removed", {}, input=[1, 2, 1], output=[1], port=DOUBLES),
    ),
)
def dedupe(config: Config, context: NodeContext) -> Fire:
    items = list_of(value_or_input(config, "items", context.input))
    chosen: dict[Hashable, int] = {}
    for at, item in enumerate(items):
        key = identity_of(item, config.fields)
        if config.keep == "last" or key not in chosen:
            chosen[key] = at
    kept = set(chosen.values())
    doubles = [item for at, item in enumerate(items) if at not in kept]
    return Fire({MAIN: [items[at] for at in sorted(kept)], DOUBLES: doubles})
