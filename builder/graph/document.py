"""Document ↔ graph (R1): reading never raises and loses nothing, writing gives back what was read."""

from dataclasses import dataclass, field
from typing import Any

from builder.graph.hashing import content_hash
from builder.graph.model import CURRENT_FORMAT, Graph
from builder.graph.problems import Problem, error, has_errors
from builder.graph.read_edges import read_edges
from builder.graph.read_nodes import read_nodes, with_positions
from builder.graph.reading import Json, Place, Reader, word_for
from builder.graph.upgrades import upgrade
from builder.graph.values import is_plainly_clean
from builder.graph.writing import dump

__all__ = ["CURRENT_FORMAT", "Limits", "Parsed", "content_hash", "dump", "parse", "upgrade"]

DOCUMENT_KEYS = frozenset(["format", "nodes", "edges", "inputs", "settings", "notes", "groups"])


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be."""

    nodes: int = 5_000
    edges: int = 20_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read. `graph` is there when nothing was wrong with the form of the document;
    `readable` holds as much of it as could be understood, so that checking can go on and find the rest.
    """

    graph: Graph | None
    problems: list[Problem] = field(default_factory=list)
    readable: Graph | None = None


def parse(document: Any, limits: Limits = Limits()) -> Parsed:
    """Read a document of any format. All structural problems are returned, each with its path."""
    if type(document) is not dict:
        message = f"A workflow document is an object; found {word_for(document)}."
        return Parsed(None, [error("wrong_type", message)])
    reader = Reader(trusting=is_plainly_clean(document))
    document = upgrade(document)
    if not _format_is_known(document, reader) or not _size_is_allowed(document, limits, reader):
        return Parsed(None, reader.problems)
    graph = _graph(document, reader)
    sound = not has_errors(reader.problems)
    return Parsed(graph if sound else None, reader.problems, graph)


def _format_is_known(document: Json, reader: Reader) -> bool:
    found = document.get("format", CURRENT_FORMAT)
    if type(found) is int and found == CURRENT_FORMAT:
        return True
    if type(found) is not int:
        message = f"`format` must be the number {CURRENT_FORMAT}; found {word_for(found)}."
        code = "wrong_type"
    elif found > CURRENT_FORMAT:
        message = (
            f"This document has the format {found if found < 10**9 else 'of a far future'}; "
            f"this version reads up to {CURRENT_FORMAT}. Update Quintet, or export the workflow again."
        )
        code = "format_newer"
    else:
        message = (
            f"There is no format {found if found > -(10**9) else 'with so low a number'}; the first one is 1."
        )
        code = "format_unknown"
    reader.report(Place(""), code, "format", message)
    return False


def _size_is_allowed(document: Json, limits: Limits, reader: Reader) -> bool:
    fits = True
    for key, most in (("nodes", limits.nodes), ("edges", limits.edges)):
        items = document.get(key)
        if type(items) is list and len(items) > most:
            message = f"A workflow holds at most {most:,} {key}; this one has {len(items):,}. Split it into several."
            reader.report(Place(""), f"too_many_{key}", key, message)
            fits = False
    return fits


def _graph(document: Json, reader: Reader) -> Graph:
    root = Place("")
    nodes, lacking = read_nodes(reader.items(document, "nodes", root), reader)
    edges = read_edges(reader.items(document, "edges", root), reader)
    return Graph(
        format=CURRENT_FORMAT,
        nodes=tuple(with_positions(nodes, edges, lacking)),
        edges=tuple(edges),
        inputs=reader.object(document, "inputs", root),
        settings=reader.object(document, "settings", root),
        extra=reader.unknown(document, DOCUMENT_KEYS, root),
        notes=reader.objects(document, "notes", root),
        groups=reader.objects(document, "groups", root),
    )
