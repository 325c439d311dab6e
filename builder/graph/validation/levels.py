"""The order of the nodes along their edges, level by level, as far as the graph is sound enough to have one."""

from collections.abc import Mapping

from builder.graph.model import Edge, Graph, Node


class Levels:
    """Nodes with a common parent make up a level. Edges that dangle or cross a border are left aside here."""

    def __init__(self, graph: Graph) -> None:
        by_id = graph.by_id
        self.incoming: dict[str, list[Edge]] = {}
        self.outgoing: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            source, target = by_id.get(edge.source), by_id.get(edge.target)
            if source is not None and target is not None and source.parent == target.parent:
                self.outgoing.setdefault(edge.source, []).append(edge)
                self.incoming.setdefault(edge.target, []).append(edge)
        self.order, self.cyclic = _in_order(by_id, self.incoming, self.outgoing)
        """Sources before targets, and the nodes that lie on a cycle or behind one."""

    def into(self, node_id: str) -> list[Edge]:
        return self.incoming.get(node_id, [])

    def out_of(self, node_id: str) -> list[Edge]:
        return self.outgoing.get(node_id, [])


def _in_order(
    nodes: Mapping[str, Node], incoming: Mapping[str, list[Edge]], outgoing: Mapping[str, list[Edge]]
) -> tuple[list[str], frozenset[str]]:
    waiting = {target: len(edges) for target, edges in incoming.items()}
    order = [node_id for node_id in nodes if node_id not in waiting]
    for node_id in order:
        for edge in outgoing.get(node_id, ()):
            waiting[edge.target] -= 1
            if waiting[edge.target] == 0:
                order.append(edge.target)
    if len(order) == len(nodes):
        return order, frozenset()
    return order, frozenset(nodes).difference(order)


def ancestors(graph: Graph, node: Node) -> list[Node]:
    """The containers around a node, innermost first. A circle of parents ends where it closes."""
    found: list[Node] = []
    seen = {node.id}
    while node.parent is not None and node.parent not in seen:
        around = graph.node(node.parent)
        if around is None:
            break
        seen.add(around.id)
        found.append(around)
        node = around
    return found
