"""The nodes that steer: what fires, what is refused, what they wait for."""

from typing import Any

import pytest

from nodes.base import NodeType, Role
from nodes.config_problems import config_problems
from nodes.errors import FatalError, InvalidError
from nodes.form import describe
from nodes.outcomes import Break, End, WaitForAnswer, WaitForChild, WaitUntil
from nodes.registry import Registry
from nodes.testing import run_node

FLOW = {each.key: each for each in Registry.discover(entry_point_group="none")}
CASES = [{"key": "a", "when": "input.n > 1"}, {"key": "b", "when": "input.n > 2"}]


def flow(name: str) -> NodeType:
    return FLOW[f"flow.{name}"]


@pytest.mark.parametrize(
    ("value", "port"),
    [(True, "true"), (0, "false"), ("", "false"), ([], "false"), (None, "false"), ("x", "true")],
)
def test_if_takes_exactly_one_port(value: Any, port: str) -> None:
    ran = run_node(flow("if"), {"condition": "input.v"}, {"v": value})

    assert ran.ports == {port: {"v": value}}


def test_if_with_an_unknown_name_fails_instead_of_choosing() -> None:
    with pytest.raises(InvalidError, match="nothing"):
        run_node(flow("if"), {"condition": "input.nothing > 1"}, {"v": 1})


@pytest.mark.parametrize(
    ("matches", "n", "ports"),
    [
        ("first", 3, ["a"]),
        ("all", 3, ["a", "b"]),
        ("all", 2, ["a"]),
        ("first", 0, ["default"]),
        ("all", 0, ["default"]),
    ],
)
def test_switch_takes_the_first_or_all_that_match(matches: str, n: int, ports: list[str]) -> None:
    ran = run_node(flow("switch"), {"cases": CASES, "matches": matches}, {"n": n})

    assert list(ran.ports) == ports


def test_switch_does_not_look_at_cases_after_the_first_match() -> None:
    cases = [{"key": "there", "when": "true"}, {"key": "broken", "when": "input.no_such_name"}]

    assert list(run_node(flow("switch"), {"cases": cases}, {}).ports) == ["there"]


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ([], "at least 1"),
        ([{"key": "a", "when": "true"}, {"key": "a", "when": "true"}], "two cases have the port 'a'"),
        ([{"key": "default", "when": "true"}], "is there already"),
        ([{"key": "Not OK", "when": "true"}], "pattern"),
        ([{"key": "a"}], "is required"),
    ],
)
def test_switch_with_bad_cases_is_a_problem_before_the_run(cases: list[Any], told: str) -> None:
    assert told in str(config_problems(flow("switch"), {"cases": cases}))
    with pytest.raises(InvalidError):
        run_node(flow("switch"), {"cases": cases}, {})


def test_switch_has_a_port_per_case_and_says_how_many_fire() -> None:
    ports = flow("switch").ports_for(
        {"cases": [*CASES, {"key": "a"}, {"title": "no key"}, 7], "matches": "all"}
    )

    assert [port.key for port in ports.outputs] == ["a", "b", "default"]
    assert ports.fires == "some"
    assert flow("switch").ports_for({"cases": CASES}).fires == "one"
    assert flow("switch").ports_for({"cases": "{{ cases }}"}).outputs[0].key == "default"
    assert describe(flow("switch"))["port_rule"]["each"] == "cases"


@pytest.mark.parametrize(
    ("config", "came_in", "told"),
    [
        ({}, [1], "must be an object"),
        ({"mode": "combine"}, {"a": [1]}, "must be an object to be merged"),
        ({"mode": "combine", "key": "id"}, {"a": 1}, "must be a list"),
        ({"mode": "combine", "key": "id"}, {"a": [{"x": 1}]}, "has no field 'id'"),
        ({"mode": "zip"}, {"a": {"rows": []}}, "its field 'rows' is a list"),
        ({"mode": "other"}, {}, "mode"),
    ],
)
def test_merge_says_what_does_not_fit(config: dict[str, Any], came_in: Any, told: str) -> None:
    with pytest.raises(InvalidError, match=told):
        run_node(flow("merge"), config, came_in)


@pytest.mark.parametrize(
    ("config", "came_in", "output"),
    [
        ({"mode": "append"}, {"a": None, "b": []}, [None]),
        ({"mode": "combine"}, {"a": {"x": 1, "y": 1}, "b": {"x": 2}}, {"x": 2, "y": 1}),
        ({"mode": "combine", "order": ["b"]}, {"a": {"x": 1, "y": 1}, "b": {"x": 2}}, {"x": 1, "y": 1}),
        ({"mode": "choose"}, {"a": None}, None),
        ({"mode": "zip"}, {}, []),
        ({"mode": "all"}, {"a": 1}, {"a": 1}),
    ],
)
def test_merge_in_each_of_its_ways(config: dict[str, Any], came_in: Any, output: Any) -> None:
    assert run_node(flow("merge"), config, came_in).value == output


