"""An expression reads only such fields of an output as its node type promises (R41)."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.graph.facts import Use
from builder.graph.model import Node
from builder.graph.problems import Problem, warning
from builder.graph.validation.subject import Subject
from nodes.form import output_schema

AS_PROMISED = ("fail", "park", "")
"""What a node does when it fails so that its output is always what its type promises."""


def check(subject: Subject) -> Iterator[Problem]:
    promised: dict[str, frozenset[str]] = {}
    for node in subject.graph.nodes:
        for use in subject.facts_of(node).uses:
            path = use.name.path
            if path[0] == "outputs" and len(path) > 2 and not use.name.optional:
                source = subject.graph.node(str(path[1]))
                if source is not None and isinstance(path[2], str):
                    if source.type not in promised:
                        promised[source.type] = _fields(subject, source)
                    yield from _one(subject, node, use, source, path[2], promised[source.type])


def _one(
    subject: Subject, node: Node, use: Use, source: Node, key: str, fields: frozenset[str]
) -> Iterator[Problem]:
    if not fields or key in fields or source.disabled or source.pin is not None:
        return
    if source.settings.get("on_error", "fail") not in AS_PROMISED:
        return
    help_ = subject.suggestion(key, fields, what="It gives")
    message = f"“{source.name}” gives no `{key}`. {help_}"
    span = (use.name.start, use.name.end)
    yield warning("unknown_output_field", message, node=node.id, field=use.field, span=span)


def _fields(subject: Subject, node: Node) -> frozenset[str]:
    """The fields of the output, where it has these and no others."""
    node_type = subject.type_of(node)
    schema: Mapping[str, Any] = (output_schema(node_type) or {}) if node_type is not None else {}
    properties = schema.get("properties")
    is_open = (
        schema.get("additionalProperties") not in (None, False) or "anyOf" in schema or "allOf" in schema
    )
    return frozenset(properties) if isinstance(properties, Mapping) and not is_open else frozenset()
