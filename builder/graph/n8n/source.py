"""Reads the JSON of n8n as it comes: whatever is not as expected is left out and never raises."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.graph.naming import id_from_name

STICKY = "n8n-nodes-base.stickyNote"


@dataclass(frozen=True, slots=True)
class SourceNode:
    id: str
    """The id that it gets here."""
    name: str
    type: str
    version: float
    parameters: dict[str, Any]
    position: tuple[float, float]
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A connection between two nodes, by their ids here, with the numbers of output and input."""

    source: str
    output: int
    target: str
    input: int


@dataclass(slots=True)
class Source:
    name: str
    nodes: list[SourceNode]
    links: list[Link]
    notes: list[SourceNode]
    ids: dict[str, str] = field(default_factory=dict)
    """Our id by the name there."""

    def node(self, node_id: str) -> SourceNode | None:
        return next((node for node in self.nodes if node.id == node_id), None)

    def into(self, node_id: str) -> list[Link]:
        return [link for link in self.links if link.target == node_id]

    def out_of(self, node_id: str) -> list[Link]:
        return [link for link in self.links if link.source == node_id]


def read_source(data: Any) -> Source | None:
    """`None` when this is no workflow of n8n."""
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        return None
    every = [raw for raw in data["nodes"] if isinstance(raw, dict) and isinstance(raw.get("type"), str)]
    ids: dict[str, str] = {}
    nodes = []
    for number, raw in enumerate(every):
        name = raw["name"] if isinstance(raw.get("name"), str) and raw["name"] else f"Node {number + 1}"
        if raw["type"] != STICKY and name not in ids:
            ids[name] = id_from_name(name, ids.values())
        nodes.append(_node(raw, name, ids.get(name, "")))
    shown = [node for node in nodes if node.type != STICKY]
    links = list(_links(data.get("connections"), ids))
    title = data.get("name")
    return Source(
        name=title if isinstance(title, str) else "",
        nodes=list({node.id: node for node in shown}.values()),
        links=list(dict.fromkeys(links)),
        notes=[node for node in nodes if node.type == STICKY],
        ids=ids,
    )


def _node(raw: dict[str, Any], name: str, node_id: str) -> SourceNode:
    version = raw.get("typeVersion", 1)
    parameters = raw.get("parameters")
    place = raw.get("position")
    x, y = place if isinstance(place, list) and len(place) == 2 else (0, 0)
    return SourceNode(
        id=node_id,
        name=name,
        type=raw["type"],
        version=version if isinstance(version, int | float) else 1,
        parameters=parameters if isinstance(parameters, dict) else {},
        position=(_number(x), _number(y)),
        raw=raw,
    )


def _number(value: Any) -> float:
    return value if type(value) in (int, float) and abs(value) < 10**9 else 0


def _links(connections: Any, ids: dict[str, str]) -> Iterator[Link]:
    if not isinstance(connections, dict):
        return
    for name, kinds in connections.items():
        outputs = kinds.get("main") if isinstance(kinds, dict) else None
        if name not in ids or not isinstance(outputs, list):
            continue
        for number, ends in enumerate(outputs):
            for end in ends if isinstance(ends, list) else ():
                target = end.get("node") if isinstance(end, dict) else None
                if isinstance(target, str) and target in ids:
                    place = end.get("index", 0)
                    yield Link(ids[name], number, ids[target], place if isinstance(place, int) else 0)
