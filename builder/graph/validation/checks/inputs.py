"""The description of what a run is given is a usable JSON Schema of an object."""

from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any

from builder.graph.problems import Problem, error, listed, warning
from builder.graph.reading import word_for
from builder.graph.validation.scopes import EVERYWHERE, LOCAL
from builder.graph.validation.subject import Subject
from builder.graph.values import join

TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")


def check(subject: Subject) -> Iterator[Problem]:
    schema = subject.graph.inputs
    if not schema:
        return
    if schema.get("type", "object") != "object":
        yield error(
            "inputs", "The inputs of a run are an object: their `type` is `object`.", field="inputs.type"
        )
    properties = schema.get("properties", {})
    if not isinstance(properties, Mapping):
        yield _wrong("properties", "an object", properties)
        return
    for name, spec in properties.items():
        yield from _property(name, spec)
    yield from _required(schema, properties)


def _property(name: str, spec: Any) -> Iterator[Problem]:
    field = join("inputs.properties", name)
    if isinstance(spec, bool):
        return
    if not isinstance(spec, Mapping):
        yield error(
            "inputs",
            f"The input `{name}` must be described by an object; found {word_for(spec)}.",
            field=field,
        )
        return
    found = spec.get("type")
    for kind in found if isinstance(found, list) else [found]:
        if kind is not None and kind not in TYPES:
            told = f"`{kind}`" if isinstance(kind, str) else word_for(kind)
            message = (
                f"The input `{name}` has the type {told}; it must be {listed(TYPES, joiner='or', shown=9)}."
            )
            yield error("inputs", message, field=f"{field}.type")
    if name in EVERYWHERE or name in LOCAL or iskeyword(name):
        message = f"An input called `{name}` cannot be read by its bare name, which means something else. Write `inputs.{name}` to read it."
        yield warning("hidden_input", message, field=field)


def _required(schema: Mapping[str, Any], properties: Mapping[str, Any]) -> Iterator[Problem]:
    required = schema.get("required", [])
    if not isinstance(required, list):
        yield _wrong("required", "a list", required)
        return
    for number, name in enumerate(required):
        if not isinstance(name, str) or name not in properties:
            told = f"`{name}`" if isinstance(name, str) else word_for(name)
            message = f"The input {told} is required, and is not described. Add it to the inputs."
            yield warning("inputs", message, field=f"inputs.required[{number}]")


def _wrong(key: str, wanted: str, found: Any) -> Problem:
    return error(
        "inputs", f"`{key}` of the inputs must be {wanted}; found {word_for(found)}.", field=f"inputs.{key}"
    )
