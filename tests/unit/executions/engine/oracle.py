"""What a run must come to, worked out slowly and plainly: one body after another, nodes in the order of the edges."""

from dataclasses import dataclass, field
from typing import Any

from builder.graph.model import Graph, Node


@dataclass
class Outcome:
    status: dict[str, str] = field(default_factory=dict)
    ports: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: bool = False

    def last_values(self, graph: Graph, parent: str) -> Any:
        lasts = [node.id for node in graph.children(parent) if not graph.outgoing(node.id)]
        values = {name: next(iter(self.ports[name].values())) for name in lasts if self.ports.get(name)}
        if len(lasts) == 1 or len(values) == 1:
            return next(iter(values.values()), None)
        return values or None


def expected(graph: Graph, parent: str | None = None) -> Outcome:
    """The outcome of one pass through a body. The workflow drains: a failure stops nothing beside it."""
    outcome = Outcome()
    for node in graph.children(parent):
        if _is_reached(graph, node, outcome, parent):
            _run(graph, node, outcome)
        else:
            outcome.status[node.id] = "skipped"
    return outcome


def _is_reached(graph: Graph, node: Node, outcome: Outcome, parent: str | None) -> bool:
    edges = graph.incoming(node.id)
    if not edges:
        return parent is not None or node.type == "start"
    live = sum(edge.source_port in outcome.ports.get(edge.source, {}) for edge in edges)
    join = node.settings.get("join", "all")
    if join == "always":
        return True
    if join == "all_live":
        return live == len(edges)
    return live >= (join["count"] if isinstance(join, dict) else 1)


def _run(graph: Graph, node: Node, outcome: Outcome) -> None:
    fired = _fired(graph, node)
    if fired is not None:
        outcome.status[node.id] = "completed"
        outcome.ports[node.id] = fired
        return
    outcome.status[node.id] = "failed"
    handled = {"continue": "main", "route": "error", "default": "main"}.get(
        node.settings.get("on_error", "fail")
    )
    if handled is None:
        outcome.failed = True
    else:
        outcome.ports[node.id] = {handled: "handled"}


def _fired(graph: Graph, node: Node) -> dict[str, Any] | None:
    """The ports that fire; None for a failure."""
    if node.type == "flow.for_each":
        return _loop(graph, node)
    if node.type == "flow.scope":
        inside = expected(graph, node.id)
        return {"error": "caught"} if inside.failed else {"main": inside.last_values(graph, node.id)}
    if node.config.get("fails"):
        return None
    ports = node.config.get("ports")
    return {"main": node.id} if ports is None else dict(ports)


def _loop(graph: Graph, node: Node) -> dict[str, Any] | None:
    results: list[Any] = []
    for _ in range(node.config["items"]):
        inside = expected(graph, node.id)
        if not inside.failed:
            results.append(inside.last_values(graph, node.id))
        elif node.config["on_item_error"] == "stop":
            return None
        elif node.config["on_item_error"] == "null":
            results.append(None)
    return {"main": results}
