"""Where a node must be given a credential or a workflow, one is chosen."""

from collections.abc import Iterator

from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        for pick in subject.picks_of(node):
            if not pick.id and pick.picker.is_required:
                message = f"“{node.name}” needs a {pick.picker.kind}. Choose one."
                yield error("required", message, node=node.id, field=pick.field)
