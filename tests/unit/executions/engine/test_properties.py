"""Random graphs, with containers, branches, failures, waits and lost workers, against the oracle."""

import asyncio
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.graph.model import Edge, Graph, Node
from executions.engine.run_state import fold
from executions.engine.states import NODE_STATUS
from executions.engine.twin import Twin

from .oracle import Outcome, expected
from .runs import created, plan_of, recover

JOINS = ["all", "all", "all_live", "any", {"count": 2}, "always"]
PORTS = [None, None, None, {"main": "m"}, {"other": "o"}, {"main": "m", "other": "o"}, {}]
FAILURES = ["fail", "continue", "route", "default"]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    nodes: list[Node] = []
    edges: list[Edge] = []
    _body(draw, nodes, edges, None, depth=0)
    return Graph(nodes=tuple(nodes), edges=tuple(edges), settings={"on_failure": "drain", "concurrency": 3})


def _body(draw: st.DrawFn, nodes: list[Node], edges: list[Edge], parent: str | None, depth: int) -> None:
    members = [Node("start", "start")] if parent is None else []
    nodes.extend(members)
    for _ in range(draw(st.integers(0 if depth else 1, 6 - 2 * depth))):
        node = _node(draw, f"n{len(nodes)}", parent, depth)
        nodes.append(node)
        for source in members:
            if draw(st.integers(0, 2)) == 0:
                port = draw(st.sampled_from(["main", "main", "other", "error"]))
                edges.append(Edge(f"e{len(edges)}", source.id, node.id, port))
        if parent is None and not any(edge.target == node.id for edge in edges):
            edges.append(Edge(f"e{len(edges)}", "start", node.id))
        members.append(node)
        if node.type.startswith("flow."):
            _body(draw, nodes, edges, node.id, depth + 1)


def _node(draw: st.DrawFn, name: str, parent: str | None, depth: int) -> Node:
    joined: dict[str, Any] = {"join": draw(st.sampled_from(JOINS)), "default_output": "handled"}
    joined["on_error"] = draw(st.sampled_from(FAILURES))
    kind = draw(st.sampled_from(["do", "do", "do", "work", "waits", "fails", "flow.for_each", "flow.scope"]))
    if kind.startswith("flow.") and depth > 1:
        kind = "do"
    if kind == "flow.for_each":
        config: dict[str, Any] = {
            "items": draw(st.integers(0, 3)),
            "concurrency": draw(st.integers(1, 3)),
            "on_item_error": draw(st.sampled_from(["stop", "null", "drop"])),
        }
    elif kind == "flow.scope":
        config = {}
    elif kind == "fails":
        kind, config = "do", {"fails": 999}
    elif kind == "waits":
        kind, config = "do", {"waits": draw(st.integers(1, 9))}
    else:
        config = {"ports": draw(st.sampled_from(PORTS))}
        if kind == "work":
            config["seconds"] = draw(st.integers(0, 9))
    return Node(name, kind, parent=parent, config=config, settings=joined)


def carried(graph: Graph, cut: int) -> Outcome:
    plan, twin = plan_of(graph), Twin()
    created(twin, "start")
    asyncio.run(recover(plan, twin, cut))
    state = fold(plan, twin.log)
    root = state.root
    return Outcome(
        status={node.id: NODE_STATUS[root.status[node.index]] for node in root.body.nodes},
        ports={root.body.nodes[index].id: _plain(ports) for index, ports in root.ports.items()},
        failed=state.status == "failed",
    )


def _plain(ports: dict[str, Any]) -> dict[str, Any]:
    """Errors as the one word that the oracle has for them."""
    return {port: _without_error(value, port) for port, value in ports.items()}


def _without_error(value: Any, port: str) -> Any:
    if isinstance(value, dict):
        if "message" in value and "kind" in value:
            return "error"
        if set(value) == {"error"}:
            return "error"
        return {key: _without_error(inner, "") for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_error(inner, "") for inner in value]
    return "error" if value in ("handled", "caught") else value


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(graphs(), st.integers(1, 60))
def test_every_graph_comes_to_what_the_oracle_says_wherever_its_worker_is_lost(
    graph: Graph, cut: int
) -> None:
    wanted = expected(graph)
    wanted.ports = {name: _plain(ports) for name, ports in wanted.ports.items()}

    found = carried(graph, cut)

    assert found.status == wanted.status
    assert {name: ports for name, ports in found.ports.items() if ports} == {
        name: ports for name, ports in wanted.ports.items() if ports
    }
    assert found.failed == wanted.failed
