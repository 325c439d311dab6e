"""The check of a config as it is written in a draft, where any value may still be an expression."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from nodes.base import NodeType, path_of, sentence_of

Location = tuple[int | str, ...]


def config_problems(node_type: NodeType, config: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong: (path of the field, sentence).

    What an expression will give is not known before the run, so a finding about it is let pass. Lazy fields
    reach the node as they are written, so every finding about them counts.
    """
    try:
        node_type.config.model_validate(config)
    except ValidationError as error:
        return [
            (path_of(steps_in(config, found["loc"])), sentence_of(found))
            for found in error.errors()
            if found["type"] == "extra_forbidden"
            or not depends_on_expression(node_type, config, found["loc"])
        ]
    return []


def depends_on_expression(node_type: NodeType, config: Mapping[str, Any], location: Location) -> bool:
    """Whether a finding is about a value that an expression will supply, or one that contains such a value."""
    field = location[0] if location else ""
    if field in node_type.lazy_fields:
        return False
    value: Any = config
    for step in steps_in(config, location):
        if isinstance(value, str):
            break
        value = value[step] if _has(value, step) else None
    if field in node_type.bare_fields and isinstance(value, str):
        return bool(value.strip())
    return holds_expression(value)


def steps_in(value: Any, location: Location) -> Location:
    """The location without the steps that name a branch of a union in pydantic, not a field."""
    steps: list[int | str] = []
    last = len(location) - 1
    for at, step in enumerate(location):
        if _has(value, step):
            value = value[step]
            steps.append(step)
        elif at == last and isinstance(value, dict) and not isinstance(step, int):
            steps.append(step)
    return tuple(steps)


def _has(value: Any, step: int | str) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)


def holds_expression(value: Any) -> bool:
    if isinstance(value, str):
        return "{{" in value
    if isinstance(value, dict):
        return any(holds_expression(each) for each in value.values())
    return isinstance(value, list) and any(holds_expression(each) for each in value)
