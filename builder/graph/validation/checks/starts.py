"""A run starts at a trigger; what no trigger leads to does not run (R44)."""

from collections.abc import Iterator

from builder.graph.model import Node
from builder.graph.problems import Problem, error, warning
from builder.graph.validation.subject import Subject
from nodes.base import Role


def check(subject: Subject) -> Iterator[Problem]:
    top = subject.graph.children(None)
    if not any(subject.role_of(node) in (Role.TRIGGER, None) for node in top):
        yield error("no_trigger", "Nothing starts this workflow. Add a trigger, such as a manual start.")
    elif not subject.triggers and all(subject.role_of(node) is not None for node in top):
        yield error(
            "no_trigger", "Every trigger of this workflow is disabled, so nothing starts it. Enable one."
        )
    reached = _reached(subject)
    for node in top:
        if node.id not in reached and node.id not in subject.undo_nodes:
            yield from _not_reached(subject, node)


def _reached(subject: Subject) -> set[str]:
    levels = subject.levels
    reached = {
        node.id for node in subject.graph.children(None) if subject.role_of(node) in (Role.TRIGGER, None)
    }
    for node_id in levels.order:
        if node_id in reached:
            reached.update(edge.target for edge in levels.out_of(node_id))
    return reached | levels.cyclic


def _not_reached(subject: Subject, node: Node) -> Iterator[Problem]:
    if not subject.levels.into(node.id):
        message = (
            f"Nothing leads to “{node.name}”, and it is no trigger: it does not run. Join it, or remove it."
        )
        yield warning("no_incoming_edge", message, node=node.id)
    else:
        message = f"No trigger leads to “{node.name}”: it does not run. Join it to what starts the workflow."
        yield warning("unreachable", message, node=node.id)
