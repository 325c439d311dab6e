"""Lists: length, parts, order, putting together."""

from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group, KeyOf
from nodes.expressions.identity import mark
from nodes.expressions.ordering import ordered
from nodes.expressions.values import SCALARS, same

group = Group("Lists")


@group.function(example="length([1, 2, 3])", result=3, on=("text", "list", "object"), aliases=("len", "size"))
def length(frame: Frame, value: str | list[Any] | dict[str, Any]) -> int:
    """How many characters the text, elements the list or keys the object has."""
    return len(value)


@group.function(example="first([1, 2, 3])", result=1, on=("text", "list"), infer="element")
def first(frame: Frame, items: list[Any] | str, fallback: Any = None) -> Any:
    """The first element, or the fallback of an empty list."""
    return items[0] if items else fallback


@group.function(example="last([1, 2, 3])", result=3, on=("text", "list"), infer="element")
def last(frame: Frame, items: list[Any] | str, fallback: Any = None) -> Any:
    """The last element, or the fallback of an empty list."""
    return items[-1] if items else fallback


@group.function(example="take([1, 2, 3], 2)", result=[1, 2], on=("list",), infer="first")
def take(frame: Frame, items: list[Any], count: int) -> list[Any]:
    """The first so many elements; with a negative number, the last ones."""
    frame.budget.items(min(abs(count), len(items)))
    return items[:count] if count >= 0 else items[count:]


@group.function(example="drop([1, 2, 3], 2)", result=[3], on=("list",), infer="first")
def drop(frame: Frame, items: list[Any], count: int) -> list[Any]:
    """The list without its first so many elements; with a negative number, without its last ones."""
    frame.budget.items(len(items))
    return items[count:] if count >= 0 else items[:count]


@group.function(example="index_of(['a', 'b'], 'b')", result=1, on=("list",))
def index_of(frame: Frame, items: list[Any], item: Any) -> int:
    """Where the item first stands in the list, counted from 0; -1 where it does not."""
    frame.budget.work(len(items))
    return next((place for place, one in enumerate(items) if same(frame.budget, one, item)), -1)


@group.function(example="includes([1, 2], 2)", result=True, on=("list",))
def includes(frame: Frame, items: list[Any], item: Any) -> bool:
    """Whether the item is an element of the list."""
    return index_of(frame, items, item) >= 0


@group.function(
    example="reverse([1, 2, 3])", result=[3, 2, 1], on=("text", "list"), aliases=("reversed",), infer="first"
)
def reverse(frame: Frame, items: list[Any] | str) -> list[Any] | str:
    """The list, or the text, from its end to its start."""
    frame.budget.text(len(items)) if type(items) is str else frame.budget.items(len(items))
    return items[::-1]


@group.function(
    example="sort([3, 1, null, 2])", result=[1, 2, 3, None], on=("list",), aliases=("sorted",), infer="first"
)
def sort(frame: Frame, items: list[Any], descending: bool = False) -> list[Any]:
    """The elements in order, numbers or text, null last."""
    return ordered(frame.budget, items, None, descending=descending)


@group.function(
    example="sort_by([{'n': 2}, {'n': 1}], 'n')", result=[{"n": 1}, {"n": 2}], on=("list",), infer="first"
)
def sort_by(frame: Frame, items: list[Any], key: KeyOf, descending: bool = False) -> list[Any]:
    """The elements in the order of a field, or of what a lambda makes of each; a list makes several criteria."""
    return ordered(frame.budget, items, key, descending=descending)


@group.function(example="unique([1, 2, 1])", result=[1, 2], on=("list",), infer="first")
def unique(frame: Frame, items: list[Any], key: KeyOf | None = None) -> list[Any]:
    """The elements without repetitions, by a field or lambda if one is given; the first of each stays."""
    frame.budget.items(6 * len(items))
    seen: dict[Any, Any] = {}
    for item in items:
        seen.setdefault(mark(frame.budget, key(item) if key else item), item)
    return list(seen.values())


