"""Objects: keys, values, and new objects made from old ones."""

from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group, KeyOf
from nodes.expressions.limits import VALUE_DEPTH
from nodes.expressions.values import describe, object_key, to_text

group = Group("Objects")

_ENTRY = 6
"""What one entry of an object costs in comparison with one of a list."""


@group.function(example="keys({'a': 1})", result=["a"], on=("object",))
def keys(frame: Frame, value: dict[str, Any]) -> list[str]:
    """The keys of the object."""
    frame.budget.items(len(value))
    return list(value)


@group.function(example="values({'a': 1})", result=[1], on=("object",))
def values(frame: Frame, value: dict[str, Any]) -> list[Any]:
    """The values of the object."""
    frame.budget.items(len(value))
    return list(value.values())


@group.function(example="items({'a': 1})", result=[["a", 1]], on=("object",), aliases=("entries",))
def items(frame: Frame, value: dict[str, Any]) -> list[list[Any]]:
    """Key and value of each entry of the object."""
    frame.budget.items(_ENTRY * len(value))
    return [[key, item] for key, item in value.items()]


@group.function(
    example="from_items([['a', 1]])", result={"a": 1}, on=("list",), aliases=("dict", "from_entries")
)
def from_items(frame: Frame, pairs: list[Any]) -> dict[str, Any]:
    """The object that has these keys and values."""
    frame.budget.items(_ENTRY * len(pairs))
    for pair in pairs:
        if type(pair) is not list or len(pair) != 2:
            raise Fault(f"An entry is a list of a key and a value, not {describe(pair)}.")
    return {object_key(key): item for key, item in pairs}


@group.function(example="get({'a': {'b': 1}}, 'a.b', 0)", result=1, on=("object", "list"))
def get(frame: Frame, value: Any, key: str | int, fallback: Any = None) -> Any:
    """What stands under the key, a position or a dotted path; the fallback where nothing does."""
    if type(value) is dict and object_key(key) in value:
        return value[object_key(key)]
    for step in key.split(".") if type(key) is str else [key]:
        place = int(step) if type(step) is str and len(step) < 10 and step.isdecimal() else step
        if type(value) is dict and object_key(step) in value:
            value = value[object_key(step)]
        elif type(value) is list and type(place) is int and -len(value) <= place < len(value):
            value = value[place]
        else:
            return fallback
    return value


@group.function(example="has({'a': null}, 'a')", result=True, on=("object",))
def has(frame: Frame, value: dict[str, Any], key: str | int) -> bool:
    """Whether the object has the key, be it with null."""
    return object_key(key) in value


@group.function(example="merge({'a': 1}, {'b': 2})", result={"a": 1, "b": 2}, on=("object",))
def merge(frame: Frame, *objects: dict[str, Any]) -> dict[str, Any]:
    """One object with the entries of all; the later ones win."""
    frame.budget.items(_ENTRY * sum(map(len, objects)))
    merged: dict[str, Any] = {}
    for one in objects:
        merged.update(one)
    return merged


@group.function(
    example="deep_merge({'a': {'b': 1}}, {'a': {'c': 2}})", result={"a": {"b": 1, "c": 2}}, on=("object",)
)
def deep_merge(frame: Frame, value: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """One object with the entries of both; objects under the same key are merged in turn, else the later wins."""
    return _deep_merge(frame, value, other, 0)


def _deep_merge(frame: Frame, value: dict[str, Any], other: dict[str, Any], depth: int) -> dict[str, Any]:
    if depth > VALUE_DEPTH:
        raise Fault("These objects are nested too deeply to be merged.")
    frame.budget.items(_ENTRY * (len(value) + len(other)))
    merged = dict(value)
    for key, item in other.items():
        known: Any = merged.get(key)
        both = type(known) is dict and type(item) is dict
        merged[key] = _deep_merge(frame, known, item, depth + 1) if both else item
    return merged


def _wanted(frame: Frame, names: list[Any]) -> list[str]:
    flat = [name for one in names for name in (one if type(one) is list else [one])]
    frame.budget.items(4 * len(flat))
    return [object_key(name) for name in flat]


@group.function(example="pick({'a': 1, 'b': 2}, 'a')", result={"a": 1}, on=("object",))
def pick(frame: Frame, value: dict[str, Any], *keys: Any) -> dict[str, Any]:
    """The object with these keys only, as far as it has them."""
    wanted = _wanted(frame, list(keys))
    frame.budget.items(_ENTRY * len(wanted))
    return {key: value[key] for key in wanted if key in value}


@group.function(example="omit({'a': 1, 'b': 2}, 'a')", result={"b": 2}, on=("object",))
def omit(frame: Frame, value: dict[str, Any], *keys: Any) -> dict[str, Any]:
    """The object without these keys."""
    unwanted = set(_wanted(frame, list(keys)))
    frame.budget.items(_ENTRY * len(value))
    return {key: item for key, item in value.items() if key not in unwanted}


@group.function(example="rename_keys({'a': 1, 'b': 2}, {'a': 'x'})", result={"x": 1, "b": 2}, on=("object",))
def rename_keys(frame: Frame, value: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """The object with keys renamed, from the old name to the new one."""
    frame.budget.items(_ENTRY * len(value))
    return {object_key(names.get(key, key)): item for key, item in value.items()}


@group.function(example="with_key({'a': 1}, 'b', 2)", result={"a": 1, "b": 2}, on=("object",))
def with_key(frame: Frame, value: dict[str, Any], key: str | int, item: Any) -> dict[str, Any]:
    """The object with one entry set."""
    frame.budget.items(_ENTRY * (len(value) + 1))
    return {**value, object_key(key): item}


@group.function(example="map_values({'a': 1}, lambda v: v + 1)", result={"a": 2}, on=("object",))
def map_values(frame: Frame, value: dict[str, Any], key: KeyOf) -> dict[str, Any]:
    """The object with each value replaced by what the lambda makes of it, or by that field of it."""
    frame.budget.items(_ENTRY * len(value))
    return {name: key(item) for name, item in value.items()}


@group.function(example="filter_values({'a': 1, 'b': 2}, lambda v: v > 1)", result={"b": 2}, on=("object",))
def filter_values(frame: Frame, value: dict[str, Any], key: KeyOf) -> dict[str, Any]:
    """The entries for whose value the lambda, or the field, counts as true."""
    frame.budget.items(_ENTRY * len(value))
    return {name: item for name, item in value.items() if key(item)}


@group.function(example="without_nulls({'a': 1, 'b': null})", result={"a": 1}, on=("object",))
def without_nulls(frame: Frame, value: dict[str, Any]) -> dict[str, Any]:
    """The entries whose value is not null."""
    frame.budget.items(_ENTRY * len(value))
    return {key: item for key, item in value.items() if item is not None}


@group.function(example="invert({'a': 'x'})", result={"x": "a"}, on=("object",))
def invert(frame: Frame, value: dict[str, Any]) -> dict[str, str]:
    """The object with the text of its values as keys, and its keys as values."""
    frame.budget.items(_ENTRY * len(value))
    return {to_text(frame.budget, item): key for key, item in value.items()}
