"""Which credentials a graph names, and where."""

from dataclasses import dataclass
from functools import cache

from builder.catalogue import catalogue
from builder.graph.model import Graph
from builder.graph.picks import CREDENTIAL, Picker, pickers_of, picks_in


@dataclass(frozen=True, slots=True)
class CredentialPick:
    id: str
    node: str
    field: str


def credentials_used(graph: Graph) -> list[CredentialPick]:
    """Every field that holds a credential. One that holds an expression picks only when it is run."""
    return [
        CredentialPick(found.id, node.id, found.field)
        for node in graph.nodes
        for found in picks_in(node.config, pickers(node.type))
        if found.id and found.picker.kind == CREDENTIAL
    ]


@cache
def pickers(node_type: str) -> tuple[Picker, ...]:
    declared = catalogue().get(node_type)
    return pickers_of(declared) if declared is not None else ()
