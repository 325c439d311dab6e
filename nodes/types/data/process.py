"""Changes every entry of a list, or the one object that came in, by rules that are applied in their order."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import expression, objects
from nodes.node import node
from nodes.records.changing import changed
from nodes.records.items import value_or_input
from nodes.records.rules import Rule


class Config(NodeConfig):
    value: Any = expression(None, title="List or object", help="Empty: what came in.")
    rules: list[Rule] = objects(title="Rules", lazy=True, min_length=1, max_length=100)


@node(
    key="data.process",
    title="Process",
    group="data",
    icon="list-checks",
    summary="Changes every entry by a list of rules, one after the other.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    face="{{ rules | count }} rules",
    keywords=("transform", "rules", "rename", "cast", "clean", "pick", "omit", "nest", "flatten", "steps"),
    docs="Each rule sees what the one before it left. In a *compute* rule `item` is the entry as it is by then.",
    examples=(
        Example(
            "Clean up a row",
            {
                "rules": [
                    {"do": "trim", "field": "name"},
                    {"do": "cast", "field": "price", "type": "number"},
                    {"do": "compute", "field": "total", "expression": "item.price * item.count"},
                    {"do": "omit", "fields": ["count"]},
                    {"do": "nest", "fields": ["price", "total"], "to": "money"},
                ]
            },
            input=[{"name": " Tea ", "price": "2.5", "count": 4}],
            output=[{"name": "Tea", "money": {"price": 2.5, "total": 10.0}}],
        ),
    ),
)
def process(config: Config, context: NodeContext) -> Any:
    return changed(value_or_input(config, "value", context.input), config.rules, context, "rules")
