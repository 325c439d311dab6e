"""Every credential that a node uses is one of the project, and of a type that the node takes."""

from collections.abc import Iterator

from builder.graph.model import Node
from builder.graph.picks import CREDENTIAL, Pick
from builder.graph.problems import Problem, error, listed
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    if subject.surroundings.credentials is None:
        return
    for node in subject.graph.nodes:
        for pick in subject.picks_of(node):
            if pick.id and pick.picker.kind == CREDENTIAL:
                yield from _one(subject, node, pick)


def _one(subject: Subject, node: Node, pick: Pick) -> Iterator[Problem]:
    known = subject.surroundings.credentials or {}
    accepts = pick.picker.accepts
    if pick.id not in known:
        message = (
            f"The credential of “{node.name}” is not in this project, or was deleted. Choose another one."
        )
        yield error("unknown_credential", message, node=node.id, field=pick.field)
    elif accepts and known[pick.id] not in accepts:
        message = (
            f"“{node.name}” takes a credential of the type {listed(accepts, joiner='or')}; "
            f"the chosen one is a `{known[pick.id]}`."
        )
        yield error("wrong_credential", message, node=node.id, field=pick.field)
