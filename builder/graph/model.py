"""The graph of a workflow in memory: nodes, edges between their ports, and what lies around them. Never changed in place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nodes.outcomes import MAIN

CURRENT_FORMAT = 1


def _empty() -> Mapping[str, Any]:
    return NOTHING


NOTHING: Mapping[str, Any] = {}
"""What most nodes have to say beyond the known: one object for all of them, never written to."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a card stands, relative to the container that it is in."""

    x: float = 0
    y: float = 0
    extra: Mapping[str, Any] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    type: str
    type_version: int = 1
    name: str = ""
    position: Position = Position()
    parent: str | None = None
    config: Mapping[str, Any] = field(default_factory=_empty)
    settings: Mapping[str, Any] = field(default_factory=_empty)
    note: str = ""
    disabled: bool = False
    pin: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = field(default_factory=_empty)
    """What the document says of this node that nobody here knows. It survives a round trip (R1)."""


@dataclass(frozen=True, slots=True)
class Edge:
    id: str
    source: str
    target: str
    source_port: str = MAIN
    target_port: str = MAIN
    extra: Mapping[str, Any] = field(default_factory=_empty)


@dataclass(slots=True)
class _Index:
    """Lookups of a graph, made when first asked for."""

    nodes: dict[str, Node]
    outgoing: dict[str, list[Edge]]
    incoming: dict[str, list[Edge]]
    children: dict[str | None, list[Node]]


@dataclass(frozen=True, slots=True)
class Graph:
    format: int = CURRENT_FORMAT
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=_empty)
    settings: Mapping[str, Any] = field(default_factory=_empty)
    extra: Mapping[str, Any] = field(default_factory=_empty)
    notes: tuple[Mapping[str, Any], ...] = ()
    """Sticky notes on the canvas."""
    groups: tuple[Mapping[str, Any], ...] = ()
    _made: list[_Index] = field(default_factory=list, init=False, repr=False, compare=False)

    def node(self, node_id: str) -> Node | None:
        return self._index.nodes.get(node_id)

    def outgoing(self, node_id: str) -> list[Edge]:
        return self._index.outgoing.get(node_id, [])

    def incoming(self, node_id: str) -> list[Edge]:
        return self._index.incoming.get(node_id, [])

    def children(self, parent: str | None) -> list[Node]:
        """The nodes directly inside a container; `None` stands for the top level."""
        return self._index.children.get(parent, [])

    @property
    def parents(self) -> Collection[str | None]:
        """What nodes name as their parent; `None` stands for the top level."""
        return self._index.children.keys()

    @property
    def by_id(self) -> Mapping[str, Node]:
        return self._index.nodes

    @property
    def _index(self) -> _Index:
        if not self._made:
            self._made.append(_index(self.nodes, self.edges))
        return self._made[0]


def _index(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> _Index:
    index = _Index({}, {}, {}, {})
    for node in nodes:
        index.nodes.setdefault(node.id, node)
        index.children.setdefault(node.parent, []).append(node)
    for edge in edges:
        index.outgoing.setdefault(edge.source, []).append(edge)
        index.incoming.setdefault(edge.target, []).append(edge)
    return index
