"""Chance: drawn from the execution, so that a replay draws the same."""

from typing import Any

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group

group = Group("Chance")

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


@group.function(example="random() < 1", result=True)
def random(frame: Frame) -> float:
    """A number from 0 up to, but not including, 1."""
    frame.budget.work(10)
    return frame.entropy.fraction()


@group.function(example="random_int(3, 3)", result=3)
def random_int(frame: Frame, low: int, high: int) -> int:
    """A whole number from the low to the high one, both included."""
    if high < low:
        raise Fault("The high number is below the low one.")
    frame.budget.work(10)
    return low + frame.entropy.below(high - low + 1)


@group.function(example="choice(['a'])", result="a", on=("list",), infer="element")
def choice(frame: Frame, items: list[Any]) -> Any:
    """One of the items."""
    if not items:
        raise Fault("There is nothing to choose from: the list is empty.")
    frame.budget.work(10)
    return items[frame.entropy.below(len(items))]


@group.function(example="shuffle([1, 2, 3]) | sort", result=[1, 2, 3], on=("list",), infer="first")
def shuffle(frame: Frame, items: list[Any]) -> list[Any]:
    """The items in a new order."""
    return sample(frame, items, len(items))


@group.function(example="sample([1, 2, 3], 2) | length", result=2, on=("list",), infer="first")
def sample(frame: Frame, items: list[Any], count: int) -> list[Any]:
    """So many of the items, none twice, in any order."""
    frame.budget.items(len(items))
    frame.budget.work(10 * min(len(items), max(0, count)))
    rest = list(items)
    entropy = frame.entropy
    for place in range(min(len(rest), max(0, count))):
        other = place + entropy.below(len(rest) - place)
        rest[place], rest[other] = rest[other], rest[place]
    return rest[: max(0, count)]


@group.function(example="uuid() | length", result=36)
def uuid(frame: Frame) -> str:
    """A new UUID of version 4."""
    frame.budget.work(20)
    return frame.entropy.uuid()


@group.function(example="random_text(8) | length", result=8)
def random_text(frame: Frame, length: int = 12, alphabet: str = _ALPHABET) -> str:
    """A text of so many letters and digits that are not easily confused. It is no password: a replay draws the same."""
    if not 0 <= length <= 1000 or not alphabet:
        raise Fault("A random text has up to 1000 characters, out of at least one.")
    frame.budget.work(10 * length)
    entropy = frame.entropy
    return "".join(alphabet[entropy.below(len(alphabet))] for _ in range(length))