@group.function(example="flatten([[1], [2, [3]]])", result=[1, 2, [3]], on=("list",))
def flatten(frame: Frame, items: list[Any], depth: int = 1) -> list[Any]:
    """The elements of the lists in the list, so many levels deep."""
    for _ in range(min(depth, 100)):
        if not any(type(item) is list for item in items):
            break
        frame.budget.items(sum(len(item) if type(item) is list else 1 for item in items) + len(items))
        items = [inner for item in items for inner in (item if type(item) is list else [item])]
    return items


@group.function(example="chunk([1, 2, 3], 2)", result=[[1, 2], [3]], on=("list",), aliases=("batch",))
def chunk(frame: Frame, items: list[Any], size: int) -> list[list[Any]]:
    """The list in pieces of so many elements."""
    if size < 1:
        raise Fault("A piece has at least one element.")
    frame.budget.items(len(items) + 5 * (len(items) // size + 1))
    return [items[place : place + size] for place in range(0, len(items), size)]


@group.function(example="concat([1], [2, 3])", result=[1, 2, 3], on=("list",), infer="first")
def concat(frame: Frame, *lists: list[Any]) -> list[Any]:
    """All elements of the lists, one list after the other."""
    frame.budget.items(sum(map(len, lists)))
    return [item for one in lists for item in one]


@group.function(example="compact([1, null, '', 0])", result=[1, "", 0], on=("list",), infer="first")
def compact(frame: Frame, items: list[Any]) -> list[Any]:
    """The list without null."""
    frame.budget.items(len(items))
    return [item for item in items if item is not None]


@group.function(example="zip([1, 2], ['a', 'b'])", result=[[1, "a"], [2, "b"]], on=("list",))
def zip_(frame: Frame, *lists: list[Any]) -> list[list[Any]]:
    """The first elements of the lists together, then the second ones, as long as each has one."""
    rounds = min(map(len, lists), default=0)
    frame.budget.items(rounds * (4 + len(lists)))
    return [list(group) for group in zip(*lists, strict=False)]


@group.function(example="enumerate(['a', 'b'])", result=[[0, "a"], [1, "b"]], on=("list",))
def enumerate_(frame: Frame, items: list[Any], start: int = 0) -> list[list[Any]]:
    """Each element together with its number."""
    frame.budget.items(6 * len(items))
    return [[number, item] for number, item in enumerate(items, start)]


@group.function(example="range(1, 4)", result=[1, 2, 3])
def range_(frame: Frame, start: int, stop: int | None = None, step: int = 1) -> list[int]:
    """The whole numbers from the start up to, but not including, the stop; with one argument, from 0."""
    if not step:
        raise Fault("The step of a range is not 0.")
    numbers = range(start, stop, step) if stop is not None else range(0, start, step)
    count = max(0, (numbers.stop - numbers.start + step - (1 if step > 0 else -1)) // step)
    frame.budget.items(3 * count)
    return list(numbers)


@group.function(example="union([1, 2], [2, 3])", result=[1, 2, 3], on=("list",), infer="first")
def union(frame: Frame, items: list[Any], others: list[Any]) -> list[Any]:
    """The elements of either list, each once."""
    return unique(frame, concat(frame, items, others))


def _marks(frame: Frame, items: list[Any]) -> set[Any]:
    frame.budget.items(6 * len(items))
    return {mark(frame.budget, item) for item in items}


@group.function(example="intersection([1, 2], [2, 3])", result=[2], on=("list",), infer="first")
def intersection(frame: Frame, items: list[Any], others: list[Any]) -> list[Any]:
    """The elements that are in both lists."""
    known = _marks(frame, others)
    frame.budget.items(4 * len(items))
    return [item for item in items if mark(frame.budget, item) in known]


@group.function(example="difference([1, 2], [2, 3])", result=[1], on=("list",), infer="first")
def difference(frame: Frame, items: list[Any], others: list[Any]) -> list[Any]:
    """The elements of the first list that are not in the second."""
    known = _marks(frame, others)
    frame.budget.items(4 * len(items))
    return [item for item in items if mark(frame.budget, item) not in known]


@group.function(example="list({'a': 1})", result=["a"], aliases=("to_list",))
def list_(frame: Frame, value: Any) -> list[Any]:
    """The value as a list: the keys of an object, the characters of text, no element for null, else the value alone."""
    if value is None:
        return []
    if type(value) in SCALARS and type(value) is not str:
        return [value]
    frame.budget.items(4 * len(value))
    return list(value)
