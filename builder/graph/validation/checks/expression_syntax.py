"""Every expression can be understood; what cannot is told with its place (R41)."""

from collections.abc import Iterator

from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        for field, fault in subject.facts_of(node).faults:
            yield error("expression", fault.message, node=node.id, field=field, span=(fault.start, fault.end))
