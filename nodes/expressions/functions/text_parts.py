"""Text: finding, replacing, splitting and joining."""

from typing import Any
from unicodedata import combining, normalize

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group
from nodes.expressions.searching import search_steps
from nodes.expressions.values import to_text

group = Group("Text: parts")


def _charge_search(frame: Frame, text: str, needle: str) -> None:
    frame.budget.work(1 + search_steps(len(text), len(needle)))


@group.function(example="contains('workflow', 'flow')", result=True, on=("text",))
def contains(frame: Frame, text: str, part: str) -> bool:
    """Whether the part occurs in the text."""
    _charge_search(frame, text, part)
    return part in text


@group.function(example="starts_with('workflow', 'work')", result=True, on=("text",), aliases=("startswith",))
def starts_with(frame: Frame, text: str, prefix: str) -> bool:
    """Whether the text starts with the prefix."""
    frame.budget.work(len(prefix) >> 9)
    return text.startswith(prefix)


@group.function(example="ends_with('a.pdf', '.pdf')", result=True, on=("text",), aliases=("endswith",))
def ends_with(frame: Frame, text: str, suffix: str) -> bool:
    """Whether the text ends with the suffix."""
    frame.budget.work(len(suffix) >> 9)
    return text.endswith(suffix)


@group.function(example="position('abcabc', 'c')", result=2, on=("text",))
def position(frame: Frame, text: str, part: str) -> int:
    """Where the part first occurs in the text, counted from 0; -1 where it does not."""
    _charge_search(frame, text, part)
    return text.find(part)


@group.function(example="occurrences('banana', 'an')", result=2, on=("text",))
def occurrences(frame: Frame, text: str, part: str) -> int:
    """How many times the part occurs in the text, without overlaps."""
    _charge_search(frame, text, part)
    return text.count(part)


@group.function(example="replace('a-b-c', '-', '+')", result="a+b+c", on=("text",))
def replace(frame: Frame, text: str, old: str, new: str, count: int = -1) -> str:
    """The text with the old part replaced by the new one, everywhere or so many times."""
    _charge_search(frame, text, old)
    times = text.count(old)
    times = min(times, count) if count >= 0 else times
    frame.budget.text(len(text) + times * max(0, len(new) - len(old)))
    frame.budget.work(times)
    return text.replace(old, new, times)


@group.function(example="before('user@example.org', '@')", result="user", on=("text",))
def before(frame: Frame, text: str, mark: str) -> str:
    """What stands before the first mark; the whole text where there is none."""
    _charge_search(frame, text, _some(mark))
    frame.budget.text(len(text))
    return text.partition(mark)[0]


@group.function(example="after('user@example.org', '@')", result="example.org", on=("text",))
def after(frame: Frame, text: str, mark: str) -> str:
    """What stands after the first mark; nothing where there is none."""
    _charge_search(frame, text, _some(mark))
    frame.budget.text(len(text))
    return text.partition(mark)[2]


@group.function(example="between('id=[42]', '[', ']')", result="42", on=("text",))
def between(frame: Frame, text: str, start: str, end: str) -> str:
    """What stands between the first start mark and the next end mark; nothing where they are not there."""
    _charge_search(frame, text, _some(start))
    _charge_search(frame, text, _some(end))
    frame.budget.text(2 * len(text))
    _, found, rest = text.partition(start)
    inner, closed, _ = rest.partition(end)
    return inner if found and closed else ""


def _some(mark: str) -> str:
    if not mark:
        raise Fault("The mark to look for is an empty text.")
    return mark


@group.function(example="split('a, b, c', ', ')", result=["a", "b", "c"], on=("text",))
def split(frame: Frame, text: str, separator: str | None = None, limit: int = -1) -> list[str]:
    """The pieces of the text between the separators, by default between blanks."""
    if separator is not None:
        _charge_search(frame, text, _some(separator))
    pieces = len(text) // 2 + 1 if separator is None else text.count(separator) + 1
    _charge_pieces(frame, text, pieces)
    return text.split(separator, limit)


def _charge_pieces(frame: Frame, text: str, pieces: int) -> None:
    frame.budget.text(len(text))
    frame.budget.items(pieces)
    frame.budget.hold(56 * pieces)


@group.function(example="lines('a\\nb')", result=["a", "b"], on=("text",), aliases=("splitlines",))
def lines(frame: Frame, text: str) -> list[str]:
    """The lines of the text."""
    _charge_pieces(frame, text, len(text) + 1)
    return text.splitlines()


@group.function(example="words('to be or not')", result=["to", "be", "or", "not"], on=("text",))
def words(frame: Frame, text: str) -> list[str]:
    """The words of the text, as blanks separate them."""
    _charge_pieces(frame, text, len(text) // 2 + 1)
    return text.split()


@group.function(example="characters('abc')", result=["a", "b", "c"], on=("text",))
def characters(frame: Frame, text: str) -> list[str]:
    """The characters of the text, one by one."""
    _charge_pieces(frame, text, len(text))
    return list(text)


@group.function(example="join(['a', 1, true], ', ')", result="a, 1, true", on=("list",))
def join(frame: Frame, items: list[Any], separator: str = "") -> str:
    """The items as one text, with the separator between them."""
    frame.budget.items(4 * len(items))
    texts = [item if type(item) is str else to_text(frame.budget, item) for item in items]
    frame.budget.text(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


@group.function(example="remove_accents('Crème brûlée')", result="Creme brulee", on=("text",))
def remove_accents(frame: Frame, text: str) -> str:
    """The text with its letters stripped of accents."""
    frame.budget.text(64 * len(text))
    return "".join(char for char in normalize("NFKD", text) if not combining(char))


@group.function(
    example="slug('Crème brûlée, please!')", result="creme-brulee-please", on=("text",), aliases=("slugify",)
)
def slug(frame: Frame, text: str, separator: str = "-") -> str:
    """The text as part of a web address: small letters, digits and separators."""
    plain = remove_accents(frame, text).lower()
    frame.budget.text(len(plain) * (16 + len(separator)))
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in plain)
    return separator.join(kept.split())


@group.function(example="code_of('A')", result=65, on=("text",), aliases=("ord",))
def code_of(frame: Frame, text: str) -> int:
    """The Unicode number of a character."""
    if len(text) != 1:
        raise Fault("`code_of` takes exactly one character.")
    return ord(text)


@group.function(example="character(8211)", result="–", aliases=("chr",))
def character(frame: Frame, code: int) -> str:
    """The character that has the Unicode number."""
    if not 0 < code <= 0x10FFFF:
        raise Fault("A character's number lies between 1 and 1114111.")
    return chr(code)
