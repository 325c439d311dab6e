"""Collects values and checks them against a schema before anything is done with them."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import key_value, schema
from nodes.node import node
from nodes.records.items import object_of
from nodes.records.schemas import errors_of, usable_schema, with_defaults


class Config(NodeConfig):
    json_schema: dict[str, Any] = schema(title="What is expected")
    values: dict[str, Any] = key_value({}, title="Values", help="Empty: what came in.")


PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string", "minLength": 1}, "copies": {"type": "integer", "default": 1}},
    "required": ["name"],
}


@node(
    key="data.input",
    title="Input",
    group="data",
    icon="text-cursor-input",
    summary="Collects values, fills in defaults and checks them against a schema.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={"type": "object"},
    keywords=("form", "parameters", "schema", "check", "default", "collect"),
    docs="Values that do not fit fail the node with one entry per finding. To branch instead, use *Validate*.",
    examples=(
        Example(
            "Defaults are filled in",
            {"json_schema": PERSON},
            input={"name": "Ada"},
            output={"name": "Ada", "copies": 1},
        ),
        Example(
            "Values of its own",
            {"json_schema": PERSON, "values": {"name": "{{ inputs.who }}", "copies": 2}},
            scope={"inputs": {"who": "Bob"}},
            output={"name": "Bob", "copies": 2},
        ),
    ),
)
def collect(config: Config, context: NodeContext) -> dict[str, Any]:
    check = usable_schema(config.json_schema)
    given = object_of(config.values or context.input, "The input")
    filled = with_defaults(config.json_schema, given)
    found = errors_of(check, filled)
    if found:
        told = "; ".join(f"{each['path'] or 'value'}: {each['message']}" for each in found[:3])
        raise InvalidError(f"The values do not fit: {told}", code="schema", details={"errors": found})
    return filled
