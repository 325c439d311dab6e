"""A port that fires when something fails leads somewhere (R18, R19)."""

from collections.abc import Iterator

from builder.graph.problems import Problem, warning
from builder.graph.validation.subject import Subject
from nodes.outcomes import ERROR


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        ports = subject.ports_of(node)
        if node.disabled or ports is None or not any(port.key == ERROR for port in ports.outputs):
            continue
        if not any(edge.source_port == ERROR for edge in subject.graph.outgoing(node.id)):
            message = (
                f"When “{node.name}” fails, its error port fires and leads nowhere: the failure goes unnoticed. "
                "Join the port to what should happen then."
            )
            yield warning("error_port_unconnected", message, node=node.id)
