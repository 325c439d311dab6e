"""The config of every node is what its type asks for, as far as that can be known before a run."""

from collections.abc import Iterator

from builder.graph.model import Node
from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject
from nodes.base import Role

BOUND = "max_iterations"


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        found = subject.facts_of(node).config
        if not found and subject.role_of(node) is not Role.WHILE:
            continue
        for field, code, message in found:
            if field != BOUND:
                yield error(code, message, node=node.id, field=f"config.{field}" if field else "config")
        yield from _bound(subject, node, [message for field, _, message in found if field == BOUND])


def _bound(subject: Subject, node: Node, messages: list[str]) -> Iterator[Problem]:
    """A while loop says after how many rounds it stops at the latest (R11)."""
    field = f"config.{BOUND}"
    if subject.role_of(node) is Role.WHILE and node.config.get(BOUND) is None:
        message = f"“{node.name}” could go on for ever. Say how many rounds it takes at most."
        yield error("loop_without_bound", message, node=node.id, field=field)
        return
    for message in messages:
        yield error("invalid", message, node=node.id, field=field)
