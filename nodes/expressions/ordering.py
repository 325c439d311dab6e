"""How values are put in order: numbers among numbers, text among text, lists item by item, null at the end."""

from collections.abc import Callable
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault
from nodes.expressions.values import NUMBERS, describe, finite

Rank = tuple[tuple[int, Any], ...]

_HINT = "Turn all of them to text(…) or number(…)."


def _rank(value: Any) -> tuple[int, Any]:
    if type(value) in NUMBERS:
        return 0, finite(value)
    if type(value) is str:
        return 0, value
    if value is None:
        return 1, 0
    raise Fault(f"Only numbers and text can be put in order, not {describe(value)}.")


def rank(value: Any) -> Rank:
    """A key for Python's sort. A list makes several, for a second and a third criterion."""
    return tuple(_rank(part) for part in value) if type(value) is list else (_rank(value),)


def _are_alike(values: list[Any]) -> bool:
    """Whether Python itself can put the values in order: all of them numbers, or all of them text."""
    kinds = set(map(type, values))
    return kinds <= NUMBERS or kinds == {str}


def _charge(budget: Budget, values: list[Any]) -> None:
    """A sort compares each value about log2(n) times, and text as far as it is alike."""
    rounds = 2 + len(values).bit_length()
    if values and type(values[0]) is str:
        rounds *= 3 + (max(map(len, values)) >> 7)
    budget.work(len(values) * rounds >> 4)


def _charge_ranks(budget: Budget, ranks: list[Rank]) -> None:
    longest = max((len(part) for one in ranks for _, part in one if type(part) is str), default=0)
    width = max(map(len, ranks), default=1)
    budget.work(len(ranks) * (6 + len(ranks).bit_length() * (width + (longest >> 9)) // 2))


def ordered(
    budget: Budget, items: list[Any], key: Callable[[Any], Any] | None, *, descending: bool
) -> list[Any]:
    """The items in order; equal ones keep theirs, and null comes last either way."""
    budget.items(4 * len(items))
    values = [key(item) for item in items] if key else items
    if _are_alike(values):
        _charge(budget, values)
        if key is None:
            return sorted(items, reverse=descending)
        return [
            items[place] for place in sorted(range(len(items)), key=values.__getitem__, reverse=descending)
        ]
    ranks = [rank(value) for value in values]
    _charge_ranks(budget, ranks)
    absent = [place for place, one in enumerate(ranks) if len(one) == 1 and one[0][0]]
    present = [place for place, one in enumerate(ranks) if not (len(one) == 1 and one[0][0])]
    try:
        present.sort(key=ranks.__getitem__, reverse=descending)
    except TypeError:
        raise Fault("Numbers and text cannot be put in one order.", _HINT) from None
    return [items[place] for place in present + absent]


def extreme(budget: Budget, items: list[Any], key: Callable[[Any], Any] | None, *, largest: bool) -> Any:
    """The item that comes first or last in order, null left out of account."""
    if not items:
        raise Fault("There is no smallest or largest of nothing.", "Test for an empty list before.")
    budget.items(2 * len(items))
    values = [key(item) for item in items] if key else items
    places = [place for place, value in enumerate(values) if value is not None]
    if not places:
        return None
    choose: Any = max if largest else min
    values = [values[place] for place in places]
    if not _are_alike(values):
        values = [rank(value) for value in values]
        _charge_ranks(budget, values)
    elif type(values[0]) is str:
        _charge(budget, values)
    try:
        return items[places[choose(range(len(values)), key=values.__getitem__)]]
    except TypeError:
        raise Fault("Numbers and text cannot be compared.", _HINT) from None
