"""Reading the `x-…` hints of a config's JSON Schema, also those of fields inside lists and objects."""

from collections.abc import Iterator, Mapping
from typing import Any


def fields_with(schema: Mapping[str, Any], hint: str) -> frozenset[str]:
    """The paths of the fields that carry a hint: `condition`, `cases.*.when`."""
    return frozenset(path for path, spec in walk(schema) if spec.get(hint))


def walk(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field of an object schema with its path, outer fields first. Recursive models are entered once."""
    yield from _properties(schema, schema.get("$defs", {}), "", ())


Entered = tuple[str, ...]


def _properties(
    spec: Mapping[str, Any], defs: Mapping[str, Any], prefix: str, entered: Entered
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, field in spec.get("properties", {}).items():
        yield prefix + name, field
        yield from _inside(field, defs, prefix + name, entered)


def _inside(
    spec: Mapping[str, Any], defs: Mapping[str, Any], path: str, entered: Entered
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reference = spec.get("$ref", "").rpartition("/")[2]
    if reference and reference not in entered:
        yield from _properties(defs.get(reference, {}), defs, f"{path}.", (*entered, reference))
    if isinstance(spec.get("items"), Mapping):
        yield from _inside(spec["items"], defs, f"{path}.*", entered)
    for choice in (*spec.get("anyOf", ()), *spec.get("oneOf", ())):
        yield from _inside(choice, defs, path, entered)
