"""Makes many entries of one: of a list inside each entry, or of a text."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import expression, switch, text
from nodes.node import node
from nodes.records.items import described, value_or_input
from nodes.records.paths import ABSENT, read, written


class Config(NodeConfig):
    value: Any = expression(None, title="List, object or text", help="Empty: what came in.")
    field: str = text(
        "", title="Field with the parts", help="Empty: the value itself is a list of lists, or a text."
    )
    separator: str = text(
        ",", title="Separator of text", help="What stands between two parts; \\n for lines."
    )
    keep_others: bool = switch(
        True, title="Keep the other fields", help="Each part comes with the fields beside it."
    )


@node(
    key="data.split",
    title="Split",
    group="data",
    icon="scissors",
    summary="Makes many entries of one, out of a list or a text inside it.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={"type": "array"},
    face="{{ field }}",
    keywords=("explode", "unnest", "split out", "lines", "separate", "flatten"),
    docs="An entry whose field is missing, null or empty gives nothing.",
    examples=(
        Example(
            "One entry per order line",
            {"field": "lines"},
            input=[{"order": 7, "lines": ["tea", "milk"]}],
            output=[{"order": 7, "lines": "tea"}, {"order": 7, "lines": "milk"}],
        ),
        Example("A text", {"separator": ";"}, input="a; b", output=["a", "b"]),
    ),
)
def split(config: Config, context: NodeContext) -> list[Any]:
    value = value_or_input(config, "value", context.input)
    separator = config.separator.replace("\\n", "\n").replace("\\t", "\t")
    items = value if isinstance(value, list) else [value]
    if not config.field:
        return [part for item in items for part in parts_of(item, separator)]
    found = []
    for item in items:
        inner = read(item, config.field)
        for part in () if inner is ABSENT else parts_of(inner, separator):
            found.append(written(item, config.field, part) if config.keep_others else part)
    return found


def parts_of(value: Any, separator: str) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        if not separator:
            raise InvalidError("The separator is empty; write what stands between two parts", code="config")
        return [part.strip() for part in value.split(separator)] if value else []
    if value is None:
        return []
    raise InvalidError(f"Only a list or text can be split, and this is {described(value)}", code="input")
