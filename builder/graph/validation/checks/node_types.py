"""Every node is of a type that is installed, in a version that is understood."""

from collections.abc import Iterator

from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    for node in subject.graph.nodes:
        node_type = subject.type_of(node)
        if node_type is None:
            if node.type:
                yield _unknown(subject, node.id, node.name, node.type)
        elif node.type_version > node_type.version:
            message = (
                f"“{node.name}” was made with version {node.type_version} of `{node.type}`; "
                f"version {node_type.version} is installed. Update what brings this node type."
            )
            yield error("node_type_newer", message, node=node.id, field="type_version")


def _unknown(subject: Subject, node_id: str, name: str, key: str) -> Problem:
    known = [node_type.key for node_type in subject.registry.all()]
    help_ = subject.suggestion(key, known, what="There are", none="No node types are installed.")
    message = f"“{name}” is a `{key}`, and no such node type is installed. {help_}"
    return error("unknown_node_type", message, node=node_id, field="type")
