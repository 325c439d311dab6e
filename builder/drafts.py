"""Takes a document in as a draft: what may be kept, how it looks from afar, and what is wrong with it."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import orjson

from builder.catalogue import catalogue
from builder.conf import setting
from builder.graph.document import Limits, content_hash, dump, parse
from builder.graph.model import Graph, Node
from builder.graph.problems import ERROR, Problem
from builder.graph.validation import Surroundings, validate
from builder.refusals import TooLarge, Wrong

EMPTY_DOCUMENT: Final[dict[str, Any]] = {"format": 1, "nodes": [], "edges": []}
# What a card measures on the canvas, for the small drawing only.
CARD: Final = {"w": 200, "h": 64}
MAX_OUTLINED: Final = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that can be read, however wrong it may be otherwise."""

    graph: Graph
    document: dict[str, Any]

    @property
    def content_hash(self) -> str:
        return content_hash(self.graph)

    @property
    def document_hash(self) -> str:
        return document_hash(self.document)

    def problems(self, surroundings: Surroundings) -> list[Problem]:
        return validate(self.graph, catalogue(), surroundings)


def document_hash(document: dict[str, Any]) -> str:
    """The fingerprint of the exact text."""
    return hashlib.sha256(orjson.dumps(document)).hexdigest()


def read_draft(document: Any, path: str = "document") -> Draft:
    """The document with its defaults filled in. Raises `Wrong` or `TooLarge` with all paths if it has no sound form."""
    parsed = parse(document, Limits(nodes=int(setting("MAX_NODES")), edges=4 * int(setting("MAX_NODES"))))
    if parsed.graph is not None:
        return Draft(parsed.graph, dump(parsed.graph))
    errors = [one for one in parsed.problems if one.severity == ERROR]
    refusal = TooLarge if any(one.code.startswith("too_many_") for one in errors) else Wrong
    told = [{"path": path_of(one, path), "code": one.code, "message": one.message} for one in errors]
    raise refusal(errors[0].message, code=errors[0].code, errors=told)


def path_of(problem: Problem, prefix: str) -> str:
    """Where a problem lies, as a path in the body of a request."""
    inner = problem.field
    if problem.node:
        inner = f"nodes[{problem.node}]" + (f".{inner}" if inner else "")
    elif problem.edge:
        inner = f"edges[{problem.edge}]" + (f".{inner}" if inner else "")
    return ".".join(part for part in (prefix, inner) if part)


def outline_of(graph: Graph) -> dict[str, Any]:
    """The small drawing of a list: boxes at the top level, and which of them are joined."""
    shown = graph.children(None)[:MAX_OUTLINED]
    places = {node.id: number for number, node in enumerate(shown)}
    edges = [
        [places[edge.source], places[edge.target]]
        for edge in graph.edges
        if edge.source in places and edge.target in places
    ]
    return {"nodes": [_box(node) for node in shown], "edges": edges}


def _box(node: Node) -> dict[str, Any]:
    declared = catalogue().get(node.type)
    size = node.extra.get("size")
    size = size if isinstance(size, dict) else {}
    return {
        "x": node.position.x,
        "y": node.position.y,
        "w": size.get("width", CARD["w"]),
        "h": size.get("height", CARD["h"]),
        "group": declared.group if declared else "",
    }


def errors_among(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if one.severity == ERROR]


def problems_of(document: Any, surroundings: Surroundings) -> list[Problem]:
    """All problems of any JSON value that claims to be a document (R4). Raises only `TooLarge`."""
    limits = Limits(nodes=int(setting("MAX_NODES")), edges=4 * int(setting("MAX_NODES")))
    parsed = parse(document, limits)
    too_many = next((one for one in parsed.problems if one.code.startswith("too_many_")), None)
    if too_many is not None:
        raise TooLarge(too_many.message, code=too_many.code)
    if parsed.readable is None:
        return parsed.problems
    return [*parsed.problems, *validate(parsed.readable, catalogue(), surroundings)]
