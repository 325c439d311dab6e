"""Makes an object from named values; each may be text, a number, a list or an expression."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import key_value, switch
from nodes.node import node


class Config(NodeConfig):
    fields: dict[str, Any] = key_value(
        title="Fields", help="A name and a value for each field of the output."
    )
    keep_input: bool = switch(
        title="Keep the input", help="Add the fields to what came in instead of replacing it."
    )


@node(
    key="data.set",
    title="Set fields",
    group="data",
    icon="pencil-line",
    summary="Makes an object from named values.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={"type": "object"},
    face="{{ fields | keys }}",
    keywords=("edit", "assign", "variable", "constant", "object", "map", "name"),
    examples=(
        Example(
            "Greet by name",
            {"fields": {"text": "Hello {{ name }}"}},
            scope={"name": "Ada"},
            output={"text": "Hello Ada"},
        ),
        Example(
            "Add a field to what came in",
            {"fields": {"total": "{{ input.price * input.count }}"}, "keep_input": True},
            input={"price": 4, "count": 3},
            output={"price": 4, "count": 3, "total": 12},
        ),
    ),
)
def set_fields(config: Config, context: NodeContext) -> dict[str, Any]:
    if not config.keep_input:
        return config.fields
    if context.input is None:
        return config.fields
    if not isinstance(context.input, dict):
        found = type(context.input).__name__
        raise InvalidError(f"The input is a {found}, and fields can only be added to an object", code="input")
    return context.input | config.fields
