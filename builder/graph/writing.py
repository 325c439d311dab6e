"""Writes a graph as its document, in a fixed order of keys."""

from collections.abc import Mapping
from typing import Any

from builder.graph.model import Edge, Graph, Node
from builder.graph.naming import edge_id, name_from_id
from nodes.outcomes import MAIN

DEFAULTS: Mapping[str, Any] = {
    "type_version": 1,
    "parent": None,
    "config": {},
    "settings": {},
    "note": "",
    "disabled": False,
    "pin": None,
}


def dump(graph: Graph, *, brief: bool = False) -> dict[str, Any]:
    """The document of a graph, in a fixed order of keys. `brief` leaves out whatever is a default.

    The parts are shared with the graph: treat them as read-only.
    """
    document: dict[str, Any] = {
        "format": graph.format,
        "nodes": [(brief_node if brief else write_node)(node) for node in graph.nodes],
        "edges": [(brief_edge if brief else write_edge)(edge) for edge in graph.edges],
        "inputs": graph.inputs,
        "settings": graph.settings,
        "notes": list(graph.notes),
        "groups": list(graph.groups),
    }
    if brief:
        document = {
            key: value for key, value in document.items() if value or key in ("format", "nodes", "edges")
        }
    return {**document, **graph.extra}


def write_node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "type": node.type,
        "type_version": node.type_version,
        "name": node.name,
        "position": {"x": node.position.x, "y": node.position.y, **node.position.extra},
        "parent": node.parent,
        "config": node.config,
        "settings": node.settings,
        "note": node.note,
        "disabled": node.disabled,
        "pin": node.pin,
        **node.extra,
    }


def write_edge(edge: Edge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "source": edge.source,
        "source_port": edge.source_port,
        "target": edge.target,
        "target_port": edge.target_port,
        **edge.extra,
    }


def brief_node(node: Node) -> dict[str, Any]:
    full = write_node(node)
    if node.name == name_from_id(node.id):
        del full["name"]
    return {key: value for key, value in full.items() if key not in DEFAULTS or value != DEFAULTS[key]}


def brief_edge(edge: Edge) -> dict[str, Any]:
    full = write_edge(edge)
    if edge.id == edge_id(edge.source, edge.source_port, edge.target, edge.target_port):
        del full["id"]
    return {
        key: value
        for key, value in full.items()
        if key not in ("source_port", "target_port") or value != MAIN
    }
