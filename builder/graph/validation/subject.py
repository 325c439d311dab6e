"""What the checks look at: a graph with its node types, and what they share so that it is worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

from builder.graph.facts import Facts, facts_of
from builder.graph.model import Graph, Node
from builder.graph.picks import Pick, Picker, pickers_of, picks_in
from builder.graph.problems import suggestion
from builder.graph.validation.conditions import Conditions
from builder.graph.validation.levels import Levels
from builder.graph.validation.scopes import Scopes
from builder.graph.validation.surroundings import NOWHERE, Surroundings
from builder.graph.validation.upstream import Upstream
from nodes.base import NodeType, Port, Ports, Role
from nodes.outcomes import ERROR

HELPED_AT_MOST = 100


class Types(Protocol):
    """What is asked of the registry of node types."""

    def get(self, key: str) -> NodeType | None: ...
    def all(self) -> Iterable[NodeType]: ...


class Subject:
    def __init__(self, graph: Graph, registry: Types, surroundings: Surroundings = NOWHERE) -> None:
        self.graph = graph
        self.registry = registry
        self.surroundings = surroundings
        self._helped = 0
        self._types: dict[str, NodeType | None] = {}
        self._facts: dict[str, Facts] = {}
        self._pickers: dict[str, tuple[Picker, ...]] = {}
        self._ports: dict[str, Ports | None] = {}

    def suggestion(self, name: str, known: Iterable[str], *, what: str, none: str = "") -> str:
        """What was probably meant. After a hundred such questions the author has enough to go on."""
        self._helped += 1
        return suggestion(name, known, what=what, none=none) if self._helped <= HELPED_AT_MOST else ""

    def type_of(self, node: Node) -> NodeType | None:
        try:
            return self._types[node.type]
        except KeyError:
            found = self._types[node.type] = self.registry.get(node.type)
            return found

    def role_of(self, node: Node) -> Role | None:
        node_type = self.type_of(node)
        return node_type.role if node_type is not None else None

    def is_container(self, node: Node) -> bool:
        role = self.role_of(node)
        return role is not None and role.is_container

    def config_of(self, node: Node) -> Mapping[str, Any]:
        """The config in the current version of its type."""
        node_type = self.type_of(node)
        if node_type is None or node.type_version >= node_type.version:
            return node.config
        return upgraded(node_type, node)

    def facts_of(self, node: Node) -> Facts:
        found = self._facts.get(node.id)
        if found is None:
            node_type = self.type_of(node)
            found = self._facts[node.id] = facts_of(node_type, self.config_of(node), node.settings)
        return found

    def picks_of(self, node: Node) -> tuple[Pick, ...]:
        """The credentials and workflows that the node names."""
        node_type = self.type_of(node)
        if node_type is None:
            return ()
        pickers = self._pickers.get(node.type)
        if pickers is None:
            pickers = self._pickers[node.type] = pickers_of(node_type)
        return tuple(picks_in(self.config_of(node), pickers)) if pickers else ()

    def ports_of(self, node: Node) -> Ports | None:
        """The ports that the node has as it is configured; `None` when nobody can know."""
        node_type = self.type_of(node)
        if node_type is None:
            return None
        if isinstance(node_type.ports, Ports) and "on_error" not in node.settings:
            return node_type.ports
        if node.id not in self._ports:
            self._ports[node.id] = self._work_out_ports(node_type, node)
        return self._ports[node.id]

    def _work_out_ports(self, node_type: NodeType, node: Node) -> Ports | None:
        ports = (
            node_type.ports if isinstance(node_type.ports, Ports) else self._computed_ports(node_type, node)
        )
        if ports is None or node.settings.get("on_error") != "route":
            return ports
        if any(port.key == ERROR for port in ports.outputs):
            return ports
        return replace(ports, outputs=(*ports.outputs, Port(ERROR, "Error")))

    def _computed_ports(self, node_type: NodeType, node: Node) -> Ports | None:
        try:
            ports = node_type.ports_for(self.config_of(node))
        except Exception:  # the function of a foreign node type may stumble over a wrong config
            return None
        return ports if isinstance(ports, Ports) else None

    @cached_property
    def levels(self) -> Levels:
        return Levels(self.graph)

    @cached_property
    def upstream(self) -> Upstream:
        return Upstream(self)

    @cached_property
    def conditions(self) -> Conditions:
        return Conditions(self)

    @cached_property
    def scopes(self) -> Scopes:
        return Scopes(self)

    @cached_property
    def triggers(self) -> list[Node]:
        """The nodes at which a run can start (R44, R46)."""
        return [
            node
            for node in self.graph.children(None)
            if self.role_of(node) is Role.TRIGGER and not node.disabled
        ]

    @cached_property
    def containers(self) -> list[str]:
        return [node.id for node in self.graph.nodes if self.is_container(node)]

    @cached_property
    def undo_nodes(self) -> frozenset[str]:
        """Nodes that run only to take back what another one did (R21)."""
        return frozenset(
            undo for node in self.graph.nodes if isinstance(undo := node.settings.get("undo"), str) and undo
        )


def upgraded(node_type: NodeType, node: Node) -> Mapping[str, Any]:
    try:
        config = node_type.upgraded(node.config, node.type_version)
    except Exception:  # an old config may be of any shape; the check of the config tells what is wrong
        return node.config
    return config if isinstance(config, dict) else node.config
