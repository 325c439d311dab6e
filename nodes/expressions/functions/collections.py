"""Going through a list with a field name or a lambda: choosing, changing, counting, grouping."""

import math
from statistics import median as middle
from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame, Key
from nodes.expressions.functions.registry import Group, KeyOf
from nodes.expressions.ordering import extreme
from nodes.expressions.values import NUMBERS, describe, finite, to_text

group = Group("Collections")


@group.function(
    example="map([1, 2], lambda x: x * 10)",
    result=[10, 20],
    on=("list",),
    aliases=("pluck",),
    infer="list of body",
)
def map_(frame: Frame, items: list[Any], key: KeyOf) -> list[Any]:
    """What the lambda makes of each element, or that field of each."""
    frame.budget.items(len(items))
    return [key(item) for item in items]


@group.function(
    example="filter([1, 2, 3], lambda x: x > 1)",
    result=[2, 3],
    on=("list",),
    aliases=("where",),
    infer="first",
)
def filter_(frame: Frame, items: list[Any], key: KeyOf | None = None) -> list[Any]:
    """The elements for which the lambda, or the field, counts as true."""
    frame.budget.items(len(items))
    return [item for item in items if (key(item) if key else item)]


@group.function(example="reject([1, 2, 3], lambda x: x > 1)", result=[1], on=("list",), infer="first")
def reject(frame: Frame, items: list[Any], key: KeyOf) -> list[Any]:
    """The elements for which the lambda, or the field, counts as false."""
    frame.budget.items(len(items))
    return [item for item in items if not key(item)]


@group.function(example="find([1, 2, 3], lambda x: x > 1)", result=2, on=("list",), infer="element")
def find(frame: Frame, items: list[Any], key: KeyOf, fallback: Any = None) -> Any:
    """The first element for which the lambda, or the field, counts as true, else the fallback."""
    frame.budget.items(len(items))
    return next((item for item in items if key(item)), fallback)


@group.function(example="any([1, 2], lambda x: x > 1)", result=True, on=("list",))
def any_(frame: Frame, items: list[Any], key: KeyOf | None = None) -> bool:
    """Whether some element counts as true, or makes the lambda so."""
    frame.budget.items(len(items))
    return any(key(item) if key else item for item in items)


@group.function(example="all([1, 2], lambda x: x > 1)", result=False, on=("list",))
def all_(frame: Frame, items: list[Any], key: KeyOf | None = None) -> bool:
    """Whether every element counts as true, or makes the lambda so."""
    frame.budget.items(len(items))
    return all(key(item) if key else item for item in items)


@group.function(example="count([1, 2, 3], lambda x: x > 1)", result=2, on=("list",))
def count(frame: Frame, items: list[Any], key: KeyOf | None = None) -> int:
    """How many elements there are, or for how many of them the lambda, or the field, counts as true."""
    frame.budget.items(len(items))
    return sum(1 for item in items if key(item)) if key else len(items)


def _numbers(frame: Frame, items: list[Any], key: Key | None) -> list[Any]:
    frame.budget.items(2 * len(items))
    numbers = [key(item) if key else item for item in items]
    for number in numbers:
        if type(number) not in NUMBERS:
            raise Fault(
                f"Only numbers can be added up, not {describe(number)}.",
                "Use filter(…) or default(…) before.",
            )
    return numbers


@group.function(example="sum([{'n': 1}, {'n': 2}], 'n')", result=3, on=("list",))
def sum_(frame: Frame, items: list[Any], key: KeyOf | None = None) -> int | float:
    """The sum of the numbers, of that field, or of what the lambda gives."""
    numbers = _numbers(frame, items, key)
    return math.fsum(numbers) if any(type(number) is float for number in numbers) else sum(numbers)


@group.function(example="mean([1, 2, 6])", result=3, on=("list",), aliases=("avg", "average"))
def mean(frame: Frame, items: list[Any], key: KeyOf | None = None) -> int | float:
    """The mean of the numbers, of that field, or of what the lambda gives."""
    numbers = _numbers(frame, items, key)
    if not numbers:
        raise Fault("There is no mean of nothing.")
    total = math.fsum(numbers) / len(numbers)
    return (
        int(total) if total.is_integer() and not any(type(number) is float for number in numbers) else total
    )


