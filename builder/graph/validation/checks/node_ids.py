"""Node ids can be said in expressions without ado (R3)."""

from collections.abc import Iterator

from builder.graph.naming import is_awkward
from builder.graph.problems import Problem, warning
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        if is_awkward(node.id):
            message = (
                f"`{node.id}` is a word of the expression language: the output of “{node.name}” can only be read as "
                f"`outputs['{node.id}']`. Give the node another id."
            )
            yield warning("awkward_node_id", message, node=node.id, field="id")
