"""R41: the scope of a node as a schema: names in scope, types from declared outputs, values from a past run."""

from typing import Any

from builder.graph.completions import scope_schema
from builder.graph.validation import Surroundings
from tests.unit.builder.graph.builders import REGISTRY, a_graph

INPUTS = {"inputs": {"type": "object", "properties": {"email": {"type": "string"}}}}


def names(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"])


def outputs(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["properties"]["outputs"]["properties"]
    return found


def test_what_comes_before_a_node_is_in_scope_and_what_comes_later_is_not() -> None:
    graph = a_graph("start > a > b > c", "start > d")

    assert set(outputs(scope_schema(graph, "b", REGISTRY))) == {"a", "start"}


def test_inputs_are_there_by_their_own_name_too() -> None:
    schema = scope_schema(a_graph("start > a", around=INPUTS), "a", REGISTRY)

    assert schema["properties"]["inputs"]["properties"] == {"email": {"type": "string"}}
    assert schema["properties"]["email"] == {"type": "string"}


def test_declared_outputs_and_seen_values_come_together() -> None:
    graph = a_graph("start > a > b", a={"type": "t.request", "config": {"url": "x"}})

    schema = scope_schema(graph, "b", REGISTRY, {"a": {"body": {"id": 7}}})

    assert set(outputs(schema)["a"]["properties"]) == {"status", "body"}
    assert outputs(schema)["a"]["properties"]["body"]["properties"]["id"]["examples"] == [7]
    assert schema["properties"]["input"] == outputs(schema)["a"]


def test_an_output_that_may_be_missing_is_marked() -> None:
    graph = a_graph("start > check", "check.true > a > b", "check.false > b")

    found = outputs(scope_schema(graph, "b", REGISTRY))

    assert {name: spec.get("x-maybe", False) for name, spec in found.items()} == {
        "start": False,
        "check": False,
        "a": True,
    }


def test_several_sources_come_in_by_their_ids() -> None:
    schema = scope_schema(a_graph("start > a > c", "start > b > c"), "c", REGISTRY)

    assert set(schema["properties"]["input"]["properties"]) == {"a", "b"}


def test_names_of_a_loop_are_there_only_inside_it() -> None:
    graph = a_graph(
        "start > loop > after", loop={"config": {"items": "{{ outputs.start.rows }}"}}, x={"parent": "loop"}
    )

    inside = scope_schema(graph, "x", REGISTRY, {"start": {"rows": [{"name": "Ada"}]}})
    outside = scope_schema(graph, "after", REGISTRY)

    assert {"item", "index"} <= names(inside)
    assert inside["properties"]["item"]["properties"]["name"]["type"] == "string"
    assert not names(outside) & {"item", "index", "state", "error"}


def test_the_result_of_a_loop_sees_its_children() -> None:
    graph = a_graph("start > loop", x={"parent": "loop"})

    assert set(outputs(scope_schema(graph, "loop", REGISTRY, lazy=True))) == {"x", "start"}
    assert set(outputs(scope_schema(graph, "loop", REGISTRY))) == {"start"}


def test_the_error_is_there_behind_an_error_port() -> None:
    graph = a_graph("start > a > b", "a.error > c", a={"settings": {"on_error": "route"}})

    assert "error" in names(scope_schema(graph, "c", REGISTRY))
    assert "error" not in names(scope_schema(graph, "b", REGISTRY))


def test_variables_are_listed_without_their_values() -> None:
    schema = scope_schema(a_graph("start > a"), "a", REGISTRY, surroundings=Surroundings(variables={"key"}))

    assert schema["properties"]["vars"]["properties"] == {"key": {}}


def test_a_node_that_is_gone_has_the_names_that_are_always_there() -> None:
    assert names(scope_schema(a_graph("start > a"), "gone", REGISTRY)) >= {"inputs", "outputs", "vars", "now"}
