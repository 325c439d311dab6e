"""The settings of every node are such as the engine knows, and fit together."""

from collections.abc import Iterator

from builder.graph.model import Node
from builder.graph.problems import Problem, error, warning
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        if not node.settings:
            continue
        for field, code, message in subject.facts_of(node).settings:
            yield error(code, message, node=node.id, field=f"settings.{field}" if field else "settings")
        yield from _default_output(node)
        yield from _undo(subject, node)


def _default_output(node: Node) -> Iterator[Problem]:
    if node.settings.get("on_error") == "default" and "default_output" not in node.settings:
        message = f"“{node.name}” gives a default when it fails, and none is set; it will be null."
        yield warning("no_default_output", message, node=node.id, field="settings.default_output")


def _undo(subject: Subject, node: Node) -> Iterator[Problem]:
    """The node that takes back what this one did exists and is another one (R21)."""
    undo = node.settings.get("undo")
    if not isinstance(undo, str) or not undo:
        return
    field = "settings.undo"
    if undo == node.id:
        message = f"“{node.name}” cannot undo itself. Name another node."
        yield error("undo_itself", message, node=node.id, field=field)
    elif subject.graph.node(undo) is None:
        help_ = subject.suggestion(undo, subject.graph.by_id, what="The nodes are")
        message = f"The undo node `{undo}` of “{node.name}” does not exist. {help_}"
        yield error("unknown_undo_node", message, node=node.id, field=field)
