"""No two triggers listen on one webhook path."""

from collections.abc import Iterator
from typing import Any

from builder.graph.model import Node
from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject
from nodes.base import Role


def check(subject: Subject) -> Iterator[Problem]:
    taken: dict[str, list[Node]] = {}
    for node in subject.graph.children(None):
        path = _path(subject, node)
        if not path or node.disabled:
            continue
        for other in taken.get(path, []):
            if _methods(other) & _methods(node):
                message = f"“{other.name}” and “{node.name}” both listen on `{path}`. Give one of them another path."
                yield error("doubled_webhook_path", message, node=node.id, field="config.path")
                break
        else:
            yield from _foreign(subject, node, path)
        taken.setdefault(path, []).append(node)


def _foreign(subject: Subject, node: Node, path: str) -> Iterator[Problem]:
    owner = (subject.surroundings.webhook_paths or {}).get(path)
    if owner is not None:
        message = f"`{path}` is taken by “{owner}”. Give “{node.name}” another path."
        yield error("webhook_path_taken", message, node=node.id, field="config.path")


def _path(subject: Subject, node: Node) -> str:
    """Triggers whose config has a field for a path that the product serves say so with a hint."""
    node_type = subject.type_of(node)
    if node_type is None or node_type.role is not Role.TRIGGER:
        return ""
    spec: dict[str, Any] = node_type.schema.get("properties", {}).get("path", {})
    path = node.config.get("path")
    return path.strip("/") if spec and isinstance(path, str) and "{{" not in path else ""


def _methods(node: Node) -> frozenset[str]:
    found = node.config.get("methods") or node.config.get("method")
    names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return frozenset(str(name).upper() for name in names) or frozenset(
        {"GET", "POST", "PUT", "PATCH", "DELETE"}
    )
