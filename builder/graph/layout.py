"""Places for nodes that came without a position: from left to right along the edges, containers each by themselves."""

from collections.abc import Iterable, Mapping, Sequence

from builder.graph.model import Edge, Node, Position

COLUMN = 240
ROW = 120


def laid_out(nodes: Sequence[Node], edges: Sequence[Edge], lacking: frozenset[str]) -> Mapping[str, Position]:
    """A position for every node in `lacking`. The others stay where they are and are built upon."""
    parents = {node.id: node.parent for node in nodes}
    before: dict[str, list[str]] = {node.id: [] for node in nodes}
    for edge in edges:
        if edge.source in parents and edge.target in parents and parents[edge.source] == parents[edge.target]:
            before[edge.target].append(edge.source)
    placed = {node.id: node.position for node in nodes if node.id not in lacking}
    used: dict[tuple[str | None, float], float] = {}
    for node in nodes:
        if node.id in placed:
            _occupy(used, node.parent, placed[node.id])
    found: dict[str, Position] = {}
    for node_id in _in_order(before):
        if node_id in lacking:
            column = max(
                (placed[source].x + COLUMN for source in before[node_id] if source in placed), default=0
            )
            found[node_id] = Position(column, used.get((parents[node_id], column), 0))
            placed[node_id] = found[node_id]
            _occupy(used, parents[node_id], found[node_id])
    return found


def _occupy(used: dict[tuple[str | None, float], float], parent: str | None, position: Position) -> None:
    key = (parent, position.x)
    used[key] = max(used.get(key, 0), position.y + ROW)


def _in_order(before: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Sources before targets, otherwise as in the document; what lies on a cycle comes last."""
    after: dict[str, list[str]] = {name: [] for name in before}
    waiting = {name: len(sources) for name, sources in before.items()}
    for name, sources in before.items():
        for source in sources:
            after[source].append(name)
    ready = [name for name, count in waiting.items() if count == 0]
    seen = set(ready)
    for name in ready:
        for following in after[name]:
            waiting[following] -= 1
            if waiting[following] == 0:
                ready.append(following)
                seen.add(following)
    ready.extend(name for name in before if name not in seen)
    return ready
