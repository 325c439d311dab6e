"""R2, R3, R11, R44: the shape of a graph. Each case is a small graph and the one problem that it has."""

from typing import Any

import pytest

from builder.graph.problems import ERROR, WARNING
from builder.graph.validation import Surroundings
from tests.unit.builder.graph.builders import a_document, codes_of, problems_of

LOOP = {"type": "t.each"}
WHILE = {"type": "t.while", "config": {"condition": "state < 3", "max_iterations": 9}}
SCOPE = {"type": "t.scope"}


def inside(parent: str, **fields: Any) -> dict[str, Any]:
    return {"parent": parent, **fields}


SOUND = {
    "a chain": a_document("start > a > b"),
    "a diamond (R2)": a_document("start > a > c", "start > b > c"),
    "branches": a_document("start > check", "check.true > a", "check.false > b"),
    "a loop with children (R11)": a_document(
        "start > loop > after", "a > b", a=inside("loop"), b=inside("loop")
    ),
    "a loop in a loop (R11)": a_document("start > loop", inner=inside("loop", **LOOP), a=inside("inner")),
    "a scope with an error path (R19)": a_document("start > scope > a", "scope.error > b", c=inside("scope")),
    "a failure that is routed (R18)": a_document(
        "start > a > b", "a.error > c", a={"settings": {"on_error": "route"}}
    ),
    "an undo node (R21)": a_document("start > a", a={"settings": {"undo": "back"}}, back={}),
    "two triggers (R44)": a_document(
        "start > a", "hook > a", hook={"type": "t.hook", "config": {"path": "x"}}
    ),
    "ports made by the config": a_document(
        "start > s",
        "s.big > a",
        "s.default > b",
        s={"type": "t.switch", "config": {"cases": [{"key": "big", "when": "input > 1"}]}},
    ),
}

