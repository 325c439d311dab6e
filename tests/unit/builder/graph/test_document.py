"""R1: a document becomes a graph and a graph a document; what is wrong with its form is told with the path."""

from typing import Any

import pytest

from builder.graph.document import Limits, content_hash, dump, parse, upgrade
from tests.unit.builder.graph.builders import a_document, a_graph

NODE = {"id": "a", "type": "t.step"}


def test_defaults_may_be_left_out() -> None:
    parsed = parse(
        {
            "nodes": [{"id": "fetch_user", "type": "t.step"}, NODE],
            "edges": [{"source": "fetch_user", "target": "a"}],
        }
    )

    assert parsed.graph is not None
    assert [node.name for node in parsed.graph.nodes] == ["Fetch user", "A"]
    assert [(node.position.x, node.position.y) for node in parsed.graph.nodes] == [(0, 0), (240, 0)]
    assert [(edge.id, edge.source_port, edge.target_port) for edge in parsed.graph.edges] == [
        ("fetch_user--a", "main", "main")
    ]


def test_ids_that_are_made_up_for_edges_are_always_the_same() -> None:
    edges = [
        {"source": "a", "target": "a", "source_port": "true"},
        {"source": "a", "target": "a"},
        {"source": "a", "target": "a"},
    ]

    ids = [[edge.id for edge in parse({"nodes": [NODE], "edges": edges}).graph.edges] for _ in range(2)]  # type: ignore[union-attr]

    assert ids == [["a.true--a", "a--a", "a--a#2"]] * 2


def test_branches_without_positions_stand_below_each_other() -> None:
    graph = a_graph("start > a", "start > b", "a > c")

    assert {node.id: (node.position.x, node.position.y) for node in graph.nodes} == {
        "start": (0, 0),
        "a": (240, 0),
        "b": (240, 120),
        "c": (480, 0),
    }


def test_unknown_data_survives_a_round_trip_in_its_order() -> None:
    node = {
        **NODE,
        "position": {"x": 1.5, "y": 2, "z": 3},
        "size": {"width": 1},
        "ü": [1, {"b": None, "a": 0}],
    }
    document = {
        "format": 1,
        "nodes": [node],
        "edges": [{"source": "a", "target": "a", "color": "red"}],
        "viewport": {"zoom": 2},
    }

    written = dump(parse(document).graph)  # type: ignore[arg-type]

    assert list(written["nodes"][0]["ü"][1]) == ["b", "a"]
    assert written["nodes"][0]["position"] == {"x": 1.5, "y": 2, "z": 3}
    assert (written["nodes"][0]["size"], written["edges"][0]["color"], written["viewport"]) == (
        {"width": 1},
        "red",
        {"zoom": 2},
    )


