"""The data nodes beyond their examples: edges, errors, and what must not be mixed up."""

from typing import Any

import pytest

from nodes.base import NodeType
from nodes.config_problems import config_problems
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.registry import Registry
from nodes.testing import run_node
from nodes.testing_context import MemoryStore

DATA = {each.key: each for each in Registry.discover(entry_point_group="none")}
ROWS = [{"n": 1, "s": "b"}, {"n": 2, "s": "a"}]


def data(name: str) -> NodeType:
    return DATA[f"data.{name}"]


def test_filter_sees_item_index_and_the_names_of_the_run() -> None:
    ran = run_node(
        data("filter"), {"condition": "item.n > vars.least and index == 1"}, ROWS, {"vars": {"least": 1}}
    )

    assert ran.ports == {"main": [ROWS[1]], "dropped": [ROWS[0]]}


def test_r6_filter_of_nothing_fires_both_ports_with_empty_lists() -> None:
    assert run_node(data("filter"), {"condition": "item"}, []).ports == {"main": [], "dropped": []}


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("item.none > 1", "condition, at item 0: .*none"),
        ("item.n >", "condition: "),
        ("item.n + 'x'", "at item 0"),
    ],
)
def test_filter_that_cannot_be_decided_says_where(condition: str, told: str) -> None:
    with pytest.raises(InvalidError, match=told):
        run_node(data("filter"), {"condition": condition}, ROWS)


