"""Checking values against a JSON Schema that an author wrote. Nothing is ever fetched for a `$ref`."""

from typing import Any

import jsonschema_rs
import orjson

from nodes.errors import InvalidError

MAX_ERRORS = 50
Finding = dict[str, str]


def _no_fetching(reference: str) -> Any:
    raise ValueError(f"a schema may only refer to itself, not to {reference}")


def usable_schema(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    """The compiled schema. Raises `InvalidError` if it is none."""
    try:
        kind = jsonschema_rs.validator_cls_for(schema)
        options = jsonschema_rs.RegexOptions()  # linear time: a pattern of an author must not hold a worker
        validator: jsonschema_rs.Validator = kind(
            schema, validate_formats=True, retriever=_no_fetching, pattern_options=options
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, TypeError) as error:
        raise InvalidError(f"The schema cannot be used: {error!s:.300}", code="schema") from None
    return validator


def errors_of(validator: jsonschema_rs.Validator, value: Any) -> list[Finding]:
    """What does not fit, with the path of each; at most fifty findings."""
    found: list[Finding] = []
    for error in validator.iter_errors(value):
        found.append({"path": path_of(error.instance_path), "message": error.message[:500]})
        if len(found) == MAX_ERRORS:
            break
    return found


def path_of(location: list[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


def with_defaults(schema: dict[str, Any], value: Any) -> Any:
    """A copy in which fields that are missing have the default of their schema."""
    properties = schema.get("properties")
    if not isinstance(value, dict) or not isinstance(properties, dict):
        return value
    filled = dict(value)
    for name, inner in properties.items():
        if not isinstance(inner, dict):
            continue
        if name in filled:
            filled[name] = with_defaults(inner, filled[name])
        elif "default" in inner:
            filled[name] = orjson.loads(orjson.dumps(inner["default"]))
    return filled
