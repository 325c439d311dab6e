"""What the editor offers at the cursor, which the tests write as ^."""

from typing import Any

import pytest

from nodes.expressions import Completion, completions
from nodes.expressions.scanner import end_of_placeholder

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "outputs": {
            "type": "object",
            "properties": {
                "greet": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string", "description": "The greeting", "examples": ["hello"]},
                        "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
                        "odd key": {"type": "number"},
                    },
                }
            },
        },
        "now": {"type": "string"},
    },
    "$defs": {
        "Row": {
            "type": "object",
            "properties": {
                "price": {"type": "number"},
                "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            },
        }
    },
}


def _offered(text: str, *, bare: bool = True, samples: dict[str, Any] | None = None) -> list[Completion]:
    position = text.index("^")
    return completions(text.replace("^", ""), position, SCHEMA, bare=bare, samples=samples)


def _labels(text: str, *, bare: bool = True, samples: dict[str, Any] | None = None) -> list[str]:
    return [one.label for one in _offered(text, bare=bare, samples=samples)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("^", ["outputs", "now"]),
        ("out^", ["outputs"]),
        ("1 + n^", ["now"]),
        ("outputs.^", ["greet"]),
        ("outputs.greet.^", ["text", "rows", "odd key"]),
        ("outputs.greet.t^ + 1", ["text"]),
        ("outputs['gr^", ["greet"]),
        ("outputs['^'] + 1", ["greet"]),
        ("outputs.greet.rows[0].^", ["price", "name"]),
        ("[row.^ for row in outputs.greet.rows]", ["price", "name"]),
        ("sum(row.pr^ for row in outputs.greet.rows", ["price"]),
        ("[ro^ for row in outputs.greet.rows]", ["row"]),
        ("outputs.greet.rows | map(lambda row: row.n^", ["name"]),
        ("outputs.greet.rows | filter(lambda r: r.price > 1) | first | get('x') + outputs.^", ["greet"]),
        ("(outputs.greet.rows | sort_by('price') | first).^", ["price", "name"]),
        ("outputs.greet.text | upp^", ["upper"]),
        ("outputs.greet.text.upp^", ["upper"]),
        ("f'{outputs.greet.^}'", ["text", "rows", "odd key"]),
        ("f'{a} {outputs.^", ["greet"]),
        ("x if outputs.greet.te^", ["text"]),
        ("{'a': outputs.^}", ["greet"]),
        ("outputs.if.x + outputs.^", ["greet"]),
    ],
)
def test_the_likeliest_come_first(text: str, first: list[str]) -> None:
    labels = _labels(text)

    assert [label for label in labels if label in first][: len(first)] == first


def test_methods_fit_the_type_on_the_left() -> None:
    of_text, of_list = _labels("outputs.greet.text.^"), _labels("outputs.greet.rows.^")

    assert "upper" in of_text
    assert "sort_by" not in of_text
    assert "sort_by" in of_list
    assert "upper" not in of_list


def test_a_completion_says_type_detail_and_what_it_replaces() -> None:
    (text,) = _offered("outputs.greet.te^")
    (rows,) = _offered("outputs.greet.ro^")

    assert text == Completion("text", "property", "text", "The greeting (such as hello)", "text", 14, 16)
    assert rows.type == "list of object"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("outputs.greet.odd^", "outputs.greet['odd key']"),
        ("outputs['gre^'].x", "outputs['greet'].x"),
        ('outputs["gre^', 'outputs["greet"]'),
        ("outputs.greet.te^ + 1", "outputs.greet.text + 1"),
        ("'a' + no^", "'a' + now"),
    ],
)
def test_what_is_inserted_can_be_read(text: str, result: str) -> None:
    plain = text.replace("^", "")
    one = _offered(text)[0]

    assert plain[: one.start] + one.insert + plain[one.end :] == result


@pytest.mark.parametrize("text", ["Hi ^{{ outputs }}", "Hi {{ outputs }} ^", "{{ 'out^' }}", "^"])
def test_outside_of_an_expression_nothing_is_offered(text: str) -> None:
    assert _labels(text, bare=False) == []


@pytest.mark.parametrize("text", ["Hi {{ outputs.^ }} x", "{{ outputs.^", "{{ a }} {{ outputs.^ }}"])
def test_inside_of_braces_keys_are_offered(text: str) -> None:
    assert _labels(text, bare=False)[0] == "greet"


def test_values_that_were_seen_add_what_the_schema_does_not_know() -> None:
    samples = {"vars": {"city": "Bonn"}, "outputs": {"greet": {"extra": 5}}}

    assert _labels("vars.ci^", samples=samples) == ["city"]
    assert _labels("outputs.greet.^", samples=samples)[:4] == ["text", "rows", "odd key", "extra"]
    assert _offered("vars.ci^", samples=samples)[0].detail == "Bonn"


@pytest.mark.parametrize(
    "text", ["^", "((((^", "'''^", "{{{^", "a..^", "[x for ^", "f'{^", "\\^", "outputs[^", "é.^"]
)
def test_half_written_text_never_fails(text: str) -> None:
    _labels(text)
    _labels("{{" + text, bare=False)


def test_a_placeholder_without_matching_braces_ends_at_the_first_closing_ones() -> None:
    assert end_of_placeholder("{{ {'a' }} x", 2) == 8
