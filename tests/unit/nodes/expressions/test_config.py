"""Configs with expressions in them: resolved field by field, constants shared, errors with their field."""

from typing import Any

import pytest

from nodes.expressions import Budget, ExpressionError, compile_config, names_in, problems_in, resolve
from tests.unit.nodes.expressions.scopes import SCOPE


def test_every_text_with_braces_is_resolved_and_nothing_else() -> None:
    config = {"a": "{{ n }}", "b": ["x {{ name }}", 1, None], "c": "plain", "d": {"{{ k }}": "{{ [n] }}"}}

    resolved = resolve(config, SCOPE)

    assert resolved == {"a": 5, "b": ["x Ada", 1, None], "c": "plain", "d": {"{{ k }}": [5]}}


def test_lazy_fields_are_left_alone() -> None:
    config = {
        "now": "{{ n }}",
        "later": "{{ missing }}",
        "cases": [{"when": "{{ missing }}", "then": "{{ n }}"}],
    }

    resolved = resolve(config, SCOPE, lazy=frozenset({"later", "cases.*.when"}))

    assert resolved == {"now": 5, "later": "{{ missing }}", "cases": [{"when": "{{ missing }}", "then": 5}]}


def test_conditions_are_bare_expressions() -> None:
    config = {"condition": "n > 3", "other": "n > 3", "empty": ""}

    resolved = resolve(config, SCOPE, conditions=["condition", "empty"])

    assert resolved == {"condition": True, "other": "n > 3", "empty": ""}


def test_constant_parts_are_shared_and_a_constant_config_is_itself() -> None:
    config: dict[str, Any] = {"a": "{{ n }}", "big": {"x": [1, 2, 3]}}
    compiled = compile_config(config)

    assert compiled.resolve(SCOPE)["big"] is config["big"]
    assert config["a"] == "{{ n }}"
    constant = {"a": [1]}
    assert compile_config(constant).is_constant
    assert compile_config(constant).resolve(SCOPE) is constant


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"a": {"b": ["x", "{{ missing }}"]}}, "a.b.1"),
        ({"a": "text {{ missing }}"}, "a"),
        ({"a": "{{ 1 + }}"}, "a"),
    ],
)
def test_an_error_names_its_field(config: Any, field: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        resolve(config, SCOPE)

    assert caught.value.field == field
    assert str(caught.value).startswith(f"{field}: ")


def test_one_budget_serves_the_whole_config() -> None:
    config = {str(place): "{{ [x for x in range(1000)] | sum }}" for place in range(50)}

    with pytest.raises(ExpressionError, match="too many steps"):
        resolve(config, SCOPE, budget=Budget(steps=20_000))


def test_names_in_tells_field_and_name_and_passes_over_what_is_broken() -> None:
    config = {
        "a": "{{ outputs.greet.text }}",
        "b": ["{{ broken + }}"],
        "when": "n > 3",
        "later": "{{ item }}",
    }

    found = [(field, use.path) for field, use in names_in(config, conditions={"when"}, lazy={"later"})]

    assert found == [("a", ("outputs", "greet", "text")), ("when", ("n",))]


def test_problems_in_tells_all_that_is_broken() -> None:
    config = {"a": "{{ broken + }}", "b": ["{{ fine }}", "{{ uper(1) }}"], "when": "a &&"}

    assert [error.field for error in problems_in(config, conditions={"when"})] == ["a", "b.1", "when"]


def test_a_config_that_is_nested_without_end_is_refused() -> None:
    config: Any = "{{ n }}"
    for _ in range(300):
        config = [config]

    with pytest.raises(ExpressionError, match="nested too deeply"):
        resolve(config, SCOPE)
    assert names_in(config) == []
