"""Numbers: rounding, roots, and how they are written."""

import math
from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group, Number
from nodes.expressions.values import finite

group = Group("Numbers")


def _digits(digits: int) -> int:
    if -20 <= digits <= 20:
        return digits
    raise Fault("The number of digits lies between -20 and 20.")


@group.function(example="round(2.675, 1)", result=2.7, on=("number",))
def round_(frame: Frame, number: Number, digits: int = 0) -> Number:
    """The number, rounded to so many digits after the point; a whole number without digits. Halves go to the even neighbour."""
    return round(finite(number), _digits(digits)) if digits else round(finite(number))


@group.function(example="floor(2.9)", result=2, on=("number",))
def floor(frame: Frame, number: Number) -> int:
    """The next whole number below."""
    return math.floor(finite(number))


@group.function(example="ceil(2.1)", result=3, on=("number",))
def ceil(frame: Frame, number: Number) -> int:
    """The next whole number above."""
    return math.ceil(finite(number))


@group.function(example="abs(-3)", result=3, on=("number",))
def abs_(frame: Frame, number: Number) -> Number:
    """The number without its sign."""
    return abs(number)


@group.function(example="sign(-3)", result=-1, on=("number",))
def sign(frame: Frame, number: Number) -> int:
    """-1, 0 or 1, as the number is negative, zero or positive."""
    return (number > 0) - (number < 0)


@group.function(example="clamp(12, 0, 10)", result=10, on=("number",))
def clamp(frame: Frame, number: Number, low: Number, high: Number) -> Number:
    """The number, but at least the low and at most the high limit."""
    return max(low, min(high, number))


@group.function(example="sqrt(9)", result=3.0, on=("number",))
def sqrt(frame: Frame, number: Number) -> float:
    """The square root."""
    if number < 0:
        raise Fault("A negative number has no square root.")
    return math.sqrt(number)


@group.function(example="log(8, 2)", result=3.0, on=("number",))
def log(frame: Frame, number: Number, base: Number = math.e) -> float:
    """The logarithm, by default the natural one."""
    if number <= 0 or base <= 0 or base == 1:
        raise Fault("A logarithm needs a positive number and a positive base other than 1.")
    return math.log2(number) if base == 2 else math.log10(number) if base == 10 else math.log(number, base)


@group.function(example="exp(0)", result=1.0, on=("number",))
def exp(frame: Frame, number: Number) -> float:
    """e to the power of the number."""
    if number > 700:
        raise Fault("The result of `exp` is too large.")
    return math.exp(number)


@group.function(example="percent(1, 8)", result=12.5, on=("number",))
def percent(frame: Frame, part: Number, whole: Number, digits: int = 2) -> float:
    """How many percent the part is of the whole."""
    if not whole:
        raise Fault("There is no share of zero.")
    return round(100 * part / whole, _digits(digits))


@group.function(example="format_number(1234567.891, 2)", result="1,234,567.89", on=("number",))
def format_number(
    frame: Frame, number: Number, digits: int = 0, thousands: str = ",", point: str = "."
) -> str:
    """The number with so many digits after the point and separators between the thousands."""
    if len(thousands) > 3 or len(point) > 3:
        raise Fault("The separators have at most 3 characters.")
    frame.budget.text(500)
    written = f"{finite(number):,.{max(0, _digits(digits))}f}"
    return thousands.join(piece for piece in written.partition(".")[0].split(",")) + (
        point + written.partition(".")[2] if "." in written else ""
    )


@group.function(example="parse_number('1.234,50 €', ',')", result=1234.5, on=("text",))
def parse_number(frame: Frame, text: str, point: str = ".") -> Any:
    """The number that people wrote in the text, whatever signs and separators surround its digits."""
    if len(text) > 100:
        raise Fault("A written number has at most 100 characters.")
    kept = "".join("." if char == point else char for char in text if char in "0123456789-" or char == point)
    try:
        return float(kept) if "." in kept else int(kept)
    except ValueError:
        raise Fault(f"There is no number in '{text[:30]}'.") from None


@group.function(example="to_base(255, 16)", result="ff", on=("number",))
def to_base(frame: Frame, number: int, base: int) -> str:
    """The whole number written in another base, from 2 to 36."""
    if not 2 <= base <= 36:
        raise Fault("The base lies between 2 and 36.")
    frame.budget.work(20)
    rest, digits = abs(number), ""
    if rest.bit_length() > 64:
        raise Fault("This number is too large.")
    while rest or not digits:
        rest, digit = divmod(rest, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"-{digits}" if number < 0 else digits


@group.function(example="from_base('ff', 16)", result=255, on=("text",))
def from_base(frame: Frame, text: str, base: int) -> int:
    """The whole number that the text writes in another base, from 2 to 36."""
    if not 2 <= base <= 36:
        raise Fault("The base lies between 2 and 36.")
    try:
        return int(text[:80], base)
    except ValueError:
        raise Fault(f"'{text[:30]}' is no number in base {base}.") from None
