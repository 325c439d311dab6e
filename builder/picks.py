"""What a graph names by id of what lies around it: credentials and other workflows, and where."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.catalogue import catalogue
from builder.graph.model import Graph
from builder.graph.picks import CREDENTIAL, Picker, pickers_of, picks_in


@dataclass(frozen=True, slots=True)
class Pick:
    """One field in which something is picked. `kind` is "credential" or "workflow"."""

    kind: str
    id: str
    node: str
    field: str
    title: str
    accepts: tuple[str, ...]
    around: Any


def picks_of(graph: Graph) -> list[Pick]:
    """Every pick of a graph. A field that holds an expression picks only when it is run."""
    return [
        Pick(
            found.picker.kind,
            found.id,
            node.id,
            found.field,
            found.picker.title,
            found.picker.accepts,
            found.around,
        )
        for node in graph.nodes
        for found in picks_in(node.config, pickers(node.type))
    ]


def credentials_used(graph: Graph) -> list[Pick]:
    return [pick for pick in picks_of(graph) if pick.kind == CREDENTIAL]


@cache
def pickers(node_type: str) -> tuple[Picker, ...]:
    declared = catalogue().get(node_type)
    return pickers_of(declared) if declared is not None else ()
