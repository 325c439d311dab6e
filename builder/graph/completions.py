"""What an expression of a node may use, as one JSON Schema of its scope: names, types, and values that were seen (R41)."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.graph.model import Graph, Node
from builder.graph.validation.levels import ancestors
from builder.graph.validation.subject import Subject, Types
from builder.graph.validation.surroundings import NOWHERE, Surroundings
from nodes.base import Role
from nodes.expressions.schemas import either, schema_of
from nodes.form import output_schema

Schema = dict[str, Any]

ERROR_SCHEMA: Schema = {
    "type": "object",
    "description": "What failed on the way here.",
    "properties": {
        "kind": {"type": "string"},
        "code": {"type": "string"},
        "message": {"type": "string"},
        "node": {"type": "string"},
        "details": {"type": "object"},
    },
}
EXECUTION_SCHEMA: Schema = {
    "type": "object",
    "description": "This run.",
    "properties": {"id": {"type": "string"}, "metadata": {"type": "object"}, "mode": {"type": "string"}},
}
WORKFLOW_SCHEMA: Schema = {
    "type": "object",
    "description": "This workflow.",
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}
NOW_SCHEMA: Schema = {"type": "string", "format": "date-time", "description": "The moment, in UTC."}
INDEX_SCHEMA: Schema = {"type": "integer", "description": "The number of this round, from 0."}


def scope_schema(
    graph: Graph,
    node_id: str,
    registry: Types,
    samples: Mapping[str, Any] | None = None,
    *,
    surroundings: Surroundings = NOWHERE,
    lazy: bool = False,
) -> Schema:
    """A schema with one property a name. An output that may be missing is marked with `x-maybe`.

    `samples` are outputs by node id, as a past run gave them; `lazy` asks for the fields that are evaluated
    inside: the result of a loop, the condition of a filter.
    """
    subject = Subject(graph, registry, surroundings)
    node = graph.node(node_id)
    properties: dict[str, Schema] = {}
    inputs = _inputs(graph)
    properties["inputs"] = inputs
    properties["outputs"] = {"type": "object", "properties": {}}
    if node is not None:
        outputs = dict(_outputs(subject, node, samples or {}, lazy))
        properties["outputs"]["properties"] = outputs
        properties["input"] = _input(subject, node, outputs, samples or {})
        properties |= _local(subject, node, samples or {}, lazy)
    properties["vars"] = _variables(surroundings)
    properties |= {"execution": EXECUTION_SCHEMA, "workflow": WORKFLOW_SCHEMA, "now": NOW_SCHEMA}
    own = {name: spec for name, spec in inputs.get("properties", {}).items() if name not in properties}
    return {"type": "object", "properties": {**properties, **own}}


def _inputs(graph: Graph) -> Schema:
    found = {**graph.inputs, "type": "object"}
    if not isinstance(found.get("properties"), dict):
        found["properties"] = {}
    return found


def _variables(surroundings: Surroundings) -> Schema:
    names = sorted(surroundings.variables or ())
    return {
        "type": "object",
        "properties": {name: {} for name in names},
        "description": "Variables of the project.",
    }


def _outputs(
    subject: Subject, node: Node, samples: Mapping[str, Any], lazy: bool
) -> Iterator[tuple[str, Schema]]:
    """The nodes before this one at its level, then those before the containers around it."""
    if lazy and subject.graph.children(node.id):
        for child in subject.graph.children(node.id):
            yield (
                child.id,
                _marked(_schema(subject, child, samples), bool(subject.conditions.missing(None, child.id))),
            )
    for here in (node, *ancestors(subject.graph, node)):
        for other in subject.graph.children(here.parent):
            if subject.upstream.is_before(other.id, here.id):
                maybe = not subject.upstream.is_settled(other.id, here.id)
                maybe = maybe or bool(subject.conditions.missing(here.id, other.id))
                yield other.id, _marked(_schema(subject, other, samples), maybe)


def _marked(schema: Schema, maybe: bool) -> Schema:
    return {**schema, "x-maybe": True} if maybe else schema


def _schema(subject: Subject, node: Node, samples: Mapping[str, Any]) -> Schema:
    """What the node promises, and beside it what it was seen to give."""
    node_type = subject.type_of(node)
    promised = output_schema(node_type) or {} if node_type is not None else {}
    if node_type is not None and node_type.role is Role.TRIGGER and not promised:
        promised = _inputs(subject.graph)
    titled = {**promised, "title": node.name}
    if node.id not in samples:
        return titled
    seen = schema_of(samples[node.id])
    return {**either(_without_title(titled), seen), "title": node.name}


def _without_title(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "title"}


def _input(subject: Subject, node: Node, outputs: Mapping[str, Schema], samples: Mapping[str, Any]) -> Schema:
    """What comes in: the value of the one source, or an object by the ids of several (R9)."""
    sources = list(dict.fromkeys(edge.source for edge in subject.levels.into(node.id)))
    node_type = subject.type_of(node)
    by_source = node_type is not None and node_type.input_by_source
    if len(sources) == 1 and not by_source:
        return outputs.get(sources[0], {})
    if sources:
        return {"type": "object", "properties": {source: outputs.get(source, {}) for source in sources}}
    around = subject.graph.node(node.parent) if node.parent is not None else None
    if around is None:
        return _inputs(subject.graph)
    if subject.role_of(around) is Role.FOR_EACH:
        return _item(subject, around, samples)
    return {}


def _local(subject: Subject, node: Node, samples: Mapping[str, Any], lazy: bool) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    names = subject.scopes.local_names(node, lazy)
    around = [*([node] if lazy else []), *ancestors(subject.graph, node)]
    loop = next((each for each in around if subject.role_of(each) is Role.FOR_EACH), None)
    if "item" in names:
        found["item"] = _item(subject, loop, samples) if loop is not None else {}
    if "index" in names:
        found["index"] = INDEX_SCHEMA
    if "state" in names:
        found["state"] = {}
    if "error" in names:
        found["error"] = ERROR_SCHEMA
    return found


def _item(subject: Subject, loop: Node, samples: Mapping[str, Any]) -> Schema:
    """An entry of what the loop goes over, where that is written down or is the output of one node."""
    items = loop.config.get("items")
    if isinstance(items, list):
        return either(*(schema_of(each) for each in items[:5]))
    if type(items) is int:
        return {"type": "integer"}
    if isinstance(items, str) and items.strip().startswith("{{") and items.strip().endswith("}}"):
        path = items.strip()[2:-2].strip().split(".")
        return _element(subject, loop, path, samples)
    return {}


def _element(subject: Subject, loop: Node, path: list[str], samples: Mapping[str, Any]) -> Schema:
    spec: Any = {}
    if path[0] == "outputs" and len(path) > 1:
        source = subject.graph.node(path[1])
        spec, path = (_schema(subject, source, samples) if source is not None else {}), path[2:]
    elif path[0] == "inputs":
        spec, path = _inputs(subject.graph), path[1:]
    elif path[0] == "input":
        sources = [edge.source for edge in subject.levels.into(loop.id)]
        source = subject.graph.node(sources[0]) if len(sources) == 1 else None
        spec, path = (_schema(subject, source, samples) if source is not None else {}), path[1:]
    for key in path:
        spec = spec.get("properties", {}).get(key, {}) if isinstance(spec, dict) else {}
    items = spec.get("items") if isinstance(spec, dict) else None
    return items if isinstance(items, dict) else {}
