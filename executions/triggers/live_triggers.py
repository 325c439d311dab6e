"""The triggers of one kind in a document, with their config read: what listens when the document is published."""

from collections.abc import Iterator
from typing import Any

from builder.catalogue import catalogue
from builder.drafts import read_draft
from builder.graph.problems import error
from builder.refusals import Unsound
from nodes.errors import InvalidError


def live_triggers(document: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Node id and config. Raises `Unsound` for a config that cannot count outside of a run, as with expressions."""
    kind = catalogue().get(key)
    if kind is None:
        return
    for node in read_draft(document).graph.children(None):
        if node.type != key or node.disabled:
            continue
        if _holds_expression(node.config):
            raise unsound(
                node.id, f"“{node.name or node.id}” listens before a run begins: write plain values."
            )
        try:
            yield node.id, kind.read_config(dict(node.config))
        except InvalidError as refused:
            raise unsound(node.id, str(refused)) from refused


def unsound(node: str, message: str, field: str = "", code: str = "trigger_config") -> Unsound:
    problem = error(code, message, node=node, field=field)
    return Unsound(message, code="invalid_graph", problems=[problem.as_json()])


def _holds_expression(value: Any) -> bool:
    if isinstance(value, str):
        return "{{" in value
    if isinstance(value, dict):
        return any(_holds_expression(inner) for inner in value.values())
    return isinstance(value, list) and any(_holds_expression(inner) for inner in value)
