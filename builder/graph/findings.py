"""What pydantic finds wrong with a config or with settings: one finding a field, in words for an author."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from builder.graph.wording import Said, say
from nodes.base import path_of
from nodes.config_problems import Location, steps_in

Ignored = Callable[[Location], bool]


class Finding(NamedTuple):
    field: str
    code: str
    message: str


def nothing_ignored(location: Location) -> bool:
    return False


def findings(
    model: type[BaseModel], given: Mapping[str, Any], ignored: Ignored = nothing_ignored
) -> list[Finding]:
    """All that is wrong. `ignored` says of a place that nothing can be said about it before the run."""
    try:
        model.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False)
    except Exception as reason:  # a validator of a foreign node type may raise what it likes
        return [] if ignored(()) else [Finding("", "invalid", f"This cannot be checked: {reason}")]
    else:
        return []
    by_field: dict[str, list[Any]] = {}
    for each in found:
        if not ignored(each["loc"]):
            by_field.setdefault(path_of(_steps(given, each)), []).append(each)
    return [
        _finding(model, field, each)
        for field, each in by_field.items()
        if not _is_other_branch(field, by_field)
    ]


def _steps(given: Mapping[str, Any], found: Mapping[str, Any]) -> Location:
    """Where it is. Only a field that is missing may be named without being there."""
    steps = steps_in(given, found["loc"])
    named = len(steps) > 0 and steps[-1] == found["loc"][-1]
    is_label = named and found["type"] != "missing" and not _is_there(given, steps)
    return steps[:-1] if is_label else steps


def _is_there(value: Any, steps: Location) -> bool:
    for step in steps[:-1]:
        value = value[step]
    return isinstance(value, list) or steps[-1] in value


def _is_other_branch(field: str, found: Mapping[str, Any]) -> bool:
    """Of a choice of types, the one whose inside was looked at is the one that was meant."""
    return any(other.startswith((f"{field}.", f"{field}[")) for other in found)


def _finding(model: type[BaseModel], field: str, found: list[Any]) -> Finding:
    said: Said = say(model, field, found)
    return Finding(field, said.code, said.message)
