"""Checks a value against a JSON Schema and sends it one way or the other."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Port, PortRule, Where
from nodes.effects import Effect
from nodes.fields import expression, schema, switch
from nodes.node import node
from nodes.outcomes import MAIN, Fire
from nodes.records.items import list_of, value_or_input
from nodes.records.schemas import errors_of, usable_schema

INVALID = "invalid"


class Config(NodeConfig):
    json_schema: dict[str, Any] = schema(title="Schema")
    value: Any = expression(None, title="Value", help="Empty: what came in.")
    each: bool = switch(title="Check each entry", help="The value is a list; each entry goes its own way.")


ORDER = {"type": "object", "properties": {"sum": {"type": "number", "minimum": 0}}, "required": ["sum"]}


@node(
    key="data.validate",
    title="Validate",
    group="data",
    icon="badge-check",
    summary="Checks a value against a JSON Schema and sends it one of two ways.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    ports=PortRule(then=(Port(MAIN, "Valid"), Port(INVALID, "Invalid")), fires_when=("each", True, "all")),
    keywords=("schema", "check", "json schema", "quality", "assert"),
    docs="""
    *Valid* fires with the value as it is. *Invalid* fires with `{"value", "errors"}`, where each error has a
    `path` and a `message`. With *Check each entry* both ports fire with lists, empty ones included.
    """,
    examples=(
        Example("A value that fits", {"json_schema": ORDER}, input={"sum": 3}, output={"sum": 3}),
        Example(
            "Entry by entry",
            {"json_schema": ORDER, "each": True},
            input=[{"sum": 3}, {"sum": -1}],
            output=[
                {
                    "value": {"sum": -1},
                    "errors": [{"path": "sum", "message": "-1 is less than the minimum of 0"}],
                }
            ],
            port=INVALID,
        ),
    ),
)
def validate(config: Config, context: NodeContext) -> Fire:
    check = usable_schema(config.json_schema)
    value = value_or_input(config, "value", context.input)
    if not config.each:
        found = errors_of(check, value)
        return Fire({INVALID: {"value": value, "errors": found}} if found else {MAIN: value})
    valid, invalid = [], []
    for item in list_of(value):
        found = errors_of(check, item)
        if found:
            invalid.append({"value": item, "errors": found})
        else:
            valid.append(item)
    return Fire({MAIN: valid, INVALID: invalid})