def test_limit_of_nothing_fires_both_ports_with_empty_lists() -> None:
    assert run_node(flow("limit"), {"count": 3}, []).ports == {"main": [], "rest": []}


def test_limit_needs_a_list() -> None:
    with pytest.raises(InvalidError, match="must be a list, and this is null"):
        run_node(flow("limit"), {"count": 1}, None)


def test_r22_delay_waits_from_now_and_hands_on_what_came_in() -> None:
    ran = run_node(flow("delay"), {"seconds": "{{ input }}"}, 90, clock=1000.0)

    assert ran.outcome == WaitUntil(1090.0, 90)
    assert ran.answer(reason="time").value == 90


@pytest.mark.parametrize("seconds", [-1, "soon", 10**12])
def test_delay_of_no_sensible_length_is_refused(seconds: Any) -> None:
    with pytest.raises(InvalidError, match="seconds"):
        run_node(flow("delay"), {"seconds": seconds})


@pytest.mark.parametrize(
    ("config", "at"),
    [
        ({"at": "2027-01-15T08:00:00Z"}, 1_800_000_000.0),
        ({"at": "2027-01-15T09:00", "time_zone": "Europe/Berlin"}, 1_800_000_000.0),
        ({"at": "2027-01-15T08:00+00:00", "time_zone": "Europe/Berlin"}, 1_800_000_000.0),
    ],
)
def test_wait_until_knows_offsets_and_zones(config: dict[str, Any], at: float) -> None:
    assert run_node(flow("wait_until"), config, 7).outcome == WaitUntil(at, 7)


@pytest.mark.parametrize(
    "config",
    [
        {"at": "tomorrow"},
        {"at": "2027-01-01", "time_zone": "Mars/Base"},
        {"at": "2027-01-01", "time_zone": "../etc"},
    ],
)
def test_wait_until_refuses_what_is_no_moment(config: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        run_node(flow("wait_until"), config)


def test_r23_wait_for_a_call_ends_with_the_call_or_with_the_deadline() -> None:
    ran = run_node(flow("wait_for_webhook"), {"deadline_seconds": 60}, "in", clock=1000.0)

    assert isinstance(ran.outcome, WaitForAnswer)
    assert (ran.outcome.kind, ran.outcome.deadline) == ("webhook", 1060.0)
    assert ran.answer({"paid": True}).ports == {"main": {"paid": True}}
    assert ran.answer(reason="deadline").ports == {"expired": "in"}


def test_r29_subworkflow_asks_for_a_child() -> None:
    ran = run_node(
        flow("subworkflow"), {"workflow": "w1", "inputs": {"n": "{{ input }}"}, "awaited": False}, 7
    )

    assert ran.outcome == WaitForChild("w1", {"n": 7}, None, False)


def test_r45_end_and_stop() -> None:
    assert run_node(flow("end"), {"result": None}, 7).outcome == End(None)
    assert run_node(flow("end"), {"whole": True}, 7).outcome == End(7, True)
    assert run_node(flow("stop"), {"outcome": "result", "result": 1}).outcome == End(1, True)
    with pytest.raises(FatalError, match="No stock of tea") as raised:
        run_node(flow("stop"), {"message": "No stock of {{ input }}", "code": "no_stock"}, "tea")
    assert raised.value.code == "no_stock"


def test_break_ends_with_what_came_in_or_a_result() -> None:
    assert run_node(flow("break"), {}, 7).outcome == Break(7)
    assert run_node(flow("break"), {"result": None}, 7).outcome == Break(None)


@pytest.mark.parametrize(
    ("name", "role", "lazy"),
    [
        ("for_each", Role.FOR_EACH, {"result"}),
        ("while", Role.WHILE, {"condition", "next_state", "result"}),
        ("scope", Role.SCOPE, {"result"}),
    ],
)
def test_r11_containers_declare_what_the_engine_reads(name: str, role: Role, lazy: set[str]) -> None:
    assert flow(name).role is role
    assert flow(name).lazy_fields == lazy


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("for_each", {"items": [], "concurrency": 0}),
        ("for_each", {"items": [], "on_item_error": "ignore"}),
        ("for_each", {}),
        ("while", {"condition": "true"}),
        ("while", {"condition": "true", "max_iterations": 0}),
        ("while", {"max_iterations": 1}),
        ("if", {}),
        ("subworkflow", {}),
        ("limit", {"count": -1}),
        ("stop", {"outcome": "maybe"}),
    ],
)
def test_bad_config_is_a_problem_before_the_run(name: str, config: dict[str, Any]) -> None:
    assert config_problems(flow(name), config)
