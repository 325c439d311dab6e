"""Reads the edges of a document and makes up the ids that were left out."""

from typing import Any

from builder.graph.model import Edge
from builder.graph.naming import edge_id
from builder.graph.reading import Json, Place, Reader, word_for
from nodes.outcomes import MAIN

EDGE_KEYS = frozenset(["id", "source", "source_port", "target", "target_port"])


def read_edges(items: list[Any], reader: Reader) -> list[Edge]:
    """The edges that have two ends. Whether there are such nodes is not asked here."""
    taken = {raw["id"] for raw in items if type(raw) is dict and type(raw.get("id")) is str}
    edges: dict[str, Edge] = {}
    numbers: list[int] = []
    for number, raw in enumerate(items):
        edge = _quickly(raw, taken) if reader.trusting else None
        if edge is None:
            edge = _edge(raw, Place(f"edges[{number}]"), reader, taken)
        if edge is None:
            continue
        if edge.id in edges:
            first = numbers[list(edges).index(edge.id)]
            message = (
                f"The edge id `{edge.id}` is used twice, by the edges number {first + 1} and {number + 1}."
            )
            place = Place(f"edges[{number}]")
            reader.report(place, "doubled_edge_id", "id", f"{message} Give one of them another id, or none.")
            continue
        edges[edge.id] = edge
        numbers.append(number)
    return list(edges.values())


def _quickly(raw: Any, taken: set[str]) -> Edge | None:
    """An edge in which nothing is amiss; `None` when a closer look is needed."""
    if type(raw) is not dict:
        return None
    get = raw.get
    source, target, given = get("source"), get("target"), get("id", "")
    source_port, target_port = get("source_port", MAIN), get("target_port", MAIN)
    if not (
        type(source) is type(target) is type(given) is type(source_port) is type(target_port) is str
        and source
        and target
        and raw.keys() <= EDGE_KEYS
    ):
        return None
    if not given:
        given = edge_id(source, source_port, target, target_port, taken)
        taken.add(given)
    return Edge(given, source, target, source_port, target_port)


def _edge(raw: Any, place: Place, reader: Reader, taken: set[str]) -> Edge | None:
    if type(raw) is not dict:
        reader.report(place, "wrong_type", "", f"An edge is an object; found {word_for(raw)}.")
        return None
    found = reader.text(raw, "id", place)
    source = _end(raw, "source", "starts", place, reader)
    target = _end(raw, "target", "ends", place, reader)
    source_port = reader.text(raw, "source_port", place, MAIN)
    target_port = reader.text(raw, "target_port", place, MAIN)
    extra = reader.unknown(raw, EDGE_KEYS, place)
    if not source or not target:
        return None
    if not found:
        found = edge_id(source, source_port, target, target_port, taken)
        taken.add(found)
    return Edge(found, source, target, source_port, target_port, extra)


def _end(raw: Json, key: str, verb: str, place: Place, reader: Reader) -> str:
    found = reader.text(raw, key, place)
    if not found and raw.get(key, "") == "":
        reader.report(
            place, f"missing_{key}", key, f"This edge does not say where it {verb}: `{key}` is a node id."
        )
    return found
