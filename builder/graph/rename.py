"""Gives a node another id, and rewrites everything in the document that names it (R3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from builder.graph.naming import edge_id, is_node_id
from builder.graph.values import MAX_DEPTH, join
from nodes.expressions.rename import rename_node as rename_in_text
from nodes.outcomes import MAIN

Json = dict[str, Any]


class RenameRefused(ValueError):
    """The node cannot be called that. The message is for the author of the workflow."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A place that was rewritten."""

    node: str = ""
    edge: str = ""
    field: str = ""

    def as_json(self) -> dict[str, str]:
        return {"node": self.node, "edge": self.edge, "field": self.field}


def rename_node(document: Json, old: str, new: str) -> tuple[Json, list[Touched]]:
    """The document with the node renamed everywhere, and the places that were rewritten. Nothing else changes.

    Raises `RenameRefused` when there is no such node, or when the new id is taken or no id.
    """
    _refuse(document, old, new)
    if old == new:
        return document, []
    touched: list[Touched] = []
    renamed = dict(document)
    renamed["nodes"] = [_node(raw, old, new, touched) for raw in document["nodes"]]
    if isinstance(document.get("edges"), list):
        renamed["edges"] = [_edge(raw, old, new, touched) for raw in document["edges"]]
    for key in ("settings", "groups"):
        if key in document:
            renamed[key] = _texts(
                document[key], old, new, key, lambda field: touched.append(Touched(field=field))
            )
    return renamed, touched


def _refuse(document: Json, old: str, new: str) -> None:
    nodes = document.get("nodes")
    ids = [raw.get("id") for raw in nodes if isinstance(raw, dict)] if isinstance(nodes, list) else []
    if old not in ids:
        raise RenameRefused(f"There is no node `{old}`.")
    if not is_node_id(new):
        raise RenameRefused(
            f"`{new}` cannot be a node id: use small letters, digits and `_`, beginning with a letter."
        )
    if new != old and new in ids:
        raise RenameRefused(f"There is a node `{new}` already. Choose another id.")


def _node(raw: Any, old: str, new: str, touched: list[Touched]) -> Any:
    if not isinstance(raw, dict):
        return raw
    renamed = dict(raw)
    node_id = raw.get("id")
    shown = new if node_id == old else node_id if isinstance(node_id, str) else ""

    def told(field: str) -> None:
        touched.append(Touched(node=shown, field=field))

    if node_id == old:
        renamed["id"] = new
        told("id")
    if raw.get("parent") == old:
        renamed["parent"] = new
        told("parent")
    for key in ("config", "settings"):
        if key in raw:
            renamed[key] = _texts(raw[key], old, new, key, told)
    settings = renamed.get("settings")
    if isinstance(settings, dict) and settings.get("undo") == old:
        renamed["settings"] = {**settings, "undo": new}
        told("settings.undo")
    return renamed


def _edge(raw: Any, old: str, new: str, touched: list[Touched]) -> Any:
    if not isinstance(raw, dict) or old not in (raw.get("source"), raw.get("target")):
        return raw
    renamed = dict(raw)
    was = _made_up_id(raw)
    for key in ("source", "target"):
        if raw.get(key) == old:
            renamed[key] = new
    if was and raw.get("id") == was:
        renamed["id"] = _made_up_id(renamed)
    found = renamed.get("id")
    name = found if isinstance(found, str) and found else _made_up_id(renamed)
    touched.extend(Touched(edge=name, field=key) for key in ("source", "target") if raw.get(key) == old)
    return renamed


def _made_up_id(raw: Json) -> str:
    ends = [raw.get("source"), raw.get("source_port", MAIN), raw.get("target"), raw.get("target_port", MAIN)]
    return edge_id(*ends) if all(isinstance(end, str) for end in ends) else ""


def _texts(value: Any, old: str, new: str, path: str, told: Callable[[str], None], depth: int = 0) -> Any:
    """The value with every expression rewritten; the same object where none was."""
    if isinstance(value, str):
        renamed = _text(value, old, new)
        if renamed != value:
            told(path)
        return renamed
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, dict):
        parts = {
            key: _texts(part, old, new, join(path, str(key)), told, depth + 1) for key, part in value.items()
        }
        return value if all(parts[key] is part for key, part in value.items()) else parts
    if isinstance(value, list):
        items = [
            _texts(part, old, new, join(path, number), told, depth + 1) for number, part in enumerate(value)
        ]
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    return value


def _text(text: str, old: str, new: str) -> str:
    """Text with placeholders, or a text that as a whole is an expression which reads the node: a condition."""
    if "outputs" not in text or old not in text:
        return text
    renamed, count = rename_in_text(text, old, new)
    if not count and "{{" not in text:
        renamed, count = rename_in_text(text, old, new, bare=True)
    return renamed if count else text
