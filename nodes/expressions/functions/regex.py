"""Regular expressions, by RE2: their time grows with the length of the text and with nothing else."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group
from nodes.expressions.limits import PATTERN_CHARS, PATTERN_MEMORY

group = Group("Regular expressions")

_FLAGS = frozenset("ims")


@lru_cache(maxsize=64)
def _compiled(pattern: str, flags: str) -> Any:
    options = re2.Options()
    options.max_mem = PATTERN_MEMORY
    options.log_errors = False
    prefix = f"(?{flags})" if flags else ""
    try:
        return re2.compile(prefix + pattern, options)
    except re2.error as error:
        reason = (
            error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error.args[0])
        )
        raise Fault(
            f"This regular expression cannot be used: {reason[:200]}.",
            "The syntax is RE2's: without look-around and back-references.",
        ) from None


def _pattern(frame: Frame, text: str, pattern: str, flags: str) -> Any:
    if len(pattern) > PATTERN_CHARS:
        raise Fault(f"A regular expression has at most {PATTERN_CHARS} characters.")
    if not set(flags) <= _FLAGS:
        raise Fault("The flags are i (case does not matter), m (^ and $ at lines) and s (. takes line ends).")
    frame.budget.work(20 + len(pattern) + (len(text) >> 3))
    frame.budget.hold(4 * len(text))
    return _compiled(pattern, flags)


def _matches(frame: Frame, regex: Any, text: str) -> Iterator[Any]:
    for match in regex.finditer(text):
        frame.budget.work(20 + 3 * regex.groups)
        frame.budget.hold(128 + 16 * regex.groups)
        yield match


def _found(match: Any) -> Any:
    """What a match is worth to the author: its only group if it has one, else all of it."""
    return match.group(1) if len(match.groups()) == 1 else match.group()


@group.function(example="regex_test('order 42', '[0-9]+')", result=True, on=("text",), aliases=("matches",))
def regex_test(frame: Frame, text: str, pattern: str, flags: str = "") -> bool:
    """Whether the pattern matches anywhere in the text."""
    return _pattern(frame, text, pattern, flags).search(text) is not None


@group.function(example="regex_find('order 42', 'order ([0-9]+)')", result="42", on=("text",))
def regex_find(frame: Frame, text: str, pattern: str, flags: str = "") -> str | None:
    """The first match: the group if the pattern has exactly one, else all that matched; null without a match."""
    match = _pattern(frame, text, pattern, flags).search(text)
    return None if match is None else _found(match)


@group.function(example="regex_find_all('a1 b22', '[0-9]+')", result=["1", "22"], on=("text",))
def regex_find_all(frame: Frame, text: str, pattern: str, flags: str = "") -> list[Any]:
    """All matches, each as in regex_find."""
    regex = _pattern(frame, text, pattern, flags)
    return [_found(match) for match in _matches(frame, regex, text)]


@group.function(
    example="regex_groups('2026-11-20', '(?P<year>[0-9]+)-(?P<month>[0-9]+)')",
    result={"year": "2026", "month": "11"},
    on=("text",),
)
def regex_groups(frame: Frame, text: str, pattern: str, flags: str = "") -> dict[str, Any] | None:
    """The groups of the first match by name, those without a name by number; null without a match."""
    regex = _pattern(frame, text, pattern, flags)
    match = regex.search(text)
    if match is None:
        return None
    names = {number: name for name, number in regex.groupindex.items()}
    return {names.get(number, str(number)): value for number, value in enumerate(match.groups(), 1)}


@group.function(example="regex_replace('a1b22', '[0-9]+', '#')", result="a#b#", on=("text",))
def regex_replace(frame: Frame, text: str, pattern: str, replacement: str, flags: str = "") -> str:
    """The text with each match replaced; \\1 to \\9 in the replacement stand for the groups."""
    regex = _pattern(frame, text, pattern, flags)
    pieces: list[str] = []
    done = 0
    for match in _matches(frame, regex, text):
        filled = _filled(match, replacement)
        frame.budget.text(len(filled))
        pieces += (text[done : match.start()], filled)
        done = match.end()
    pieces.append(text[done:])
    frame.budget.text(sum(map(len, pieces)))
    return "".join(pieces)


def _filled(match: Any, replacement: str) -> str:
    if "\\" not in replacement:
        return replacement
    groups = (match.group(), *match.groups())
    pieces = replacement.split("\\")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        number = int(piece[0]) if piece[:1].isdecimal() and piece[0].isascii() else -1
        if number >= len(groups):
            raise Fault(f"The pattern has no group {number}.")
        filled.append((groups[number] or "") + piece[1:] if number >= 0 else "\\" + piece)
    return "".join(filled)


@group.function(example="regex_split('a1b22c', '[0-9]+')", result=["a", "b", "c"], on=("text",))
def regex_split(frame: Frame, text: str, pattern: str, flags: str = "") -> list[str]:
    """The pieces of the text between the matches."""
    regex = _pattern(frame, text, pattern, flags)
    pieces: list[str] = []
    done = 0
    for match in _matches(frame, regex, text):
        pieces.append(text[done : match.start()])
        done = match.end()
    return [*pieces, text[done:]]


@group.function(example="regex_escape('1.5')", result="1\\.5", on=("text",))
def regex_escape(frame: Frame, text: str) -> str:
    """The text as a pattern that matches it and nothing else."""
    frame.budget.text(4 * len(text))
    return str(re2.escape(text))
