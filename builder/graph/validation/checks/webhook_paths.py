"""No two triggers listen on one webhook path."""

from collections.abc import Iterator
from typing import Any

from builder.graph.model import Node
from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject
from nodes.base import Role

ANY = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


def check(subject: Subject) -> Iterator[Problem]:
    taken: dict[tuple[str, str], list[Node]] = {}
    for node in subject.graph.children(None):
        path = _path(subject, node)
        if not path or node.disabled:
            continue
        for other in taken.get((node.type, path), []):
            if _methods(subject, other) & _methods(subject, node):
                message = f"“{other.name}” and “{node.name}” both listen on `{path}`. Give one of them another path."
                yield error("doubled_webhook_path", message, node=node.id, field="config.path")
                break
        else:
            yield from _foreign(subject, node, path)
        taken.setdefault((node.type, path), []).append(node)


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


def _methods(subject: Subject, node: Node) -> frozenset[str]:
    node_type = subject.type_of(node)
    spec = node_type.schema.get("properties", {}).get("methods", {}) if node_type is not None else {}
    found = node.config.get("methods", spec.get("default"))
    return frozenset(str(name).upper() for name in found) if isinstance(found, list) and found else ANY
