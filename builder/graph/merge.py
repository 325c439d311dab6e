"""Brings together what two people did to one workflow: field by field, and says where they contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.graph.differences import ABSENT, alike
from builder.graph.document import parse
from builder.graph.hashing import EDGE_LAYOUT, NODE_LAYOUT
from builder.graph.model import Graph
from builder.graph.three_way import Clash, three_way
from builder.graph.writing import dump, write_edge, write_node

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same field to different values, or one removed what the other changed."""

    message: str
    node: str = ""
    edge: str = ""
    field: str = ""
    base: Any = None
    mine: Any = None
    theirs: Any = None

    def as_json(self) -> Json:
        return {
            "message": self.message,
            "node": self.node,
            "edge": self.edge,
            "field": self.field,
            "base": self.base,
            "mine": self.mine,
            "theirs": self.theirs,
        }


@dataclass(frozen=True, slots=True)
class Merged:
    """`document` holds both sides; where they contradict each other it holds mine."""

    document: Json
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Any, mine: Any, theirs: Any) -> Merged:
    """Merge two documents that come from one. A move of a card never is a conflict: mine counts."""
    graphs = [parse(each).readable or Graph() for each in (base, mine, theirs)]
    conflicts: list[Conflict] = []
    nodes = _things("node", [_by_id(graph, "nodes") for graph in graphs], conflicts)
    edges = _things("edge", [_by_id(graph, "edges") for graph in graphs], conflicts)
    around = [
        {key: value for key, value in dump(graph).items() if key not in ("nodes", "edges")}
        for graph in graphs
    ]
    document = _around(around, conflicts)
    _keep_whole(nodes, edges, graphs, conflicts)
    merged = {"format": document.pop("format"), "nodes": list(nodes.values()), "edges": list(edges.values())}
    return Merged({**merged, **document}, conflicts)


def _by_id(graph: Graph, kind: str) -> dict[str, Json]:
    if kind == "nodes":
        return {node.id: write_node(node) for node in graph.nodes}
    return {edge.id: write_edge(edge) for edge in graph.edges}


def _things(word: str, sides: list[dict[str, Json]], conflicts: list[Conflict]) -> dict[str, Json]:
    """Nodes or edges of both sides: those of the base first, then what I added, then what they added."""
    base, mine, theirs = sides
    merged: dict[str, Json] = {}
    for thing_id in dict.fromkeys([*base, *mine, *theirs]):
        found = _thing(word, thing_id, [side.get(thing_id) for side in sides], conflicts)
        if found is not None:
            merged[thing_id] = found
    return merged


def _thing(word: str, thing_id: str, sides: list[Json | None], conflicts: list[Conflict]) -> Json | None:
    base, mine, theirs = sides
    layout = NODE_LAYOUT if word == "node" else EDGE_LAYOUT
    if mine is None or theirs is None:
        kept = mine or theirs
        if kept is None or base is None:
            return kept
        if alike(_logic(base, layout), _logic(kept, layout)):
            return None
        who, other = ("You", "somebody else") if mine is None else ("Somebody else", "you")
        message = f"{who} removed the {word} `{thing_id}`, and {other} changed it. It is kept."
        conflicts.append(_conflict(word, thing_id, message, base=base, mine=mine, theirs=theirs))
        return kept
    clashes: list[Clash] = []
    merged = three_way(base if base is not None else {}, mine, theirs, clashes)
    for clash in clashes:
        if clash.path[0] not in layout:
            conflicts.append(_clash(word, thing_id, clash))
    return merged


def _logic(thing: Json, layout: frozenset[str]) -> Json:
    return {key: value for key, value in thing.items() if key not in layout}


def _around(sides: list[Json], conflicts: list[Conflict]) -> Json:
    base, mine, theirs = sides
    clashes: list[Clash] = []
    merged: Json = three_way(base, mine, theirs, clashes)
    conflicts += [
        _clash("", "", clash) for clash in clashes if clash.path[0] not in ("notes", "groups", "viewport")
    ]
    return merged


def _keep_whole(
    nodes: dict[str, Json], edges: dict[str, Json], graphs: list[Graph], conflicts: list[Conflict]
) -> None:
    """What one side added must not hang on what the other removed."""
    for edge_id, edge in list(edges.items()):
        gone = [end for end in (edge["source"], edge["target"]) if end not in nodes]
        if gone and all(graph.node(gone[0]) is None for graph in graphs):
            continue
        if gone:
            del edges[edge_id]
            message = (
                f"The edge `{edge_id}` joins `{gone[0]}`, which the other side removed. The edge is left out."
            )
            conflicts.append(Conflict(message, edge=edge_id))
    for node_id, node in nodes.items():
        parent = node["parent"]
        if parent is not None and parent not in nodes and any(graph.node(parent) for graph in graphs):
            message = (
                f"The node `{node_id}` lies in `{parent}`, which the other side removed. Move it elsewhere."
            )
            conflicts.append(Conflict(message, node=node_id, field="parent"))


def _conflict(word: str, thing_id: str, message: str, **sides: Any) -> Conflict:
    return Conflict(message, thing_id if word == "node" else "", thing_id if word == "edge" else "", **sides)


def _clash(word: str, thing_id: str, clash: Clash) -> Conflict:
    where = f"`{clash.field}` of the {word} `{thing_id}`" if word else f"`{clash.field}`"
    message = f"You and somebody else changed {where} differently. Yours is kept."
    given: Mapping[str, Any] = {"base": clash.base, "mine": clash.mine, "theirs": clash.theirs}
    sides = {key: None if value is ABSENT else value for key, value in given.items()}
    return Conflict(
        message, thing_id if word == "node" else "", thing_id if word == "edge" else "", clash.field, **sides
    )
