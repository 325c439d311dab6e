"""Changes every entry of a list, or the one object that came in, by an expression or by one rule."""

from typing import Any, Literal

from pydantic import model_validator

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, objects
from nodes.lazy import per_item
from nodes.node import node
from nodes.records.changing import changed
from nodes.records.items import value_or_input
from nodes.records.rules import Rule


class Config(NodeConfig):
    value: Any = expression(None, title="List or object", help="Empty: what came in.")
    by: Literal["expression", "rule"] = choice(
        "expression", title="By", labels={"expression": "An expression", "rule": "A rule"}
    )
    expression: str = expression(
        "",
        title="Becomes",
        placeholder="{'name': item.name | upper}",
        bare=True,
        lazy=True,
        show_if={"by": "expression"},
    )
    rule: list[Rule] = objects([], title="Rule", lazy=True, max_length=1, show_if={"by": "rule"})

    @model_validator(mode="after")
    def complete(self) -> "Config":
        if self.by == "expression" and not self.expression.strip():
            raise ValueError("write the expression that gives the new entry")
        if self.by == "rule" and not self.rule:
            raise ValueError("choose the rule")
        return self


@node(
    key="data.transform",
    title="Transform",
    group="data",
    icon="wand-sparkles",
    summary="Changes every entry of a list by an expression or a rule.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    face="{{ expression }}",
    keywords=("map", "rename", "cast", "compute", "pick", "omit", "nest", "flatten", "uppercase"),
    docs="""
    In the expression `item` is the entry and `index` its place. If an object came in instead of a list, it is
    changed as the only entry. For several rules one after the other use *Process*.
    """,
    examples=(
        Example(
            "An expression per entry",
            {"expression": "{'name': item.first + ' ' + item.last}"},
            input=[{"first": "Ada", "last": "Lovelace"}],
            output=[{"name": "Ada Lovelace"}],
        ),
        Example(
            "A rule on one object",
            {"by": "rule", "rule": [{"do": "rename", "field": "mail", "to": "email"}]},
            input={"mail": "ada@example.com", "age": 36},
            output={"email": "ada@example.com", "age": 36},
        ),
    ),
)
def transform(config: Config, context: NodeContext) -> Any:
    value = value_or_input(config, "value", context.input)
    if config.by == "rule":
        return changed(value, config.rule, context, "rule")
    become = per_item(config.expression, context, "expression")
    if isinstance(value, list):
        return [become(item, index) for index, item in enumerate(value)]
    return become(value, 0)
