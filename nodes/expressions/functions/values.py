"""Functions about values of any type: what they are, whether they exist, and turning one type into another."""

from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import UNDEFINED, Group, Later, Maybe
from nodes.expressions.values import describe, same, to_text

group = Group("Values")

_NAMES: dict[type, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "boolean",
    list: "list",
    dict: "object",
    type(None): "null",
}
_EMPTY: tuple[Any, ...] = ("", [], {}, None)


@group.function(example="null | default('–')", result="–", infer="first")
def default(frame: Frame, value: Maybe, fallback: Later, keep_null: bool = False) -> Any:
    """The value, or the fallback where the value does not exist or is null (with keep_null: only where it does not exist)."""
    if value is UNDEFINED or (value is None and not keep_null):
        return fallback()
    return value


@group.function(example="exists(null)", result=True)
def exists(frame: Frame, value: Maybe) -> bool:
    """Whether the path leads somewhere, be it to null."""
    return value is not UNDEFINED


@group.function(example="coalesce(null, '', 'b')", result="", infer="first")
def coalesce(frame: Frame, *values: Maybe) -> Any:
    """The first of the values that exists and is not null, else null."""
    return next((value for value in values if value is not UNDEFINED and value is not None), None)


@group.function(example="is_empty([])", result=True)
def is_empty(frame: Frame, value: Maybe) -> bool:
    """Whether the value does not exist, is null, or is a text, list or object without anything in it."""
    return value is UNDEFINED or (type(value) in (str, list, dict, type(None)) and value in _EMPTY)


@group.function(example="type_of([1, 2])", result="list", aliases=("typeof",))
def type_of(frame: Frame, value: Any) -> str:
    """The type of the value: text, number, boolean, list, object or null."""
    return _NAMES[type(value)]


@group.function(example="is_text('a')", result=True)
def is_text(frame: Frame, value: Any) -> bool:
    """Whether the value is text."""
    return type(value) is str


@group.function(example="is_number('7')", result=False)
def is_number(frame: Frame, value: Any) -> bool:
    """Whether the value is a number; text that looks like one is not."""
    return type(value) in (int, float)


@group.function(example="is_list({})", result=False)
def is_list(frame: Frame, value: Any) -> bool:
    """Whether the value is a list."""
    return type(value) is list


@group.function(example="is_object({})", result=True)
def is_object(frame: Frame, value: Any) -> bool:
    """Whether the value is an object."""
    return type(value) is dict


@group.function(example="text(1.5)", result="1.5", on=("number",), aliases=("str", "to_text"))
def text(frame: Frame, value: Any) -> str:
    """The value as text: text as it is, anything else as JSON."""
    return to_text(frame.budget, value)


@group.function(example="int('42')", result=42, aliases=("to_int",))
def int_(frame: Frame, value: str | float | bool, fallback: Any = UNDEFINED) -> Any:
    """The value as a whole number, cut off towards zero; the fallback, if one is given, for text that is none."""
    number = _number(value)
    if number is None:
        return _fall_back(value, fallback, "a number")
    return int(number)


@group.function(example="float('1.5')", result=1.5, aliases=("number", "to_number"))
def float_(frame: Frame, value: str | float | bool, fallback: Any = UNDEFINED) -> Any:
    """The value as a number; the fallback, if one is given, for text that is none."""
    number = _number(value)
    return _fall_back(value, fallback, "a number") if number is None else number


def _number(value: str | float | bool) -> int | float | None:
    if not isinstance(value, str):
        return int(value) if type(value) is bool else value
    digits = value.strip()
    if len(digits) > 40 or "_" in digits or not digits.isascii():
        return None
    try:
        return int(digits)
    except ValueError:
        pass
    try:
        return float(digits) if digits[-1:].isdigit() or digits[-1:] == "." else None
    except ValueError:
        return None


def _fall_back(value: Any, fallback: Any, wanted: str) -> Any:
    if fallback is UNDEFINED:
        raise Fault(f"This is not {wanted}: {describe(value)}.")
    return fallback


@group.function(example="bool('no')", result=False, aliases=("to_bool",))
def bool_(frame: Frame, value: Any) -> bool:
    """Whether the value counts as true; as text, yes, true, on and 1 do, and no, false, off, 0 and nothing do not."""
    if type(value) is not str:
        return bool(value)
    word = value.strip().lower() if len(value) < 20 else value
    if word in ("yes", "true", "on", "1", "y", "t"):
        return True
    if word in ("no", "false", "off", "0", "n", "f", ""):
        return False
    raise Fault(f"This is neither yes nor no: {describe(value)}.")


@group.function(example="one_of('b', ['a', 'b'])", result=True)
def one_of(frame: Frame, value: Any, choices: list[Any]) -> bool:
    """Whether the value is among the choices."""
    frame.budget.work(len(choices))
    return any(same(frame.budget, value, choice) for choice in choices)


@group.function(example="choose('b', {'a': 1, 'b': 2}, 0)", result=2)
def choose(frame: Frame, key: str | float, cases: dict[str, Any], otherwise: Any = None) -> Any:
    """What the object holds under the key, else the last argument."""
    return cases.get(to_text(frame.budget, key), otherwise)
