"""A fingerprint of what a workflow does: where its cards stand and what its notes say does not count."""

import hashlib
import json
from typing import Any

from builder.graph.model import Edge, Graph, Node

NODE_LAYOUT = frozenset({"position", "size", "width", "height", "collapsed", "color", "note"})
EDGE_LAYOUT = frozenset({"waypoints", "points", "color", "note"})
DOCUMENT_LAYOUT = frozenset({"notes", "groups", "viewport"})
"""Keys of a document that say how it looks. Anything else counts as what it does."""


def content_hash(graph: Graph) -> str:
    """64 hexadecimal digits. The order of nodes and edges does not count; the order of keys in a config does."""
    content = {
        "format": graph.format,
        "inputs": graph.inputs,
        "settings": graph.settings,
        "nodes": [_node(node) for node in sorted(graph.nodes, key=lambda node: node.id)],
        "edges": [_edge(edge) for edge in sorted(graph.edges, key=lambda edge: edge.id)],
        "extra": _without(graph.extra, DOCUMENT_LAYOUT),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _node(node: Node) -> list[Any]:
    return [
        node.id,
        node.type,
        node.type_version,
        node.name,
        node.parent,
        node.config,
        node.settings,
        node.disabled,
        node.pin,
        _without(node.extra, NODE_LAYOUT),
    ]


def _edge(edge: Edge) -> list[Any]:
    return [
        edge.id,
        edge.source,
        edge.source_port,
        edge.target,
        edge.target_port,
        _without(edge.extra, EDGE_LAYOUT),
    ]


def _without(extra: Any, layout: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if key not in layout}
