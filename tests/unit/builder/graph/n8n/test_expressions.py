"""Expressions of n8n: the simple forms are translated, all others are left and flagged."""

import pytest

from builder.graph.n8n.expressions import Names, translate, translate_text

NAMES = Names("input", {"Fetch user": "outputs.fetch_user", "HTTP": "outputs.http.body"})

TRANSLATED = {
    "$json.a.b": "input.a.b",
    '$json["two words"].x': 'input["two words"].x',
    "$json.rows[0].id": "input.rows[0].id",
    "$input.item.json.a": "input.a",
    '$node["Fetch user"].json.email': "outputs.fetch_user.email",
    "$node['HTTP'].json.email": "outputs.http.body.email",
    "$('Fetch user').item.json.a": "outputs.fetch_user.a",
    "$('Fetch user').first().json.a": "outputs.fetch_user.a",
    "$items('Fetch user')[0].json.a": "outputs.fetch_user.a",
    "$json.a === 1 && $json.b !== 'x === y'": "input.a == 1 and input.b != 'x === y'",
    "!$json.a || $json.b": "not input.a or input.b",
    "$json.a?.b ?? 'none'": "input.a.b or 'none'",
    "$json.name.toUpperCase()": "input.name.upper()",
    "$json.rows.length - 1": "length(input.rows) - 1",
    "$json.price * 2 + 1": "input.price * 2 + 1",
    "$now": "now",
    "$execution.id": "execution.id",
    "$vars.key": "vars.key",
    "'$json is text'": "'$json is text'",
}
FOREIGN = [
    "$json.items.map(i => i.price)",
    "$json.a ? 1 : 2",
    "new Date()",
    "Math.max(1, 2)",
    "$env.HOME",
    "$now.plus({days: 1})",
    "$('Gone').item.json.a",
    "`Hello ${$json.a}`",
    "JSON.stringify($json)",
    "$json['a b'].length",
    "",
    "((((",
]


@pytest.mark.parametrize("expression", TRANSLATED)
def test_a_simple_form_is_translated(expression: str) -> None:
    assert translate(expression, NAMES) == TRANSLATED[expression]


@pytest.mark.parametrize("expression", FOREIGN)
def test_anything_else_is_not_guessed_at(expression: str) -> None:
    assert translate(expression, NAMES) is None


def test_a_text_with_expressions_is_translated_piece_by_piece() -> None:
    flagged: list[str] = []

    text = translate_text("=Hi {{ $json.a }}, {{ x => 1 }}", NAMES, flagged.append)

    assert (text, flagged) == ("Hi {{ input.a }}, {{ x => 1 }}", ["x => 1"])


def test_a_text_that_is_no_expression_stays_text() -> None:
    assert translate_text("a {{ b }}", NAMES, pytest.fail) == "a {{ '{{' }} b }}"
