"""What differs between two workflows: nodes and edges added, removed and changed, layout told apart from logic."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.graph.differences import ABSENT, ADDED, CHANGED, REMOVED, FieldChange, field_changes
from builder.graph.document import parse
from builder.graph.hashing import DOCUMENT_LAYOUT, EDGE_LAYOUT, NODE_LAYOUT
from builder.graph.merge import Conflict, Merged, merge
from builder.graph.model import Edge, Graph
from builder.graph.writing import write_edge, write_node

__all__ = ["Changes", "Conflict", "EdgeChange", "FieldChange", "Merged", "NodeChange", "compare", "merge"]


@dataclass(frozen=True, slots=True)
class NodeChange:
    id: str
    name: str
    kind: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_layout(self) -> bool:
        """Whether only the look of it changed."""
        return self.kind == CHANGED and all(change.is_layout for change in self.fields)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "layout": self.is_layout,
            "fields": [change.as_json() for change in self.fields],
        }


@dataclass(frozen=True, slots=True)
class EdgeChange:
    edge: Edge
    """As it is afterwards, or was before it was removed."""
    kind: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_layout(self) -> bool:
        return self.kind == CHANGED and all(change.is_layout for change in self.fields)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.edge.id,
            "source": self.edge.source,
            "source_port": self.edge.source_port,
            "target": self.edge.target,
            "target_port": self.edge.target_port,
            "kind": self.kind,
            "layout": self.is_layout,
            "fields": [change.as_json() for change in self.fields],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    nodes: tuple[NodeChange, ...] = ()
    edges: tuple[EdgeChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    """Of the document itself: inputs, settings, notes …"""

    @property
    def is_empty(self) -> bool:
        return not (self.nodes or self.edges or self.fields)

    @property
    def is_layout(self) -> bool:
        """Whether the workflow still does the same."""
        found: list[NodeChange | EdgeChange | FieldChange] = [*self.nodes, *self.edges, *self.fields]
        return all(change.is_layout for change in found)

    def as_json(self) -> dict[str, Any]:
        return {
            "layout": self.is_layout,
            "nodes": [change.as_json() for change in self.nodes],
            "edges": [change.as_json() for change in self.edges],
            "fields": [change.as_json() for change in self.fields],
        }


def compare(a: Graph | Any, b: Graph | Any) -> Changes:
    """What happened on the way from `a` to `b`. Either may be a graph or a document."""
    before, after = _graph(a), _graph(b)
    return Changes(
        nodes=tuple(_nodes(before, after)),
        edges=tuple(_edges(before.edges, after.edges)),
        fields=tuple(_fields(_around(before), _around(after), DOCUMENT_LAYOUT)),
    )


def _graph(given: Graph | Any) -> Graph:
    if isinstance(given, Graph):
        return given
    return parse(given).readable or Graph()


def _nodes(before: Graph, after: Graph) -> Iterator[NodeChange]:
    for node in before.nodes:
        now = after.node(node.id)
        if now is None:
            yield NodeChange(node.id, node.name, REMOVED)
        elif now is not node:
            fields = tuple(_fields(write_node(node), write_node(now), NODE_LAYOUT))
            if fields:
                yield NodeChange(now.id, now.name, CHANGED, fields)
    for node in after.nodes:
        if before.node(node.id) is None:
            yield NodeChange(node.id, node.name, ADDED)


def _edges(before: Sequence[Edge], after: Sequence[Edge]) -> Iterator[EdgeChange]:
    """Edges are the same when they join the same ports; what is left over is matched by its id."""
    was = {_ends(edge): edge for edge in before}
    is_ = {_ends(edge): edge for edge in after}
    gone = {edge.id: edge for ends, edge in was.items() if ends not in is_}
    new = {edge.id: edge for ends, edge in is_.items() if ends not in was}
    for edge in was.values():
        now = is_.get(_ends(edge)) or new.get(edge.id)
        if now is None:
            yield EdgeChange(edge, REMOVED)
        elif fields := tuple(_fields(write_edge(edge), write_edge(now), EDGE_LAYOUT)):
            yield EdgeChange(now, CHANGED, fields)
    for edge in new.values():
        if edge.id not in gone:
            yield EdgeChange(edge, ADDED)


def _ends(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source, edge.source_port, edge.target, edge.target_port


def _around(graph: Graph) -> dict[str, Any]:
    return {
        "inputs": graph.inputs,
        "settings": graph.settings,
        "notes": list(graph.notes),
        "groups": list(graph.groups),
        **graph.extra,
    }


def _fields(
    before: Mapping[str, Any], after: Mapping[str, Any], layout: frozenset[str]
) -> Iterator[FieldChange]:
    for key in [*before, *(key for key in after if key not in before)]:
        parts = before.get(key, ABSENT), after.get(key, ABSENT)
        yield from field_changes(*parts, key, is_layout=key in layout)
