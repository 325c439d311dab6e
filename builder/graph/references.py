"""Who names whom: renames a node wherever it is named (R3), and lists the uses of nodes, variables and what is around."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.graph.document import parse
from builder.graph.expressions import read
from builder.graph.model import Node
from builder.graph.picks import CREDENTIAL, WORKFLOW, pickers_of, picks_in
from builder.graph.rename import RenameRefused, Touched, rename_node
from builder.graph.texts import BARE, PLAINLY, TEMPLATE, Shape, Text, shape_of, texts_in
from builder.graph.validation.subject import Types

__all__ = ["RenameRefused", "Touched", "Use", "Uses", "rename_node", "uses"]


@dataclass(frozen=True, slots=True)
class Use:
    """A place where something is named; without a node it is the workflow itself."""

    node: str
    field: str

    def as_json(self) -> dict[str, str]:
        return {"node": self.node, "field": self.field}


@dataclass(frozen=True, slots=True)
class Uses:
    """Where each thing is named, by its id or name."""

    nodes: dict[str, list[Use]] = field(default_factory=dict)
    variables: dict[str, list[Use]] = field(default_factory=dict)
    inputs: dict[str, list[Use]] = field(default_factory=dict)
    credentials: dict[str, list[Use]] = field(default_factory=dict)
    workflows: dict[str, list[Use]] = field(default_factory=dict)

    def as_json(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        return {
            kind: {name: [use.as_json() for use in found] for name, found in getattr(self, kind).items()}
            for kind in ("nodes", "variables", "inputs", "credentials", "workflows")
        }


def uses(document: Any, registry: Types | None = None) -> Uses:
    """What the nodes of a document name. Credentials and workflows are known only with the registry of types."""
    graph = parse(document).readable
    found = Uses()
    if graph is None:
        return found
    for node in graph.nodes:
        node_type = registry.get(node.type) if registry is not None else None
        shape = shape_of(node_type) if node_type is not None else None
        for text in _texts(node, shape):
            _names(text, node.id, found)
        undo = node.settings.get("undo")
        if isinstance(undo, str) and undo:
            _add(found.nodes, undo, Use(node.id, "settings.undo"))
        if node_type is not None:
            for pick in picks_in(node.config, pickers_of(node_type)):
                if not pick.id:
                    continue
                table = {CREDENTIAL: found.credentials, WORKFLOW: found.workflows}[pick.picker.kind]
                _add(table, pick.id, Use(node.id, pick.field))
    for text in texts_in(graph.settings, "settings"):
        _names(text, "", found)
    return found


def _texts(node: Node, shape: Shape | None) -> Iterator[Text]:
    if shape is not None:
        yield from texts_in(node.config, "config", shape)
    else:
        yield from _any_text(node.config, "config")
    yield from texts_in(node.settings, "settings")


def _any_text(value: Any, path: str) -> Iterator[Text]:
    """Without the type, a text that reads `outputs` or `vars` may be an expression without braces."""
    yield from texts_in(value, path, PLAINLY)
    if isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, str) and "{{" not in part and ("outputs." in part or "vars." in part):
                yield Text(f"{path}.{key}", part, BARE)


def _names(text: Text, node_id: str, found: Uses) -> None:
    if text.mode not in (BARE, TEMPLATE):
        return
    tables = {"outputs": found.nodes, "vars": found.variables, "inputs": found.inputs}
    for name in read(text).names:
        table = tables.get(str(name.path[0]))
        if table is not None and len(name.path) > 1 and isinstance(name.path[1], str):
            _add(table, name.path[1], Use(node_id, text.field))


def _add(table: dict[str, list[Use]], name: str, use: Use) -> None:
    known = table.setdefault(name, [])
    if use not in known:
        known.append(use)
