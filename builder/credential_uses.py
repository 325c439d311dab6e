"""Which credentials a graph names, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.catalogue import catalogue
from builder.graph.model import Graph
from nodes.hints import walk


@dataclass(frozen=True, slots=True)
class CredentialUse:
    credential: str
    node: str
    field: str


def credentials_used(graph: Graph) -> list[CredentialUse]:
    """Every credential field that holds an id. A field that holds an expression is checked when it is run."""
    return [
        CredentialUse(value, node.id, field)
        for node in graph.nodes
        for path in credential_fields(node.type)
        for field, value in _values_at(node.config, path.split("."), "")
        if value and "{{" not in value
    ]


@cache
def credential_fields(node_type: str) -> tuple[str, ...]:
    """Paths such as `auth`, `servers[].login` of the fields that take a credential."""
    declared = catalogue().get(node_type)
    if declared is None:
        return ()
    return tuple(path for path, spec in walk(declared.schema) if spec.get("x-widget") == "credential")


def _values_at(value: Any, steps: list[str], path: str) -> Iterator[tuple[str, str]]:
    if not steps:
        if isinstance(value, str):
            yield path, value
        return
    step, rest = steps[0], steps[1:]
    name = step.removesuffix("[]")
    inner = value.get(name) if hasattr(value, "get") else None
    here = f"{path}.{name}" if path else name
    if step.endswith("[]"):
        for number, item in enumerate(inner if isinstance(inner, list | tuple) else ()):
            yield from _values_at(item, rest, f"{here}[{number}]")
    elif inner is not None:
        yield from _values_at(inner, rest, here)