@group.function(example="median([1, 9, 2])", result=2, on=("list",))
def median(frame: Frame, items: list[Any], key: KeyOf | None = None) -> int | float:
    """The middle one of the numbers in order, or the mean of the middle two."""
    numbers = [finite(number) for number in _numbers(frame, items, key)]
    if not numbers:
        raise Fault("There is no median of nothing.")
    frame.budget.work(len(numbers) * len(numbers).bit_length() // 4)
    return middle(numbers)


@group.function(example="stdev([2, 4, 4, 4, 5, 5, 7, 9])", result=2.0, on=("list",))
def stdev(frame: Frame, items: list[Any], key: KeyOf | None = None) -> float:
    """The standard deviation of the numbers, taken as all there are."""
    numbers = _numbers(frame, items, key)
    if not numbers:
        raise Fault("There is no deviation of nothing.")
    centre = math.fsum(numbers) / len(numbers)
    return math.sqrt(math.fsum((number - centre) ** 2 for number in numbers) / len(numbers))


def _candidates(values: tuple[Any, ...]) -> list[Any]:
    return values[0] if len(values) == 1 and type(values[0]) is list else list(values)


@group.function(example="min(3, 1, 2)", result=1, on=("list",), infer="element")
def min_(frame: Frame, *values: Any) -> Any:
    """The smallest of the values, or of the elements of one list; null is passed over."""
    return extreme(frame.budget, _candidates(values), None, largest=False)


@group.function(example="max([3, 1, 2])", result=3, on=("list",), infer="element")
def max_(frame: Frame, *values: Any) -> Any:
    """The largest of the values, or of the elements of one list; null is passed over."""
    return extreme(frame.budget, _candidates(values), None, largest=True)


@group.function(example="min_by([{'n': 2}, {'n': 1}], 'n')", result={"n": 1}, on=("list",), infer="element")
def min_by(frame: Frame, items: list[Any], key: KeyOf) -> Any:
    """The element with the smallest field, or the smallest result of the lambda."""
    return extreme(frame.budget, items, key, largest=False)


@group.function(example="max_by([{'n': 2}, {'n': 1}], 'n')", result={"n": 2}, on=("list",), infer="element")
def max_by(frame: Frame, items: list[Any], key: KeyOf) -> Any:
    """The element with the largest field, or the largest result of the lambda."""
    return extreme(frame.budget, items, key, largest=True)


@group.function(
    example="group_by(['ant', 'bee', 'asp'], lambda x: x[0])",
    result={"a": ["ant", "asp"], "b": ["bee"]},
    on=("list",),
)
def group_by(frame: Frame, items: list[Any], key: KeyOf) -> dict[str, list[Any]]:
    """The elements in lists, one for each value of the field or lambda, as an object by that value's text."""
    frame.budget.items(12 * len(items))
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(to_text(frame.budget, key(item)), []).append(item)
    return groups


@group.function(
    example="count_by(['ant', 'bee', 'asp'], lambda x: x[0])", result={"a": 2, "b": 1}, on=("list",)
)
def count_by(frame: Frame, items: list[Any], key: KeyOf) -> dict[str, int]:
    """How many elements have each value of the field or lambda, as an object by that value's text."""
    frame.budget.items(8 * len(items))
    counts: dict[str, int] = {}
    for item in items:
        name = to_text(frame.budget, key(item))
        counts[name] = counts.get(name, 0) + 1
    return counts


@group.function(
    example="index_by([{'id': 7}], 'id')", result={"7": {"id": 7}}, on=("list",), aliases=("key_by",)
)
def index_by(frame: Frame, items: list[Any], key: KeyOf) -> dict[str, Any]:
    """The elements as an object by the text of a field or lambda; of several with the same, the last."""
    frame.budget.items(8 * len(items))
    return {to_text(frame.budget, key(item)): item for item in items}


@group.function(example="partition([1, 2, 3], lambda x: x > 1)", result=[[2, 3], [1]], on=("list",))
def partition(frame: Frame, items: list[Any], key: KeyOf) -> list[list[Any]]:
    """Two lists: the elements for which the lambda, or the field, counts as true, and the others."""
    frame.budget.items(3 * len(items))
    parts: tuple[list[Any], list[Any]] = ([], [])
    for item in items:
        parts[0 if key(item) else 1].append(item)
    return list(parts)