WRONG: dict[str, tuple[dict[str, Any], str, str, dict[str, str]]] = {
    "a cycle of two (R2)": (
        a_document("start > fetch > parse > fetch"),
        "cycle",
        "fetch → parse → fetch",
        {"node": "fetch", "edge": "parse--fetch"},
    ),
    "a node that leads to itself (R2)": (a_document("start > a > a"), "cycle", "a → a", {"edge": "a--a"}),
    "a cycle inside a loop (R2)": (
        a_document("start > loop", "a > b > a", a=inside("loop"), b=inside("loop")),
        "cycle",
        "a → b → a",
        {"node": "a"},
    ),
    "an edge to nowhere": (
        {**a_document("start > save"), "edges": [{"source": "start", "target": "safe"}]},
        "dangling_edge",
        "Did you mean `save`?",
        {"edge": "start--safe", "field": "target"},
    ),
    "an edge from nowhere": (
        {
            **a_document("start > save"),
            "edges": [{"source": "start", "target": "save"}, {"source": "x", "target": "save"}],
        },
        "dangling_edge",
        "`save` and `start`",
        {"edge": "x--save", "field": "source"},
    ),
    "an unknown type": (
        a_document("start > a", a={"type": "t.stepp"}),
        "unknown_node_type",
        "Did you mean `t.step`?",
        {"node": "a", "field": "type"},
    ),
    "a type from the future": (
        a_document("start > a", a={"type_version": 7}),
        "node_type_newer",
        "version 7",
        {"node": "a", "field": "type_version"},
    ),
    "an unknown output": (
        a_document("start > check", "check.yes > a"),
        "unknown_port",
        "It has `true` and `false`.",
        {"node": "check", "field": "source_port"},
    ),
    "a misspelt output": (
        a_document("start > check", "check.ture > a"),
        "unknown_port",
        "Did you mean `true`?",
        {"edge": "check.ture--a"},
    ),
    "an output of an end": (
        a_document("start > end > a"),
        "unknown_port",
        "Nothing can follow it.",
        {"node": "end"},
    ),
    "an error port without routing (R18)": (
        a_document("start > a > b", "a.error > c"),
        "unknown_port",
        "“route”",
        {"node": "a"},
    ),
    "a case that is gone": (
        a_document(
            "start > s",
            "s.big > a",
            s={"type": "t.switch", "config": {"cases": [{"key": "small", "when": "1"}]}},
        ),
        "unknown_port",
        "`small` and `default`",
        {"node": "s"},
    ),
    "an unknown input": (
        {**a_document("start > a"), "edges": [{"source": "start", "target": "a", "target_port": "left"}]},
        "unknown_port",
        "no input `left`. It has `main`.",
        {"field": "target_port"},
    ),
    "an edge into a trigger (R44)": (
        a_document("start > a", "start > hook", hook={"type": "t.hook", "config": {"path": "x"}}),
        "edge_into_trigger",
        "runs start there",
        {"node": "hook"},
    ),
    "a parent that is gone": (
        a_document("start > loop", a=inside("lop")),
        "unknown_parent",
        "Did you mean `loop`?",
        {"node": "a", "field": "parent"},
    ),
    "a parent that is no container (R11)": (
        a_document("start > b", a=inside("b")),
        "parent_not_container",
        "no loop or scope",
        {"node": "a"},
    ),
    "a container in itself (R11)": (
        a_document("start > x", a=inside("b", **LOOP), b=inside("a", **LOOP)),
        "parent_cycle",
        "`a` in `b` in `a`",
        {"node": "a"},
    ),
    "a trigger in a loop (R44)": (
        a_document("start > loop", x=inside("loop", type="t.start")),
        "trigger_in_container",
        "top level",
        {"node": "x"},
    ),
    "an edge into a loop (R11)": (
        a_document("start > loop", "start > a", a=inside("loop")),
        "edge_across_border",
        "same container",
        {"edge": "start--a", "node": "a"},
    ),
    "an edge from a loop to its child (R11)": (
        a_document("start > loop > a", a=inside("loop")),
        "edge_across_border",
        "starts with it, without an edge",
        {"edge": "loop--a"},
    ),
    "an edge from a child to its loop (R11)": (
        a_document("start > loop", "a > loop", a=inside("loop")),
        "edge_across_border",
        "goes on by its own ports",
        {"edge": "a--loop"},
    ),
    "no trigger (R44)": (a_document("a > b"), "no_trigger", "Add a trigger", {"node": ""}),
    "nothing at all (R44)": ({}, "no_trigger", "Add a trigger", {}),
    "only a disabled trigger (R46)": (
        a_document("start > a", start={"disabled": True}),
        "no_trigger",
        "disabled",
        {},
    ),
    "a while loop without a bound (R11)": (
        a_document("start > w", w={"type": "t.while", "config": {"condition": "state < 3"}}),
        "loop_without_bound",
        "at most",
        {"node": "w", "field": "config.max_iterations"},
    ),
    "an undo node that is gone (R21)": (
        a_document("start > a", a={"settings": {"undo": "bakc"}}, back={}),
        "unknown_undo_node",
        "Did you mean `back`?",
        {"node": "a", "field": "settings.undo"},
    ),
    "a node that undoes itself (R21)": (
        a_document("start > a", a={"settings": {"undo": "a"}}),
        "undo_itself",
        "itself",
        {"node": "a"},
    ),
    "two triggers on one path": (
        a_document(
            "one > a",
            "two > a",
            one={"type": "t.hook", "config": {"path": "/x"}},
            two={"type": "t.hook", "config": {"path": "x/"}},
        ),
        "doubled_webhook_path",
        "both listen on `x`",
        {"node": "two", "field": "config.path"},
    ),
}

