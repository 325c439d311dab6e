"""Reads the nodes of a document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builder.graph.layout import laid_out
from builder.graph.model import Edge, Node, Position
from builder.graph.naming import MAX_ID, is_node_id, name_from_id
from builder.graph.reading import Json, Place, Reader, word_for

NODE_KEYS = frozenset(
    [
        "id",
        "type",
        "type_version",
        "name",
        "position",
        "parent",
        "config",
        "settings",
        "note",
        "disabled",
        "pin",
    ]
)
POSITION_KEYS = frozenset("xy")
NO_POSITION = Position()
NOWHERE = {"x": 0, "y": 0}
NOTHING: Json = {}
NUMBERS = (int, float)


def read_nodes(items: list[Any], reader: Reader) -> tuple[list[Node], frozenset[str]]:
    """The nodes that can be told apart, and the ids of those without a position."""
    nodes: dict[str, Node] = {}
    numbers: list[int] = []
    lacking: set[str] = set()
    for number, raw in enumerate(items):
        node = _quickly(raw, nodes) if reader.trusting else None
        if node is None:
            node = _carefully(raw, number, nodes, numbers, reader)
        if node is not None:
            nodes[node.id] = node
            numbers.append(number)
            if raw.get("position") is None:
                lacking.add(node.id)
    return list(nodes.values()), frozenset(lacking)


def _carefully(
    raw: Any, number: int, nodes: Mapping[str, Node], numbers: list[int], reader: Reader
) -> Node | None:
    """A node of any shape, with all that is wrong told; `None` when it cannot be told from others."""
    place = Place(f"nodes[{number}]")
    if type(raw) is not dict:
        reader.report(place, "wrong_type", "", f"A node is an object; found {word_for(raw)}.")
        return None
    node_id = _node_id(raw, place, reader)
    if node_id in nodes:
        first = numbers[list(nodes).index(node_id)]
        message = f"The id `{node_id}` is used twice, by the nodes number {first + 1} and {number + 1}."
        reader.report(place, "doubled_node_id", "id", f"{message} Give one of them another id.")
        node_id = ""
    node = _node(raw, node_id, Place(node=node_id) if node_id else place, reader)
    return node if node_id else None


def with_positions(nodes: list[Node], edges: list[Edge], lacking: frozenset[str]) -> list[Node]:
    if not lacking:
        return nodes
    places = laid_out(nodes, edges, lacking)
    return [replace(node, position=places[node.id]) if node.id in places else node for node in nodes]


def _node_id(raw: Json, place: Place, reader: Reader) -> str:
    found = reader.text(raw, "id", place)
    if is_node_id(found):
        return found
    if "id" not in raw:
        reader.report(place, "missing_id", "id", "This node has no `id`. Give it one, such as `fetch_user`.")
    elif found or raw["id"] == "":
        reader.report(place, "bad_node_id", "id", _bad_id(found))
    return ""


def _bad_id(value: str) -> str:
    if len(value) > MAX_ID:
        return f"A node id has at most {MAX_ID} characters; this one has {len(value)}."
    if not value:
        return "The id of this node is empty. Give it one, such as `fetch_user`."
    return (
        f"`{value}` cannot be a node id: use small letters, digits and `_`, beginning with a letter, "
        "as in `fetch_user`."
    )


def _quickly(raw: Any, known: Mapping[str, Node]) -> Node | None:
    """A node in which nothing is amiss; `None` when a closer look is needed. Large graphs live on this."""
    if type(raw) is not dict:
        return None
    get = raw.get
    node_id = get("id")
    if type(node_id) is not str or node_id in known or not is_node_id(node_id):
        return None
    name, kind, version, note = get("name", ""), get("type"), get("type_version", 1), get("note", "")
    config, settings, position = get("config", NOTHING), get("settings", NOTHING), get("position", NOWHERE)
    parent, pin, disabled = get("parent"), get("pin"), get("disabled", False)
    if not (
        type(kind) is type(name) is type(note) is str
        and type(config) is type(settings) is type(position) is dict
        and (parent is None or type(parent) is str)
        and type(version) is int
        and version > 0
        and pin is None
        and type(disabled) is bool
        and kind
        and raw.keys() <= NODE_KEYS
        and position.keys() == POSITION_KEYS
        and type(position["x"]) in NUMBERS
        and type(position["y"]) in NUMBERS
    ):
        return None
    return Node(
        node_id,
        kind,
        version,
        name or name_from_id(node_id),
        Position(position["x"], position["y"]),
        parent,
        config,
        settings,
        note,
        disabled,
    )


def _node(raw: Json, node_id: str, place: Place, reader: Reader) -> Node:
    return Node(
        id=node_id,
        type=_type(raw, place, reader),
        type_version=reader.whole(raw, "type_version", place, 1),
        name=reader.text(raw, "name", place) or name_from_id(node_id),
        position=_position(raw, place, reader),
        parent=None if raw.get("parent") is None else reader.text(raw, "parent", place),
        config=reader.object(raw, "config", place),
        settings=reader.object(raw, "settings", place),
        note=reader.text(raw, "note", place),
        disabled=reader.flag(raw, "disabled", place),
        pin=reader.pin(raw, place),
        extra=reader.unknown(raw, NODE_KEYS, place),
    )


def _type(raw: Json, place: Place, reader: Reader) -> str:
    found = reader.text(raw, "type", place)
    if not found and raw.get("type", "") == "":
        reader.report(
            place, "missing_type", "type", "This node has no `type`. Say what it is, such as `data.set`."
        )
    return found


def _position(raw: Json, place: Place, reader: Reader) -> Position:
    value = raw.get("position")
    if value is None:
        return NO_POSITION
    if type(value) is not dict:
        reader.object(raw, "position", place)
        return NO_POSITION
    inside = place.inside("position")
    return Position(
        reader.number(value, "x", inside),
        reader.number(value, "y", inside),
        reader.unknown(value, POSITION_KEYS, inside),
    )
