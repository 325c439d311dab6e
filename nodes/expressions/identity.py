"""A value as something that can be looked up: equal values give equal marks."""

from typing import Any

from orjson import OPT_SORT_KEYS

from nodes.expressions.budget import Budget
from nodes.expressions.values import SCALARS, to_json


def mark(budget: Budget, value: Any) -> Any:
    """A hashable stand-in for the value, alike for equal values."""
    kind = type(value)
    if kind is str:
        budget.work(1 + (len(value) >> 9))
        return value
    if kind in SCALARS:
        return value
    budget.work(10)
    return kind, to_json(budget, value, OPT_SORT_KEYS)