@pytest.mark.parametrize(
    ("config", "items", "output"),
    [
        ({"by": [{"field": "n", "direction": "down"}]}, ROWS, [ROWS[1], ROWS[0]]),
        ({"by": [{"field": "s"}]}, ROWS, [ROWS[1], ROWS[0]]),
        ({}, [3, None, "a", True, 1.5, [1], {}], [True, 1.5, 3, "a", [1], {}, None]),
        ({}, ["b", "A"], ["A", "b"]),
        ({"ignore_case": False}, ["b", "A", "B"], ["A", "B", "b"]),
        ({"by": [{"field": "a"}, {"field": "b", "direction": "down"}]}, [{"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 0}], [{"a": 0}, {"a": 1, "b": 2}, {"a": 1, "b": 1}]),
        ({"by": [{"field": "x", "direction": "down"}]}, [{"i": 1}, {"x": 1}, {"x": None}], [{"x": 1}, {"i": 1}, {"x": None}]),
    ],
)  # fmt: skip
def test_sort_is_stable_and_puts_what_is_missing_last(
    config: dict[str, Any], items: list[Any], output: list[Any]
) -> None:
    assert run_node(data("sort"), config, items).value == output


@pytest.mark.parametrize(
    ("measure", "output"),
    [
        ({"do": "count"}, {"count": 3}),
        ({"do": "count", "field": "n"}, {"count_n": 2}),
        ({"do": "count_distinct", "field": "g"}, {"count_distinct_g": 2}),
        ({"do": "sum", "field": "n"}, {"sum_n": 3}),
        ({"do": "mean", "field": "n"}, {"mean_n": 1.5}),
        ({"do": "min", "field": "n", "name": "least"}, {"least": 1}),
        ({"do": "max", "field": "g"}, {"max_g": "b"}),
        ({"do": "first", "field": "n"}, {"first_n": 1}),
        ({"do": "last", "field": "g"}, {"last_g": "a"}),
        ({"do": "list", "field": "n"}, {"list_n": [1, 2]}),
        ({"do": "mean", "field": "none"}, {"mean_none": None}),
        ({"do": "sum", "field": "none"}, {"sum_none": 0}),
    ],
)
def test_measures_leave_out_what_is_null_or_missing(measure: dict[str, Any], output: dict[str, Any]) -> None:
    items = [{"n": 1, "g": "a"}, {"n": 2, "g": "b"}, {"n": None, "g": "a"}]

    assert run_node(data("aggregate"), {"measures": [measure]}, items).value == output


def test_groups_keep_text_and_numbers_apart_and_nothing_is_a_group_of_its_own() -> None:
    items = [{"g": 1}, {"g": "1"}, {"g": 1.0}, {"g": True}, {}, {"g": None}]

    groups = run_node(data("aggregate"), {"group_by": ["g"], "measures": [{"do": "count"}]}, items).value

    assert groups == [
        {"g": 1, "count": 2},
        {"g": "1", "count": 1},
        {"g": True, "count": 1},
        {"g": None, "count": 1},
        {"g": None, "count": 1},
    ]


def test_sum_of_text_says_so() -> None:
    with pytest.raises(InvalidError, match="The sum of s needs numbers, and 'b' is none"):
        run_node(data("aggregate"), {"measures": [{"do": "sum", "field": "s"}]}, ROWS)


@pytest.mark.parametrize(
    ("config", "value", "output"),
    [
        ({"field": "l"}, [{"l": None}, {}, {"l": []}, {"l": [1]}], [{"l": 1}]),
        ({"field": "l", "keep_others": False}, {"a": 1, "l": [1, 2]}, [1, 2]),
        ({}, [[1], [2, 3]], [1, 2, 3]),
        ({"separator": "\\n"}, "a\nb", ["a", "b"]),
        ({}, "", []),
        ({}, None, []),
    ],
)
def test_split_in_its_ways(config: dict[str, Any], value: Any, output: list[Any]) -> None:
    assert run_node(data("split"), config, value).value == output


@pytest.mark.parametrize(("keep", "kept"), [("first", [1, "1", None]), ("last", ["1", 1.0, None])])
def test_dedupe_keeps_the_first_or_the_last_in_their_order(keep: str, kept: list[Any]) -> None:
    assert run_node(data("dedupe"), {"keep": keep}, [1, "1", 1.0, None]).value == kept


@pytest.mark.parametrize(
    ("kind", "output"),
    [
        ("inner", [{"id": 1, "v": "l", "r_v": "r"}]),
        ("left", [{"id": 1, "v": "l", "r_v": "r"}, {"id": 2, "v": "l"}, {"id": None, "v": "l"}]),
        ("right", [{"id": 1, "v": "l", "r_v": "r"}, {"id": 3, "v": "r"}, {"id": None, "v": "r"}]),
        ("full", [{"id": 1, "v": "l", "r_v": "r"}, {"id": 2, "v": "l"}, {"id": None, "v": "l"}, {"id": 3, "v": "r"}, {"id": None, "v": "r"}]),
    ],
)  # fmt: skip
def test_join_of_each_kind_never_matches_null(kind: str, output: list[Any]) -> None:
    left = [{"id": key, "v": "l"} for key in (1, 2, None)]
    right = [{"id": key, "v": "r"} for key in (1, 3, None)]

    ran = run_node(
        data("join"), {"left": left, "right": right, "left_key": "id", "kind": kind, "prefix": "r_"}
    )

    assert ran.value == output


def test_join_that_explodes_is_stopped() -> None:
    rows = [{"k": 1}] * 1100

    with pytest.raises(InvalidError, match="more than 1,000,000 entries"):
        run_node(data("join"), {"left": rows, "right": rows, "left_key": "k"})


def test_compare_refuses_two_entries_with_one_key() -> None:
    with pytest.raises(InvalidError, match=r"before\[1\] has the same id"):
        run_node(data("compare"), {"before": [{"id": 1}, {"id": 1}], "after": [], "key": ["id"]})


def test_compare_counts_a_field_that_comes_or_goes_and_ignores_what_it_is_told_to() -> None:
    before, after = [{"id": 1, "a": 1}, {"id": 2, "at": 1}], [{"id": 1, "b": None}, {"id": 2, "at": 2}]

    ran = run_node(data("compare"), {"before": before, "after": after, "key": ["id"], "ignore": ["at"]})

    assert [change["fields"] for change in ran.value["changed"]] == [["a", "b"]]
    assert ran.value["unchanged"] == 1


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [(1, 1.0, []), (1, "1", [""]), (None, False, [""]), ({"a": {}}, {"a": []}, ["a"]), ([1, 2], [1], ["[1]"]), ({}, {"a": None}, ["a"])],
)  # fmt: skip
def test_diff_finds_every_place(before: Any, after: Any, paths: list[str]) -> None:
    found = run_node(data("diff"), {"before": before, "after": after}).value

    assert [change["path"] for change in found["changes"]] == paths
    assert found["equal"] is (not paths)


def test_diff_of_very_much_says_that_it_is_not_complete() -> None:
    found = run_node(data("diff"), {"before": [0] * 10, "after": [1] * 10, "limit": 3}).value

    assert (len(found["changes"]), found["complete"]) == (3, False)


def test_what_a_template_puts_in_is_never_a_template_again() -> None:
    ran = run_node(
        data("template"),
        {"text": "{{ input }}", "items": "{{ rows }}", "line": "{{ item }}"},
        "{{ 1 + 1 }}",
        {"rows": ["{{ vars.key }}"]},
    )

    assert ran.value["text"] == "{{ 1 + 1 }}{{ vars.key }}"


def test_template_writes_null_as_nothing_and_lists_as_json() -> None:
    ran = run_node(data("template"), {"items": [None, [1], True], "line": "{{ item }}", "separator": "|"})

    assert ran.value["text"] == "|[1]|true"


def test_set_keeps_the_input_only_if_it_is_an_object() -> None:
    with pytest.raises(InvalidError, match="The input is a list"):
        run_node(data("set"), {"fields": {"a": 1}, "keep_input": True}, [1])


def test_input_that_does_not_fit_names_every_field() -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n", "m"]}

    with pytest.raises(InvalidError, match="n: ") as raised:
        run_node(data("input"), {"json_schema": schema}, {"n": "x"})

    assert [each["path"] for each in raised.value.details["errors"]] == ["", "n"]


@pytest.mark.parametrize("name", ["input", "validate"])
def test_schema_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InvalidError, match="The schema cannot be used"):
        run_node(data(name), {"json_schema": {"type": 7}}, {})


def test_pattern_that_would_take_for_ever_does_not() -> None:
    schema = {"type": "object", "properties": {"a": {"pattern": "^(a+)+$"}}}

    ran = run_node(data("validate"), {"json_schema": schema}, {"a": "a" * 50_000 + "!"})

    assert list(ran.ports) == ["invalid"]


@pytest.mark.parametrize("each", [False, True])
def test_validate_says_how_many_ports_fire(each: bool) -> None:
    assert data("validate").ports_for({"each": each}).fires == ("all" if each else "one")


def test_remembered_values_last_from_run_to_run() -> None:
    store = MemoryStore()

    for _ in range(2):
        run_node(data("kv"), {"do": "increment", "key": "n", "by": 2}, store=store)

    assert run_node(data("kv"), {"key": "n"}, store=store).value == {"key": "n", "value": 4}
    run_node(data("kv"), {"do": "delete", "key": "n"}, store=store)
    assert run_node(data("kv"), {"key": "n", "default": "none"}, store=store).value["value"] == "none"


def test_only_numbers_are_added_to() -> None:
    with pytest.raises(InvalidError, match="'n' holds 'x'"):
        run_node(data("kv"), {"do": "increment", "key": "n"}, store=MemoryStore({"n": "x"}))


@pytest.mark.parametrize(
    ("do", "effect"),
    [
        ("get", Effect.IDEMPOTENT),
        ("set", Effect.IDEMPOTENT),
        ("increment", Effect.ONCE),
        ("{{ x }}", Effect.ONCE),
    ],
)
def test_r32_adding_is_done_once(do: str, effect: Effect) -> None:
    assert data("kv").effect_for({"do": do}) is effect


@pytest.mark.parametrize("key", [key for key in DATA if key.startswith("data.") and key != "data.kv"])
def test_r32_data_nodes_are_pure(key: str) -> None:
    assert DATA[key].effect is Effect.PURE


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("set", {}),
        ("filter", {}),
        ("batch", {"size": 0}),
        ("join", {"left": [], "right": []}),
        ("compare", {"before": [], "after": [], "key": []}),
        ("aggregate", {"measures": []}),
        ("aggregate", {"measures": [{"do": "median"}]}),
        ("transform", {}),
        ("transform", {"by": "rule"}),
        ("kv", {"do": "set", "key": "a"}),
        ("kv", {"key": ""}),
        ("sort", {"by": [{"direction": "sideways"}]}),
    ],
)
def test_bad_config_is_a_problem_before_the_run(name: str, config: dict[str, Any]) -> None:
    assert config_problems(data(name), config)


@pytest.mark.parametrize("name", ["filter", "sort", "aggregate", "batch", "dedupe"])
@pytest.mark.parametrize("value", [None, 7, "text", {"rows": []}])
def test_what_is_no_list_is_said_so(name: str, value: Any) -> None:
    configs: dict[str, dict[str, Any]] = {
        "filter": {"condition": "item"},
        "aggregate": {"measures": [{}]},
        "batch": {"size": 1},
    }

    with pytest.raises(InvalidError, match="must be a list"):
        run_node(data(name), configs.get(name, {}), value)
