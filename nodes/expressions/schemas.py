"""Reading JSON Schemas as the types of values: what an object has, what a list holds, and how to name it."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_NAMES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "object",
    "null": "null",
}
_TYPES: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    type(None): "null",
}
_DEEPEST = 12
_ELEMENTS_LOOKED_AT = 5


def variants(schema: Any, root: Schema, depth: int = 0) -> Iterator[Schema]:
    """The schema with its references and alternatives opened: everything that a value may look like."""
    if type(schema) is not dict or depth > _DEEPEST:
        return
    reference = schema.get("$ref")
    if type(reference) is str:
        yield from variants(_target(reference, root), root, depth + 1)
    for word in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(word) or ():
            yield from variants(part, root, depth + 1)
    yield schema


def _target(reference: str, root: Schema) -> Any:
    found: Any = root
    for part in reference.removeprefix("#/").split("/"):
        found = found.get(part) if type(found) is dict else None
    return found


def types_of(schema: Schema, root: Schema) -> list[str]:
    """The JSON types that a value may have, without null where there are others."""
    found: list[str] = []
    for variant in variants(schema, root):
        named = variant.get("type")
        found += named if type(named) is list else [named] if type(named) is str else []
        if named is None and "properties" in variant:
            found.append("object")
        found += [_TYPES[type(value)] for value in variant.get("enum") or () if type(value) in _TYPES]
        if "const" in variant and type(variant["const"]) in _TYPES:
            found.append(_TYPES[type(variant["const"])])
    known = [name for name in dict.fromkeys(found) if name in _NAMES]
    return [name for name in known if name != "null"] or known


def name_of(schema: Schema, root: Schema) -> str:
    """The type in words: `list of object`. Nothing where it is not known."""
    types = types_of(schema, root)
    if not types or len(types) > 2:
        return ""
    if types == ["array"]:
        inner = name_of(element_of(schema, root), root)
        return f"list of {inner}" if inner else "list"
    return " or ".join(_NAMES[name] for name in types)


def properties_of(schema: Schema, root: Schema) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    for variant in variants(schema, root):
        for key, part in (variant.get("properties") or {}).items():
            found.setdefault(key, part if type(part) is dict else {})
    return found


def member_of(schema: Schema, key: str, root: Schema) -> Schema:
    found = properties_of(schema, root).get(key)
    if found is not None:
        return found
    for variant in variants(schema, root):
        if type(variant.get("additionalProperties")) is dict:
            return dict(variant["additionalProperties"])
    return {}


def element_of(schema: Schema, root: Schema) -> Schema:
    for variant in variants(schema, root):
        if type(variant.get("items")) is dict:
            return dict(variant["items"])
        if variant.get("type") == "string":
            return {"type": "string"}
    return {}


def sample_of(schema: Schema) -> Any:
    """A value that the schema itself shows, or None."""
    if "const" in schema:
        return schema["const"]
    examples = schema.get("examples")
    if type(examples) is list and examples:
        return examples[0]
    return schema.get("default")


def schema_of(value: Any, depth: int = 0) -> Schema:
    """The schema of a value that was seen, with the value itself as the example where it is short."""
    kind = _TYPES.get(type(value))
    if kind is None or depth > _DEEPEST:
        return {}
    if kind == "object":
        return {
            "type": kind,
            "properties": {str(key): schema_of(part, depth + 1) for key, part in value.items()},
        }
    if kind == "array":
        elements = [schema_of(part, depth + 1) for part in value[:_ELEMENTS_LOOKED_AT]]
        return {"type": kind, "items": either(*elements)}
    short = value[:60] if type(value) is str else value
    return {"type": kind, "examples": [short]}


def either(*schemas: Schema) -> Schema:
    """The type of a value that may be of any of these; objects are laid over one another."""
    known = [schema for schema in schemas if schema]
    if not known:
        return {}
    if all(schema.get("type") == "object" and "$ref" not in schema for schema in known):
        merged: dict[str, Schema] = {}
        for schema in known:
            for key, part in (schema.get("properties") or {}).items():
                merged.setdefault(key, part)
        return {**known[0], "properties": merged}
    first = known[0]
    if all(schema == first or schema.get("type") == first.get("type") in _NAMES for schema in known):
        return first
    return {"anyOf": known}
