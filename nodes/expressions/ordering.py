"""How values are put in order: numbers among numbers, text among text, lists item by item, null at the end."""

from collections.abc import Callable
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault
from nodes.expressions.values import NUMBERS, describe, finite


def _rank(value: Any) -> tuple[int, Any]:
    if type(value) in NUMBERS:
        return 0, finite(value)
    if type(value) is str:
        return 0, value
    if value is None:
        return 1, 0
    raise Fault(f"Only numbers and text can be put in order, not {describe(value)}.")


def rank(value: Any) -> tuple[tuple[int, Any], ...]:
    """A key for Python's sort. A list makes several, for a second and a third criterion."""
    return tuple(_rank(part) for part in value) if type(value) is list else (_rank(value),)


def _charge(budget: Budget, ranks: list[tuple[tuple[int, Any], ...]]) -> None:
    """A sort compares each element about log2(n) times, and text as far as it is alike."""
    longest = max((len(part) for one in ranks for _, part in one if type(part) is str), default=0)
    width = max(map(len, ranks), default=1)
    budget.work(len(ranks) * (1 + len(ranks).bit_length() * (width + (longest >> 9)) // 2))


def ordered(
    budget: Budget, items: list[Any], key: Callable[[Any], Any] | None, *, descending: bool
) -> list[Any]:
    """The items in order; equal ones keep theirs, and null comes last either way."""
    budget.items(4 * len(items))
    ranks = [rank(key(item) if key else item) for item in items]
    _charge(budget, ranks)
    present = [place for place, one in enumerate(ranks) if not (len(one) == 1 and one[0][0])]
    absent = [place for place, one in enumerate(ranks) if len(one) == 1 and one[0][0]]
    try:
        present.sort(key=ranks.__getitem__, reverse=descending)
    except TypeError:
        raise Fault(
            "Numbers and text cannot be put in one order.", "Turn all of them to text(…) or number(…)."
        ) from None
    return [items[place] for place in present + absent]


def extreme(budget: Budget, items: list[Any], key: Callable[[Any], Any] | None, *, largest: bool) -> Any:
    """The item that comes first or last in order, null left out of account."""
    if not items:
        raise Fault(
            "There is no smallest or largest of nothing.", "Use default(…) or test for an empty list before."
        )
    budget.items(2 * len(items))
    ranks = [(rank(key(item) if key else item), item) for item in items]
    present = [pair for pair in ranks if not pair[0] or not pair[0][0][0]]
    _charge(budget, [one for one, _ in present])
    if not present:
        return None
    choose: Any = max if largest else min
    try:
        return choose(present, key=lambda pair: pair[0])[1]
    except TypeError:
        raise Fault(
            "Numbers and text cannot be compared.", "Turn all of them to text(…) or number(…)."
        ) from None
