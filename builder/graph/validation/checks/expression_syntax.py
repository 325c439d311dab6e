"""Every expression can be understood; what cannot is told with its place (R41)."""

from collections.abc import Iterator

from builder.graph.expressions import read
from builder.graph.problems import Problem, error
from builder.graph.texts import texts_in
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        for field, fault in subject.facts_of(node).faults:
            yield error("expression", fault.message, node=node.id, field=field, span=(fault.start, fault.end))
    for text in texts_in(subject.graph.settings, "settings"):
        if (found := read(text).fault) is not None:
            yield error("expression", found.message, field=text.field, span=(found.start, found.end))
