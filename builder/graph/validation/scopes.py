"""Which names an expression of a node may use, apart from the outputs of other nodes (R13, R41)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.graph.model import Node
from nodes.base import NodeType, Role
from nodes.form import output_schema
from nodes.outcomes import ERROR

if TYPE_CHECKING:
    from builder.graph.validation.subject import Subject

EVERYWHERE = frozenset({"inputs", "outputs", "input", "vars", "execution", "workflow", "now"})
LOCAL = {
    "item": "inside a for-each loop",
    "index": "inside a loop",
    "state": "inside a while loop",
    "error": "behind an error port",
}
"""Names that are there only at some places."""
BY_ROLE: Mapping[Role, frozenset[str]] = {
    Role.FOR_EACH: frozenset({"item", "index"}),
    Role.WHILE: frozenset({"state", "index"}),
}
GOES_ON = ("continue", "default")
"""What a node does when it fails so that the nodes behind it see its error (R18)."""
PER_ITEM = frozenset({"item", "index"})
"""What a node that evaluates a field itself, once for each entry, adds to the scope."""


class Scopes:
    def __init__(self, subject: "Subject") -> None:
        self._subject = subject
        self._behind_error: dict[str, bool] = {}
        self._levels: dict[str, frozenset[str]] = {}
        self.inputs = _inputs(subject)

    def local_names(self, node: Node, lazy: bool) -> frozenset[str]:
        """The names of the loops around the node, and of the error path that it lies on."""
        names = self._inside(node.parent)
        if lazy:
            role = self._subject.role_of(node)
            names |= BY_ROLE.get(role, frozenset()) if role and role.is_container else PER_ITEM
        return names | {"error"} if self._is_behind_error(node) else names

    def _inside(self, parent: str | None) -> frozenset[str]:
        """The names that everything inside a container has. Worked out once for each, from the outermost inwards."""
        way: dict[str, Node] = {}
        while parent is not None and parent not in self._levels and parent not in way:
            around = self._subject.graph.node(parent)
            if around is None:
                break
            way[parent] = around
            parent = around.parent
        names = self._levels.get(parent, frozenset()) if parent is not None else frozenset()
        for name, container in reversed(way.items()):
            names |= self._of_role(container)
            if self._is_behind_error(container):
                names |= {"error"}
            self._levels[name] = names
        return names

    def _of_role(self, container: Node) -> frozenset[str]:
        role = self._subject.role_of(container)
        if role is None:
            return frozenset(LOCAL)
        return BY_ROLE.get(role, frozenset())

    def _is_behind_error(self, node: Node) -> bool:
        if not self._behind_error:
            levels, by_id = self._subject.levels, self._subject.graph.by_id
            for node_id in levels.order:
                self._behind_error[node_id] = any(
                    edge.source_port == ERROR
                    or self._behind_error[edge.source]
                    or by_id[edge.source].settings.get("on_error") in GOES_ON
                    for edge in levels.into(node_id)
                )
        return self._behind_error.get(node.id, True)


class Inputs:
    """What a run is given, as far as the workflow says it."""

    def __init__(self, names: frozenset[str], is_open: bool, is_silent: bool) -> None:
        self.names = names
        self.is_open = is_open
        """Whether others may well be there that nobody named."""
        self.is_silent = is_silent
        """Whether the workflow says nothing at all of its inputs."""


def _inputs(subject: "Subject") -> Inputs:
    schema = subject.graph.inputs
    names = _properties(schema)
    # What a webhook or a schedule hands over need not be declared in the workflow.
    given = [_trigger_schema(subject.type_of(node)) for node in subject.triggers]
    is_open = any(given) or schema.get("additionalProperties") not in (None, False)
    return Inputs(names.union(*map(_properties, given)), is_open, is_silent=not names)


def _trigger_schema(node_type: NodeType | None) -> Mapping[str, Any]:
    return (output_schema(node_type) or {}) if node_type is not None else {}


def _properties(schema: Mapping[str, Any]) -> frozenset[str]:
    properties = schema.get("properties")
    return frozenset(properties) if isinstance(properties, Mapping) else frozenset()
