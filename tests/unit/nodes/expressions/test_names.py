"""Which names an expression reads: paths, places, and what is optional."""

import pytest

from nodes.expressions import compile_expression, compile_template


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("outputs.greet.text", [("outputs", "greet", "text")]),
        ("outputs['greet']['odd key'][0]", [("outputs", "greet", "odd key", 0)]),
        ("rows[-1].x", [("rows", -1, "x")]),
        ("outputs[key].x", [("outputs",), ("key",)]),
        ("outputs.greet.text.upper()", [("outputs", "greet", "text")]),
        ("outputs.greet | length", [("outputs", "greet")]),
        ("[x.y + z for x in rows if x.ok]", [("z",), ("rows",)]),
        ("{k: v for k, v in d.items()}", [("d",)]),
        ("[y for x in a for y in x.b]", [("a",)]),
        ("rows | map(lambda r: r.a + b)", [("rows",), ("b",)]),
        ("[item for item in item]", [("item",)]),
        ("f'{a.b} {c}'", [("a", "b"), ("c",)]),
        ("a.b[1:n]", [("a", "b"), ("n",)]),
        ("null or true", []),
        ("mail.from.x", [("mail", "from", "x")]),
        ("a if b else c", [("a",), ("b",), ("c",)]),
        ("sort_by(rows, key='x', descending=down)", [("rows",), ("down",)]),
    ],
)
def test_names_are_found_as_far_as_they_are_written_down(
    source: str, paths: list[tuple[str | int, ...]]
) -> None:
    assert [use.path for use in compile_expression(source).names] == paths


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("outputs.a | default(1)", ("outputs", "a")),
        ("default(outputs.a.b + 1, 2)", ("outputs", "a", "b")),
        ("exists(outputs.a)", ("outputs", "a")),
        ("coalesce(1, outputs.a)", ("outputs", "a")),
        ("outputs.get('a')", ("outputs", "a")),
        ("get(outputs, 'a')", ("outputs", "a")),
        ("'a' in outputs", ("outputs", "a")),
    ],
)
def test_what_may_be_missing_is_optional(source: str, path: tuple[str, ...]) -> None:
    (use,) = compile_expression(source).names

    assert use.path == path
    assert use.optional


def test_the_fallback_itself_is_not_optional() -> None:
    uses = compile_expression("a | default(b)").names

    assert [(use.path, use.optional) for use in uses] == [(("a",), True), (("b",), False)]


def test_a_name_knows_its_place_in_the_whole_text() -> None:
    text = "Dear {{ name }},\n{{ 'ü' }} {{ outputs.greet\n .text }}"

    first, second = compile_template(text).names

    assert (first.line, first.column, first.end_column) == (1, 9, 13)
    assert text[first.start : first.end] == "name"
    assert second.line == 2
    assert text[second.start : second.end] == "outputs.greet\n .text"
