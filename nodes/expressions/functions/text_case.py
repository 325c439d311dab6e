"""Text: case, blanks at the ends, padding, shortening."""

import re2

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group

group = Group("Text: form")

_WORD = re2.compile(r"\p{Lu}+\p{Ll}*\p{N}*|\p{Ll}+\p{N}*|[\p{Lo}\p{Lm}\p{Lt}]+|\p{N}+")


@group.function(example="upper('straße')", result="STRASSE", on=("text",))
def upper(frame: Frame, text: str) -> str:
    """The text in capitals."""
    frame.budget.text(3 * len(text))
    return text.upper()


@group.function(example="lower('ABC')", result="abc", on=("text",))
def lower(frame: Frame, text: str) -> str:
    """The text in small letters."""
    frame.budget.text(3 * len(text))
    return text.lower()


@group.function(example="title('the long way')", result="The Long Way", on=("text",))
def title(frame: Frame, text: str) -> str:
    """The text with a capital at the start of each word."""
    frame.budget.text(3 * len(text))
    return text.title()


@group.function(example="capitalize('hello WORLD')", result="Hello world", on=("text",))
def capitalize(frame: Frame, text: str) -> str:
    """The text with its first letter as a capital and the others small."""
    frame.budget.text(3 * len(text))
    return text.capitalize()


@group.function(example="trim('  a b ')", result="a b", on=("text",), aliases=("strip",))
def trim(frame: Frame, text: str, chars: str | None = None) -> str:
    """The text without blanks, or the given characters, at both ends."""
    _charge_trim(frame, text, chars)
    return text.strip(chars)


@group.function(example="trim_start('007', '0')", result="7", on=("text",), aliases=("lstrip",))
def trim_start(frame: Frame, text: str, chars: str | None = None) -> str:
    """The text without blanks, or the given characters, at its start."""
    _charge_trim(frame, text, chars)
    return text.lstrip(chars)


@group.function(example="trim_end('7.500', '0')", result="7.5", on=("text",), aliases=("rstrip",))
def trim_end(frame: Frame, text: str, chars: str | None = None) -> str:
    """The text without blanks, or the given characters, at its end."""
    _charge_trim(frame, text, chars)
    return text.rstrip(chars)


def _charge_trim(frame: Frame, text: str, chars: str | None) -> None:
    if chars is not None and len(chars) > 100:
        raise Fault("At most 100 different characters can be trimmed.")
    frame.budget.text(len(text) * (1 if chars is None else 2 + len(chars) // 8))


@group.function(
    example="remove_prefix('re: hello', 're: ')", result="hello", on=("text",), aliases=("removeprefix",)
)
def remove_prefix(frame: Frame, text: str, prefix: str) -> str:
    """The text without the prefix, where it starts with it."""
    frame.budget.text(len(text))
    return text.removeprefix(prefix)


@group.function(example="remove_suffix('a.txt', '.txt')", result="a", on=("text",), aliases=("removesuffix",))
def remove_suffix(frame: Frame, text: str, suffix: str) -> str:
    """The text without the suffix, where it ends with it."""
    frame.budget.text(len(text))
    return text.removesuffix(suffix)


@group.function(example="pad_start('7', 3, '0')", result="007", on=("text",), aliases=("rjust",))
def pad_start(frame: Frame, text: str, width: int, fill: str = " ") -> str:
    """The text, filled up at its start to the width."""
    frame.budget.text(max(width, len(text)))
    return text.rjust(width, _one(fill))


@group.function(example="pad_end('ab', 4, '.')", result="ab..", on=("text",), aliases=("ljust",))
def pad_end(frame: Frame, text: str, width: int, fill: str = " ") -> str:
    """The text, filled up at its end to the width."""
    frame.budget.text(max(width, len(text)))
    return text.ljust(width, _one(fill))


@group.function(example="center('ab', 6, '*')", result="**ab**", on=("text",))
def center(frame: Frame, text: str, width: int, fill: str = " ") -> str:
    """The text in the middle of the width, filled up on both sides."""
    frame.budget.text(max(width, len(text)))
    return text.center(width, _one(fill))


def _one(fill: str) -> str:
    if len(fill) != 1:
        raise Fault("Text is filled up with exactly one character.")
    return fill


@group.function(example="repeat('ab', 3)", result="ababab", on=("text",))
def repeat(frame: Frame, text: str, times: int) -> str:
    """The text so many times in a row."""
    frame.budget.text(len(text) * max(0, times))
    return text * times


@group.function(example="truncate('A long sentence', 7)", result="A long…", on=("text",))
def truncate(frame: Frame, text: str, length: int, end: str = "…") -> str:
    """The text, cut to at most so many characters, the end mark included."""
    frame.budget.text(min(len(text), max(0, length)) + len(end))
    if len(text) <= length:
        return text
    return text[: max(0, length - len(end))].rstrip() + end[: max(0, length)]


@group.function(example="mask('4111111111111111', 4)", result="************1111", on=("text",))
def mask(frame: Frame, text: str, keep: int = 4, sign: str = "*") -> str:
    """The text with all but its last characters hidden."""
    frame.budget.text(len(text))
    shown = text[len(text) - keep :] if 0 < keep < len(text) else ""
    return _one(sign) * (len(text) - len(shown)) + shown


def _words(frame: Frame, text: str) -> list[str]:
    frame.budget.text(16 * len(text))
    words: list[str] = []
    for match in _WORD.finditer(text):
        frame.budget.work(25)
        words.append(match.group())
    return words


@group.function(example="snake_case('Full Name')", result="full_name", on=("text",))
def snake_case(frame: Frame, text: str) -> str:
    """The words of the text in small letters, joined by underscores."""
    return "_".join(word.lower() for word in _words(frame, text))


@group.function(example="kebab_case('fullName')", result="full-name", on=("text",))
def kebab_case(frame: Frame, text: str) -> str:
    """The words of the text in small letters, joined by hyphens."""
    return "-".join(word.lower() for word in _words(frame, text))


@group.function(example="camel_case('full name')", result="fullName", on=("text",))
def camel_case(frame: Frame, text: str) -> str:
    """The words of the text joined, each but the first with a capital."""
    words = _words(frame, text)
    return "".join(word.lower() if place == 0 else word.capitalize() for place, word in enumerate(words))
