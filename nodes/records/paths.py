"""Paths into a JSON value: `price`, `customer.email`, `lines[0].sku`. Reading never fails, writing makes what is missing."""

import re
from functools import lru_cache
from typing import Any

from nodes.errors import InvalidError

Step = str | int
STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,6})\]")

ABSENT: Any = type("Absent", (), {"__repr__": lambda self: "ABSENT", "__bool__": lambda self: False})()
"""What a path gives that leads nowhere: not the same as null (R6)."""


@lru_cache(maxsize=1024)
def steps(path: str) -> tuple[Step, ...]:
    """`lines[0].sku` as `("lines", 0, "sku")`. Raises `InvalidError` for a path that cannot be read."""
    found: list[Step] = []
    at = 0
    while at < len(path):
        match = STEP.match(path, at)
        if not match:
            raise InvalidError(
                f"The path {path!r} cannot be read at {path[at:]!r}; write 'a.b' or 'a[0].b'", code="path"
            )
        found.append(match[1] if match[1] is not None else int(match[2]))
        at = match.end()
        if path[at : at + 1] == ".":
            at += 1
    if not found:
        raise InvalidError("The path is empty; write the name of a field", code="path")
    return tuple(found)


def read(value: Any, path: str) -> Any:
    """What is at the path, or `ABSENT`."""
    for step in steps(path):
        if isinstance(value, dict):
            value = value.get(str(step), ABSENT)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ABSENT
        if value is ABSENT:
            return ABSENT
    return value


def written(value: dict[str, Any], path: str, new: Any) -> dict[str, Any]:
    """A copy with the new value at the path; objects on the way are made, the original is left alone."""
    return _written(value, steps(path), new, path)


def _written(value: Any, rest: tuple[Step, ...], new: Any, path: str) -> Any:
    if not rest:
        return new
    step, *beyond = rest
    if isinstance(value, list) and isinstance(step, int):
        if step >= len(value):
            raise InvalidError(f"{path!r}: the list has {len(value)} entries", code="path")
        return [*value[:step], _written(value[step], tuple(beyond), new, path), *value[step + 1 :]]
    if value is None or value is ABSENT:
        value = {}
    if not isinstance(value, dict):
        raise InvalidError(f"{path!r}: {step!r} cannot be set in a {type(value).__name__}", code="path")
    return {**value, str(step): _written(value.get(str(step), ABSENT), tuple(beyond), new, path)}


def removed(value: Any, path: str) -> Any:
    """A copy without what is at the path; nothing happens if it is not there."""
    return _removed(value, steps(path))


def _removed(value: Any, rest: tuple[Step, ...]) -> Any:
    step, *beyond = rest
    if isinstance(value, dict) and str(step) in value:
        if not beyond:
            return {name: inner for name, inner in value.items() if name != str(step)}
        return {**value, str(step): _removed(value[str(step)], tuple(beyond))}
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        inner = [_removed(value[step], tuple(beyond))] if beyond else []
        return [*value[:step], *inner, *value[step + 1 :]]
    return value
