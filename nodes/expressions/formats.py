"""The format specs of f-strings (`.2f`, `>10`, `,`), read by a fixed pattern before Python's formatter sees them."""

import re
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault
from nodes.expressions.values import describe, to_text

_SPEC = re.compile(
    r"(?:(?P<fill>[^{}])?(?P<align>[<>^=]))?(?P<sign>[-+ ])?(?P<zero>0)?(?P<width>\d{1,3})?"
    r"(?P<group>[,_])?(?:\.(?P<precision>\d{1,2}))?(?P<type>[dfFeEgG%sxXob])?"
)
_HINT = "Examples: .2f, >10, 05d, ',', .1%."


def check_spec(spec: str) -> re.Match[str]:
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise Fault(f"`{spec[:40]}` is not a format that can be used here.", _HINT)
    return match


def formatted(budget: Budget, value: Any, spec: str) -> str:
    match = check_spec(spec)
    budget.work(6)
    budget.text(int(match["width"] or 0))
    if not spec:
        return to_text(budget, value)
    of_number = type(value) in (int, float) and match["type"] != "s"
    subject = value if of_number else to_text(budget, value)
    if not of_number and (
        match["sign"] or match["group"] or match["align"] == "=" or match["type"] not in (None, "s")
    ):
        raise Fault(f"The format `{spec}` is for numbers, and this is {describe(value)}.", _HINT)
    if not of_number and match["zero"]:
        raise Fault(f"The format `{spec}` is for numbers, and this is {describe(value)}.", _HINT)
    if type(value) is int and value.bit_length() > 64:
        raise Fault("This number is too large to be formatted.")
    try:
        return format(subject, spec)
    except (ValueError, OverflowError):
        raise Fault(f"The format `{spec}` does not fit {describe(value)}.", _HINT) from None
