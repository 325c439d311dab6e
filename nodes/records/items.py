"""The list that a data node works on: what its field says, or what came in."""

from typing import Any

from nodes.base import NodeConfig
from nodes.errors import InvalidError


def value_or_input(config: NodeConfig, field: str, came_in: Any) -> Any:
    """The value of an optional field; a field that is not there means the input of the node."""
    return getattr(config, field) if field in config.model_fields_set else came_in


def list_of(value: Any, what: str = "items") -> list[Any]:
    """The value, if it is a list. Raises `InvalidError` with a hint where the list may be."""
    if isinstance(value, list):
        return value
    raise InvalidError(f"The {what} must be a list, and this is {described(value)}", code="not_a_list")


def described(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        lists = [name for name, inner in value.items() if isinstance(inner, list)]
        found = f"an object; its field {lists[0]!r} is a list" if lists else "an object without a list in it"
        return found if value else "an empty object"
    return {bool: "true or false", str: "text", int: "a number", float: "a number"}.get(
        type(value), type(value).__name__
    )


def object_of(value: Any, what: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    kind = "a list" if isinstance(value, list) else described(value)
    raise InvalidError(f"{what} must be an object, and this is {kind}", code="not_an_object")