BROKEN: dict[str, tuple[Any, str, str, str]] = {
    "a list": ([], "wrong_type", "", ""),
    "null": (None, "wrong_type", "", ""),
    "a newer format": ({"format": 2}, "format_newer", "", "format"),
    "a format from long ago": ({"format": 0}, "format_unknown", "", "format"),
    "a format that is text": ({"format": "1"}, "wrong_type", "", "format"),
    "a format that is true": ({"format": True}, "wrong_type", "", "format"),
    "nodes that are a number": ({"nodes": 3}, "wrong_type", "", "nodes"),
    "a node that is text": ({"nodes": [NODE, "b"]}, "wrong_type", "", "nodes[1]"),
    "a node without an id": ({"nodes": [{"type": "x"}]}, "missing_id", "", "nodes[0].id"),
    "an empty id": ({"nodes": [{"id": "", "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "an id with a space": ({"nodes": [{"id": "a b", "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "an id with an emoji": ({"nodes": [{"id": "🦉", "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "an id with a capital": ({"nodes": [{"id": "Ab", "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "an id with a line break": ({"nodes": [{"id": "a\n", "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "an id that is __proto__": (
        {"nodes": [{"id": "__proto__", "type": "x"}]},
        "bad_node_id",
        "",
        "nodes[0].id",
    ),
    "an id that is a number": ({"nodes": [{"id": 7, "type": "x"}]}, "wrong_type", "", "nodes[0].id"),
    "a long id": ({"nodes": [{"id": "a" * 101, "type": "x"}]}, "bad_node_id", "", "nodes[0].id"),
    "two nodes of one id": ({"nodes": [NODE, NODE]}, "doubled_node_id", "", "nodes[1].id"),
    "a node without a type": ({"nodes": [{"id": "a"}]}, "missing_type", "a", "type"),
    "a type that is a list": ({"nodes": [{"id": "a", "type": []}]}, "wrong_type", "a", "type"),
    "a version below one": ({"nodes": [{**NODE, "type_version": 0}]}, "wrong_type", "a", "type_version"),
    "a config that is a list": ({"nodes": [{**NODE, "config": []}]}, "wrong_type", "a", "config"),
    "a config that is null": ({"nodes": [{**NODE, "config": None}]}, "wrong_type", "a", "config"),
    "NaN in a config": (
        {"nodes": [{**NODE, "config": {"a": [float("nan")]}}]},
        "not_a_number",
        "a",
        "config.a[0]",
    ),
    "NUL in a note": ({"nodes": [{**NODE, "note": "\x00"}]}, "nul_character", "a", "note"),
    "half a character in a key": (
        {"nodes": [{**NODE, "config": {"\ud800": 1}}]},
        "lone_surrogate",
        "a",
        'config["\\ud800"]',
    ),
    "a huge number": ({"nodes": [{**NODE, "config": {"n": 2**70}}]}, "number_too_large", "a", "config.n"),
    "__proto__ in a config": (
        {"nodes": [{**NODE, "config": {"__proto__": 1}}]},
        "forbidden_key",
        "a",
        "config.__proto__",
    ),
    "__proto__ in a node": ({"nodes": [{**NODE, "__proto__": {}}]}, "forbidden_key", "a", "__proto__"),
    "__proto__ in a document": ({"__proto__": {}}, "forbidden_key", "", "__proto__"),
    "a position that is text": ({"nodes": [{**NODE, "position": "0,0"}]}, "wrong_type", "a", "position"),
    "an x that is text": (
        {"nodes": [{**NODE, "position": {"x": "1", "y": 0}}]},
        "wrong_type",
        "a",
        "position.x",
    ),
    "an infinite x": (
        {"nodes": [{**NODE, "position": {"x": 1e999, "y": 0}}]},
        "not_a_number",
        "a",
        "position.x",
    ),
    "a pin without a value": ({"nodes": [{**NODE, "pin": {}}]}, "wrong_type", "a", "pin"),
    "disabled as a number": ({"nodes": [{**NODE, "disabled": 1}]}, "wrong_type", "a", "disabled"),
    "a parent that is a number": ({"nodes": [{**NODE, "parent": 1}]}, "wrong_type", "a", "parent"),
    "a date of Python": ({"nodes": [{**NODE, "config": {"a": object()}}]}, "not_json", "a", "config.a"),
    "an edge that is text": ({"edges": ["a"]}, "wrong_type", "", "edges[0]"),
    "an edge without a source": ({"edges": [{"target": "a"}]}, "missing_source", "", "edges[0].source"),
    "an edge without a target": ({"edges": [{"source": "a"}]}, "missing_target", "", "edges[0].target"),
    "a port that is a number": (
        {"edges": [{"source": "a", "target": "b", "source_port": 1}]},
        "wrong_type",
        "",
        "edges[0].source_port",
    ),
    "two edges of one id": (
        {"edges": [{"id": "e", "source": "a", "target": "b"}, {"id": "e", "source": "b", "target": "a"}]},
        "doubled_edge_id",
        "",
        "edges[1].id",
    ),
    "inputs that are a list": ({"inputs": []}, "wrong_type", "", "inputs"),
    "a sticky note that is text": ({"notes": ["x"]}, "wrong_type", "", "notes[0]"),
    "a key that is a number": ({1: 2}, "bad_key", "", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_told_with_its_path(name: str) -> None:
    document, code, node, field = BROKEN[name]

    parsed = parse(document)

    assert parsed.graph is None
    assert (code, node, field) in [(problem.code, problem.node, problem.field) for problem in parsed.problems]


def test_all_structural_problems_are_told_at_once() -> None:
    parsed = parse(
        {
            "nodes": [1, {"id": "a", "type": 2, "config": []}, {"id": "a b", "type": "x"}],
            "edges": [{}],
            "inputs": 1,
        }
    )

    assert len(parsed.problems) == 7


def test_what_can_be_read_of_a_broken_document_is_there_for_further_checks() -> None:
    parsed = parse({"nodes": [NODE, {"id": "B"}]})

    assert parsed.graph is None
    assert [node.id for node in parsed.readable.nodes] == ["a"]  # type: ignore[union-attr]


def test_a_document_with_too_many_nodes_is_not_read() -> None:
    parsed = parse({"nodes": [{"id": f"n{number}", "type": "x"} for number in range(4)]}, Limits(nodes=3))

    assert [problem.code for problem in parsed.problems] == ["too_many_nodes"]
    assert parsed.readable is None


def test_a_hundred_thousand_levels_are_refused() -> None:
    deep: Any = {}
    for _ in range(100_000):
        deep = {"a": deep}

    assert [problem.code for problem in parse({"nodes": [{**NODE, "config": deep}]}).problems] == ["too_deep"]


def test_an_older_format_is_brought_up_step_by_step() -> None:
    steps = {
        1: lambda old: {**old, "nodes": old.pop("cards")},
        2: lambda old: {**old, "extra": True},
    }

    found = upgrade({"format": 1, "cards": []}, steps, current=3)

    assert found["format"] == 3
    assert found["extra"] is True


def test_the_hash_ignores_where_cards_stand_and_what_notes_say() -> None:
    plain = a_graph("start > a")
    moved = a_graph(
        "start > a",
        a={"position": {"x": 9, "y": 9}, "note": "n", "size": {"width": 3}},
        around={"notes": [{}]},
    )

    assert content_hash(plain) == content_hash(moved)


@pytest.mark.parametrize(
    "change",
    [
        {"config": {"fields": {"a": 1}}},
        {"settings": {"on_error": "park"}},
        {"disabled": True},
        {"type": "t.end"},
        {"unknown": 1},
    ],
    ids=str,
)
def test_the_hash_notices_whatever_changes_what_is_done(change: dict[str, Any]) -> None:
    assert content_hash(a_graph("start > a")) != content_hash(a_graph("start > a", a=change))


def test_the_hash_does_not_depend_on_the_order_of_nodes_and_edges() -> None:
    document = a_document("start > a", "start > b")
    turned = {"nodes": document["nodes"][::-1], "edges": document["edges"][::-1]}

    assert content_hash(parse(document).graph) == content_hash(parse(turned).graph)  # type: ignore[arg-type]
