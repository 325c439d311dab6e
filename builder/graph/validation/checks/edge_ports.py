"""Every edge leaves and enters by a port that its nodes have."""

from collections.abc import Iterator, Sequence

from builder.graph.model import Edge, Node
from builder.graph.problems import Problem, error, listed, nearest
from builder.graph.validation.subject import Subject
from nodes.base import Port, Role
from nodes.outcomes import ERROR, MAIN


def check(subject: Subject) -> Iterator[Problem]:
    nodes = subject.graph.by_id
    for edge in subject.graph.edges:
        source, target = nodes.get(edge.source), nodes.get(edge.target)
        ports = subject.ports_of(source) if source is not None else None
        if source is not None and ports is not None and not _has(ports.outputs, edge.source_port):
            yield _unknown_output(source, edge, ports.outputs)
        ports = subject.ports_of(target) if target is not None else None
        if target is not None and ports is not None and not _has(ports.inputs, edge.target_port):
            yield _unknown_input(subject, target, edge, ports.inputs)


def _has(ports: Sequence[Port], key: str) -> bool:
    return (bool(ports) and ports[0].key == key) or any(port.key == key for port in ports)


def _unknown_output(node: Node, edge: Edge, ports: Sequence[Port]) -> Problem:
    if edge.source_port == ERROR:
        help_ = "Set “when it fails” of the node to “route” to have one, or remove the edge."
    else:
        help_ = _help(edge.source_port, ports, "Nothing can follow it.")
    message = f"“{node.name}” has no output `{edge.source_port}`. {help_}"
    return error("unknown_port", message, node=node.id, edge=edge.id, field="source_port")


def _unknown_input(subject: Subject, node: Node, edge: Edge, ports: Sequence[Port]) -> Problem:
    if subject.role_of(node) is Role.TRIGGER:
        message = f"“{node.name}” is a trigger: runs start there, so no edge can lead to it. Remove the edge."
        return error("edge_into_trigger", message, node=node.id, edge=edge.id, field="target_port")
    message = (
        f"“{node.name}” has no input `{edge.target_port}`. {_help(edge.target_port, ports, 'It takes none.')}"
    )
    return error("unknown_port", message, node=node.id, edge=edge.id, field="target_port")


def _help(wanted: str, ports: Sequence[Port], none: str) -> str:
    keys = [port.key for port in ports]
    if not keys:
        return none
    meant = nearest(wanted, keys) if wanted != MAIN else ""
    if meant:
        return f"Did you mean `{meant}`?"
    return f"It has {listed(keys)}."
