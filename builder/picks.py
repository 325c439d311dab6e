"""Which credentials a graph names, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.catalogue import catalogue
from builder.graph.model import Graph
from builder.graph.picks import CREDENTIAL, Picker, pickers_of, picks_in


@dataclass(frozen=True, slots=True)
class CredentialPick:
    id: str
    node: str
    field: str


def credentials_used(graph: Graph) -> list[CredentialPick]:
    """Every field that holds a credential, or an expression that will pick one."""
    return [pick for node in graph.nodes for pick in credentials_in(node.id, node.type, node.config)]


def credentials_in(node: str, node_type: str, config: Mapping[str, Any]) -> list[CredentialPick]:
    """The same for the config of one node."""
    return [
        CredentialPick(found.id, node, found.field)
        for found in picks_in(config, pickers(node_type), computed=True)
        if found.id and found.picker.kind == CREDENTIAL
    ]


@cache
def pickers(node_type: str) -> tuple[Picker, ...]:
    declared = catalogue().get(node_type)
    return pickers_of(declared) if declared is not None else ()
