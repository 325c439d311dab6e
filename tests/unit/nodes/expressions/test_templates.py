"""Text with `{{ … }}`: where placeholders begin and end, and what becomes of them (R41)."""

from typing import Any

import pytest

from nodes.expressions import ExpressionError, compile_template, has_expression
from tests.unit.nodes.expressions.scopes import SCOPE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hello {{ name }}!", "Hello Ada!"),
        ("{{ name }}{{ n }}", "Ada5"),
        ("{{ {'a': {'b': 1}} }} x", '{"a":{"b":1}} x'),
        ("{{ {'a': {'b': 1}}}} x", '{"a":{"b":1}} x'),
        ("{{ '}}' }} and }} too", "}} and }} too"),
        ("{{ '{{' }} name }}", "{{ name }}"),
        ('{{ "it\'s }}" }}!', "it's }}!"),
        ("{{ '''}}''' }}!", "}}!"),
        ("{{ f'{name}' }}!", "Ada!"),
        ("{{ f'{{{n}}}' }}!", "{5}!"),
        ("a {{ nothing }} b", "a null b"),
        ("a {{ true }} {{ [1, 'x'] }}", 'a true [1,"x"]'),
        ("{ {name} }", "{ {name} }"),
        ("C:\\{{ name }}", "C:\\Ada"),
        ("{{ name\n  | upper }}?", "ADA?"),
        ("", ""),
    ],
)
def test_placeholders_are_replaced_in_text(text: str, value: str) -> None:
    assert compile_template(text).evaluate(SCOPE) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ n }}", 5),
        ("  {{ n }}\n", 5),
        ("{{ nothing }}", None),
        ("{{ outputs.greet.tags }}", ["a", "b"]),
        ("{{ {'a': 1} }}", {"a": 1}),
        ("{{ '{{' }}", "{{"),
    ],
)
def test_r41_a_single_placeholder_keeps_its_type(text: str, value: Any) -> None:
    template = compile_template(text)

    assert template.is_single
    assert template.evaluate(SCOPE) == value


@pytest.mark.parametrize("text", ["x{{ n }}", "{{ n }}{{ n }}", "plain", "{{ n }}."])
def test_anything_else_is_not_single(text: str) -> None:
    assert not compile_template(text).is_single


def test_r41_what_comes_out_is_never_evaluated_again() -> None:
    scope = {"evil": "{{ 1 + 1 }}"}

    assert compile_template("{{ evil }}").evaluate(scope) == "{{ 1 + 1 }}"
    assert compile_template("a {{ evil }}").evaluate(scope) == "a {{ 1 + 1 }}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a {{ name", "`{{` is not closed by `}}`."),
        ("a {{ }} b", "This expression is empty."),
        ("it is {{ it's }} so", "This text has no closing quote."),
        ("{{ (1 }}", "This is not an expression"),
        ("{{ 1 }} {{ {'a': 1 }", "`{{` is not closed"),
    ],
)
def test_a_broken_placeholder_is_told(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_template(text)

    assert caught.value.message.startswith(message)


def test_parts_are_texts_and_placeholders_in_order() -> None:
    parts = compile_template("a {{ n }} b").parts

    assert [part if isinstance(part, str) else part.expression.source for part in parts] == [
        "a ",
        " n ",
        " b",
    ]


@pytest.mark.parametrize(
    ("value", "answer"), [("{{ x }}", True), ("x", False), (5, False), (None, False), ([], False)]
)
def test_has_expression_answers_for_any_value(value: Any, answer: bool) -> None:
    assert has_expression(value) is answer
