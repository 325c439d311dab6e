"""What `+ - * / // % **` mean for JSON values, with every result bounded before it is made."""

from collections.abc import Callable
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault
from nodes.expressions.limits import LARGEST_WHOLE
from nodes.expressions.values import NUMBERS, describe, finite, whole

Operator = Callable[[Budget, Any, Any], Any]


def _number(value: int | float) -> int | float:
    return finite(value) if type(value) is float else whole(int(value))


def _refuse(sign: str, a: Any, b: Any) -> Fault:
    hint = None
    if sign == "+" and str in (type(a), type(b)):
        hint = "Join text with an f-string: f'{a} {b}', or use text(…)."
    elif None in (a, b):
        hint = "Use default(…) to give a value for null."
    return Fault(f"`{sign}` does not work between {describe(a)} and {describe(b)}.", hint)


def add(budget: Budget, a: Any, b: Any) -> Any:
    if type(a) in NUMBERS and type(b) in NUMBERS:
        return _number(a + b)
    if type(a) is str and type(b) is str:
        budget.text(len(a) + len(b))
        return a + b
    if type(a) is list and type(b) is list:
        budget.items(len(a) + len(b))
        return a + b
    raise _refuse("+", a, b)


def subtract(budget: Budget, a: Any, b: Any) -> Any:
    if type(a) in NUMBERS and type(b) in NUMBERS:
        return _number(a - b)
    raise _refuse("-", a, b)


def multiply(budget: Budget, a: Any, b: Any) -> Any:
    if type(a) in NUMBERS and type(b) in NUMBERS:
        return _number(a * b)
    if type(a) is int and type(b) in (str, list):
        a, b = b, a
    if type(b) is int and type(a) is str:
        budget.text(len(a) * max(0, b))
        return a * b
    if type(b) is int and type(a) is list:
        budget.items(len(a) * max(0, b))
        return a * b
    raise _refuse("*", a, b)


def _divisible(sign: str, a: Any, b: Any) -> None:
    if type(a) not in NUMBERS or type(b) not in NUMBERS:
        hint = "Format text with an f-string: f'{x:.2f}'." if sign == "%" and type(a) is str else None
        fault = _refuse(sign, a, b)
        raise Fault(fault.message, hint or fault.hint)
    if not b:
        raise Fault("This divides by zero.")


def divide(budget: Budget, a: Any, b: Any) -> Any:
    _divisible("/", a, b)
    return _number(a / b)


def floor_divide(budget: Budget, a: Any, b: Any) -> Any:
    _divisible("//", a, b)
    return _number(a // b)


def remainder(budget: Budget, a: Any, b: Any) -> Any:
    _divisible("%", a, b)
    return _number(a % b)


def power(budget: Budget, a: Any, b: Any) -> Any:
    if type(a) not in NUMBERS or type(b) not in NUMBERS:
        raise _refuse("**", a, b)
    if type(a) is not float and type(b) is not float and abs(a) > 1:
        bits = LARGEST_WHOLE.bit_length()
        if abs(b) > bits or (b > 0 and (a.bit_length() - 1) * b > bits):
            raise Fault("The result of `**` is too large or too small.")
    if not a and b < 0:
        raise Fault("This divides by zero.")
    result = a**b
    if type(result) is complex:
        raise Fault("A negative number has no such root.")
    return _number(result)


OPERATORS: dict[str, Operator] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "//": floor_divide,
    "%": remainder,
    "**": power,
}
