"""Types of expressions, from the schemas of the scope."""

from typing import Any

import pytest

from nodes.expressions import ExpressionError, infer
from nodes.expressions.schemas import name_of
from tests.unit.nodes.expressions.test_completion import SCHEMA


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("outputs.greet.text", "text"),
        ("outputs.greet.rows", "list of object"),
        ("outputs.greet.rows[0].price", "number"),
        ("outputs.greet.rows | first", "object"),
        ("outputs.greet.rows | map('price')", "list of number"),
        ("outputs.greet.rows | map(lambda r: r.name)", "list of text"),
        ("[r.price * 2 for r in outputs.greet.rows]", "list of number"),
        ("outputs.greet.rows.sort_by('price')[1:]", "list of object"),
        ("outputs.greet.text.split(',')[0]", "text"),
        ("f'{now}'", "text"),
        ("1 + 2", "whole number"),
        ("1 / 2", "number"),
        ("'a' + now", "text"),
        ("now > 'x' and not now", "true or false"),
        ("length(now)", "whole number"),
        ("outputs.nope", ""),
        ("outputs.nope | default(3)", "whole number"),
        ("now if 1 else 'x'", "text"),
        ("{'a': 1}.a", "whole number"),
        ("{r.name: r.price for r in outputs.greet.rows}.x", "number"),
        ("null", "null"),
    ],
)
def test_a_type_is_inferred(source: str, name: str) -> None:
    assert name_of(infer(source, SCHEMA), SCHEMA) == name


def test_the_description_of_a_field_comes_along() -> None:
    assert infer("outputs.greet.text", SCHEMA)["description"] == "The greeting"


def test_a_schema_that_refers_to_itself_ends() -> None:
    schema: dict[str, Any] = {
        "properties": {"tree": {"$ref": "#/$defs/Tree"}, "loop": {"$ref": "#/$defs/Loop"}},
        "$defs": {
            "Tree": {"type": "object", "properties": {"child": {"$ref": "#/$defs/Tree"}}},
            "Loop": {"$ref": "#/$defs/Loop"},
        },
    }

    assert infer("tree" + ".child" * 20, schema) == {"$ref": "#/$defs/Tree"}
    assert infer("loop.x", schema) == {}


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(ExpressionError):
        infer("1 +", SCHEMA)