SUSPECT: dict[str, tuple[dict[str, Any], str, str, dict[str, str]]] = {
    "a node that nothing leads to (R44)": (
        a_document("start > a", b={}),
        "no_incoming_edge",
        "it is no trigger",
        {"node": "b"},
    ),
    "a node that no trigger leads to (R44)": (
        a_document("start > a", "b > c"),
        "unreachable",
        "“C”",
        {"node": "c"},
    ),
    "an error port of a scope that leads nowhere (R19)": (
        a_document("start > scope"),
        "error_port_unconnected",
        "leads nowhere",
        {"node": "scope"},
    ),
    "an error port of a node that leads nowhere (R18)": (
        a_document("start > a", a={"settings": {"on_error": "route"}}),
        "error_port_unconnected",
        "leads nowhere",
        {"node": "a"},
    ),
    "the same edge twice": (
        a_document("start > a", "start > a"),
        "doubled_edge",
        "joined twice",
        {"edge": "start--a#2"},
    ),
    "a default that is not set (R18)": (
        a_document("start > a", a={"settings": {"on_error": "default"}}),
        "no_default_output",
        "null",
        {"node": "a"},
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_graph_has_no_problems(name: str) -> None:
    assert [
        problem.message for problem in problems_of(SOUND[name]) if problem.code != "no_incoming_edge"
    ] == []


@pytest.mark.parametrize("name", WRONG)
def test_an_error_is_found_and_explained(name: str) -> None:
    document, code, told, place = WRONG[name]

    found = [problem for problem in problems_of(document) if problem.code == code]

    assert [problem.severity for problem in found] == [ERROR]
    assert told in found[0].message
    assert {key: getattr(found[0], key) for key in place} == place


@pytest.mark.parametrize("name", SUSPECT)
def test_a_warning_is_given_and_explained(name: str) -> None:
    document, code, told, place = SUSPECT[name]

    found = [problem for problem in problems_of(document) if problem.code == code]

    assert [problem.severity for problem in found] == [WARNING]
    assert told in found[0].message
    assert {key: getattr(found[0], key) for key in place} == place


def test_every_cycle_is_told_by_itself() -> None:
    found = problems_of(a_document("start > a > b > a", "start > c > d > c"))

    assert [problem.message.split(": ")[1].split(".")[0] for problem in found if problem.code == "cycle"] == [
        "a → b → a",
        "c → d → c",
    ]


def test_all_problems_of_a_graph_are_told_at_once() -> None:
    document = a_document(
        "start > a > a", "a.b > c", a={"config": {"feilds": 1}}, d={"type": "t.unknown"}, e={"parent": "x"}
    )

    assert {"cycle", "unknown_port", "unknown_field", "unknown_node_type", "unknown_parent"} <= set(
        codes_of(document)
    )


def test_structural_problems_do_not_hide_the_others() -> None:
    document = a_document("start > a", a={"config": {"feilds": 1}})
    document["nodes"].append({"id": "A b", "type": "t.step"})

    assert {"bad_node_id", "unknown_field"} <= set(codes_of(document))


def test_a_path_of_another_workflow_is_taken() -> None:
    document = a_document("one > a", one={"type": "t.hook", "config": {"path": "x"}})

    found = problems_of(document, Surroundings(webhook_paths={"x": "Orders"}))

    assert [(problem.code, "“Orders”" in problem.message) for problem in found] == [
        ("webhook_path_taken", True)
    ]


def test_errors_come_before_warnings() -> None:
    severities = [problem.severity for problem in problems_of(a_document("start > scope", "a.x > b"))]

    assert severities == sorted(severities)


def test_containers_may_be_nested_very_deeply() -> None:
    """R11: any depth; what is outermost is still in scope innermost (R13)."""
    loops = {f"n{at}": {"type": "t.each", "parent": f"n{at - 1}"} for at in range(1, 1_500)}
    reading = {"parent": "n1499", "config": {"fields": {"a": "{{ item }} {{ outputs.start }} {{ state }}"}}}
    document = a_document("start > n0", n0={"type": "t.each"}, **loops, last=reading)

    assert codes_of(document) == ["name_not_here"]


def test_after_a_hundred_wrong_names_no_more_are_guessed_at() -> None:
    steps = {f"n{at}": {"type": "t.stepp"} for at in range(150)}

    found = problems_of(a_document("start > a", **steps))

    assert sum("Did you mean" in problem.message for problem in found) == 100
