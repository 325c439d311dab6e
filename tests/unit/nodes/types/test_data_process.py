"""Field rules: what each makes of an item, what it refuses, and that it never changes what came in."""

from typing import Any

import pytest

from nodes.config_problems import config_problems
from nodes.errors import InvalidError
from nodes.testing import run_node
from nodes.types.data.process import process


def rule(**given: Any) -> dict[str, Any]:
    return {"rules": [given]}


@pytest.mark.parametrize(
    ("given", "item", "output"),
    [
        (rule(do="rename", field="a", to="b"), {"x": 0, "a": 1, "y": 2}, {"x": 0, "b": 1, "y": 2}),
        (rule(do="rename", field="a.b", to="c.d"), {"a": {"b": 1}}, {"a": {}, "c": {"d": 1}}),
        (rule(do="rename", field="none", to="b"), {"a": 1}, {"a": 1}),
        (rule(do="uppercase", field="a"), {"a": "ß"}, {"a": "SS"}),
        (rule(do="lowercase", field="a"), {"a": None}, {"a": None}),
        (rule(do="cast", field="a", type="number"), {"a": " 1 000.5 "}, {"a": 1000.5}),
        (rule(do="cast", field="a", type="integer"), {"a": "7"}, {"a": 7}),
        (rule(do="cast", field="a", type="integer"), {"a": 7.0}, {"a": 7}),
        (rule(do="cast", field="a", type="boolean"), {"a": "Yes"}, {"a": True}),
        (rule(do="cast", field="a", type="text"), {"a": [1]}, {"a": "[1]"}),
        (rule(do="cast", field="a", type="text"), {"a": True}, {"a": "true"}),
        (rule(do="cast", field="a", type="date"), {"a": "2026-11-20"}, {"a": "2026-11-20"}),
        (rule(do="cast", field="a", type="list"), {"a": "x, y"}, {"a": ["x", "y"]}),
        (rule(do="cast", field="a", type="json"), {"a": '{"b": 1}'}, {"a": {"b": 1}}),
        (rule(do="cast", field="a", type="number"), {"a": None}, {"a": None}),
        (rule(do="compute", field="c.d", expression="item.a + index"), {"a": 1}, {"a": 1, "c": {"d": 1}}),
        (rule(do="default", field="a", value=7), {"a": None}, {"a": 7}),
        (rule(do="default", field="a", value=7), {"a": 0}, {"a": 0}),
        (rule(do="pick", fields=["b", "c.d", "none"]), {"a": 1, "b": 2, "c": {"d": 3, "e": 4}}, {"b": 2, "c": {"d": 3}}),
        (rule(do="omit", fields=["a", "c.d", "l[0]"]), {"a": 1, "c": {"d": 3}, "l": [1, 2]}, {"c": {}, "l": [2]}),
        (rule(do="flatten", field="a"), {"a": {"b": 1}, "c": 2}, {"c": 2, "b": 1}),
    ],
)  # fmt: skip
def test_rule_changes_a_copy(given: dict[str, Any], item: dict[str, Any], output: dict[str, Any]) -> None:
    before = repr(item)

    ran = run_node(process, given, [item])

    assert ran.value == [output]
    assert repr(item) == before


@pytest.mark.parametrize(
    ("given", "item", "told"),
    [
        (rule(do="cast", field="a", type="number"), {"a": "x"}, r"rules\.0 \(cast\), at item 1: The field 'a' cannot be read as number: 'x'"),
        (rule(do="cast", field="a", type="number"), {"a": "nan"}, "cannot be read"),
        (rule(do="cast", field="a", type="integer"), {"a": 1.5}, "cannot be read as integer"),
        (rule(do="cast", field="a", type="boolean"), {"a": "maybe"}, "cannot be read as boolean"),
        (rule(do="cast", field="a", type="date"), {"a": "yesterday"}, "cannot be read as date"),
        (rule(do="uppercase", field="a"), {"a": 1}, "is not text: 1"),
        (rule(do="compute", field="a", expression="item.none"), {"b": 1}, "at item 1.*none"),
        (rule(do="flatten", field="a"), {"a": 1}, "must be an object, and this is a number"),
        (rule(do="omit", fields=["a..b"]), {"a": 1}, "cannot be read at"),
        (rule(do="trim", field="a"), 7, "An item must be an object"),
    ],
)  # fmt: skip
def test_rule_that_cannot_be_applied_names_itself_and_the_item(
    given: dict[str, Any], item: Any, told: str
) -> None:
    good = (
        {"a": "1"}
        if given["rules"][0]["do"] == "cast" and given["rules"][0]["type"] in ("number", "integer")
        else None
    )

    with pytest.raises(InvalidError, match=told if good else told.replace("item 1", "item 0")):
        run_node(process, given, [good, item] if good else [item])


@pytest.mark.parametrize(
    "given",
    [
        {"rules": []},
        rule(do="rename", field="a"),
        rule(do="pick"),
        rule(do="compute", field="a"),
        rule(do="explode", field="a"),
        rule(do="cast", field="a", type="money"),
    ],
)
def test_rule_that_is_not_complete_is_a_problem_before_the_run(given: dict[str, Any]) -> None:
    assert config_problems(process, given)
