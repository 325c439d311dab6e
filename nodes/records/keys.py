"""Keys to group, match and order JSON values by, so that 1 and "1" differ and 1 and 1.0 do not."""

from collections.abc import Hashable, Sequence
from typing import Any

import orjson

from nodes.records.paths import ABSENT, read


def identity(value: Any) -> Hashable:
    """Equal for equal JSON values, whatever the order of names in objects; usable as a dict key."""
    kind = type(value)
    if kind is str:
        return value
    if kind is bool or value is None or value is ABSENT:
        return (kind.__name__, value)
    if kind in (int, float):
        return (0, value)
    return orjson.dumps(normal(value), option=orjson.OPT_SORT_KEYS)


def normal(value: Any) -> Any:
    """The value with whole floats as integers, so that 1.0 and 1 are written alike."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        return [normal(each) for each in value]
    if isinstance(value, dict):
        return {name: normal(each) for name, each in value.items()}
    return value


def identity_of(item: Any, paths: Sequence[str]) -> Hashable:
    """The identity of the values at some paths of an item; without paths, of the item itself."""
    if not paths:
        return identity(item)
    return tuple(identity(read(item, path)) for path in paths)


_ORDER = {bool: 0, int: 1, float: 1, str: 2, list: 3, dict: 4}


def rank(value: Any, ignore_case: bool = False) -> tuple[int, Any]:
    """Orders any two JSON values: false < true < numbers < text < lists < objects."""
    order = _ORDER.get(type(value), 5)
    if order == 2:
        return (order, value.casefold() if ignore_case else value)
    if order in (3, 4):
        return (order, len(value))
    return (order, value if order < 2 else 0)
