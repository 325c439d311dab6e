"""JSON values as expressions see them: their kinds, how they are described, compared, measured and written as text."""

from math import inf
from types import NoneType
from typing import Any

import orjson

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault
from nodes.expressions.limits import LARGEST_WHOLE, VALUE_DEPTH

KINDS: dict[type, str] = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}
SCALARS = frozenset({str, int, float, bool, NoneType})
NUMBERS = frozenset({int, float, bool})


def kind_of(value: Any) -> str:
    kind = KINDS.get(type(value))
    if kind is None:
        raise Fault(f"A value of type {type(value).__name__} is not JSON, so expressions cannot use it.")
    return kind


def describe(value: Any) -> str:
    """The value in a few words for an error message."""
    kind = kind_of(value)
    if type(value) is str:
        return f"text ('{value[:30]}…')" if len(value) > 30 else f"text ('{value}')"
    if type(value) in (int, float):
        return f"a number ({value if type(value) is float or value.bit_length() < 100 else 'very large'})"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is list:
        return f"a list of {len(value)}"
    return kind


def whole(value: int) -> int:
    if -LARGEST_WHOLE <= value <= LARGEST_WHOLE:
        return value
    raise Fault("This number is too large: whole numbers go up to 9223372036854775807.")


def finite(value: float) -> float:
    if -inf < value < inf:
        return value
    raise Fault("The result is not a number that JSON can carry: it is infinite or undefined.")


def clean_text(text: str) -> str:
    """The text itself, or a fault when it holds what a database or JSON reader refuses."""
    if "\0" in text:
        raise Fault("The text holds a NUL character.")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Fault("The text holds half of a character (a lone surrogate).") from None
    return text


def clean_number(value: Any) -> Any:
    return whole(value) if type(value) is int else finite(value) if type(value) is float else value


def object_key(key: Any) -> str:
    """Keys of objects are text; a whole number is taken as its digits."""
    if type(key) is str:
        return key
    if type(key) is int:
        return str(key)
    raise Fault(f"A key of an object is text, not {describe(key)}.")


def same(budget: Budget, a: Any, b: Any, depth: int = 0) -> bool:
    """Whether two values are equal, charged for what is really compared."""
    if type(a) in SCALARS and type(b) in SCALARS:
        if type(a) is str and type(b) is str and len(a) == len(b):
            budget.work(len(a) >> 9)
        return bool(a == b)
    if type(a) is not type(b):
        kind_of(a), kind_of(b)
        return False
    kind_of(a)
    if depth > VALUE_DEPTH:
        raise Fault("These values are nested too deeply to be compared.")
    if len(a) != len(b):
        return False
    budget.work(8 + 3 * len(a))
    if type(a) is list:
        return all(same(budget, x, y, depth + 1) for x, y in zip(a, b, strict=True))
    return all(key in b and same(budget, x, b[key], depth + 1) for key, x in a.items())


def measure(budget: Budget, value: Any) -> int:
    """Walk the whole value: charge for it, refuse what is not JSON, and tell about how long it is as text."""
    level, size = [value], 0
    for _ in range(VALUE_DEPTH):
        below: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is str:
                size += len(item) + 3
                if len(item) > 255:
                    budget.work(len(item) >> 8)
                if "\0" in item or not item.isascii():
                    clean_text(item)
            elif kind is list:
                budget.items(2 * len(item))
                below.extend(item)
            elif kind is dict:
                budget.items(3 * len(item))
                below.extend(item.values())
                size += _measure_keys(item)
            elif kind is float:
                finite(item)
                size += 20
            else:
                kind_of(item)
                size += 8
        if not below:
            return size
        level = below
    raise Fault(f"This value is nested too deeply: {VALUE_DEPTH} levels is the most.")


def _measure_keys(value: dict[Any, Any]) -> int:
    size = 0
    for key in value:
        if type(key) is not str:
            raise Fault(f"A key of an object is text, not {describe(key)}.")
        size += len(key) + 4
        if "\0" in key or not key.isascii():
            clean_text(key)
    return size


def to_json(budget: Budget, value: Any, options: int = 0) -> str:
    size = measure(budget, value)
    budget.text(2 * size)
    try:
        return orjson.dumps(value, option=options).decode()
    except orjson.JSONEncodeError as error:
        raise Fault(f"This value cannot be written as JSON: {error}.") from None


def to_text(budget: Budget, value: Any) -> str:
    """How a value reads inside text: text as it is, anything else as JSON."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value if value.bit_length() <= 64 else whole(value))
    if kind is float:
        return repr(finite(value))
    if value is None:
        return "null"
    return to_json(budget, value)
