"""The cases of tests/contracts that the browser runs too: connections (R2, R11), renaming (R3), comparing and merging."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.graph.changes import compare, merge
from builder.graph.references import rename_node
from builder.graph.validation import validate
from nodes.base import NodeType, Port, Ports, Role
from tests.unit.builder.graph.builders import Types, a_type

CONTRACTS = Path(__file__).parents[3] / "contracts"
VALIDITY = json.loads((CONTRACTS / "graph-validity.json").read_text())
RENAME = json.loads((CONTRACTS / "graph-rename.json").read_text())
CHANGES = json.loads((CONTRACTS / "graph-changes.json").read_text())
ABOUT_EDGES = (
    "cycle",
    "edge_into_trigger",
    "doubled_edge",
    "unknown_port",
    "dangling_edge",
    "edge_across_border",
)


def declared(key: str, spec: dict[str, Any]) -> NodeType:
    sides = [tuple(map(Port, spec[side])) for side in ("inputs", "outputs")]
    return a_type(key, role=Role(spec["role"]), ports=Ports(*sides))


REGISTRY = Types(tuple(declared(key, spec) for key, spec in VALIDITY["types"].items()))


def named(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


@named(VALIDITY["cases"])
def test_an_edge_may_be_added_or_is_refused_for_its_reason(case: dict[str, Any]) -> None:
    document = {"nodes": case["nodes"], "edges": [*case["edges"], case["wanted"]]}

    found = {problem.code for problem in validate(document, REGISTRY)}

    assert found & set(ABOUT_EDGES) == ({case["code"]} if case["code"] else set())


@named(RENAME["cases"])
def test_a_rename_rewrites_all_that_names_the_node_and_nothing_else(case: dict[str, Any]) -> None:
    document, touched = rename_node(case["document"], case["old"], case["new"])

    assert document == case["expected"]
    assert touched


@named(CHANGES["compare"])
def test_two_documents_are_compared(case: dict[str, Any]) -> None:
    found = compare(case["a"], case["b"]).as_json()

    assert json.dumps(found) == json.dumps(case["changes"])


@named(CHANGES["merge"])
def test_two_sides_are_merged(case: dict[str, Any]) -> None:
    merged = merge(case["base"], case["mine"], case["theirs"])

    assert json.dumps(merged.document) == json.dumps(case["document"])
    assert [
        {key: getattr(each, key) for key in ("node", "edge", "field")} for each in merged.conflicts
    ] == case["conflicts"]
    assert all(each.message for each in merged.conflicts)
