"""Finds where strings and brackets of an expression begin and end, without understanding the rest of it."""

import re
from dataclasses import dataclass

from nodes.expressions.limits import SOURCE_CHARS

_OPENERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_OPENERS.values())
_PREFIXES = frozenset({"r", "b", "u", "f", "rb", "br", "rf", "fr"})
QUOTES = frozenset("'\"")
_MATTERS = re.compile("['\"{}]")


@dataclass(frozen=True, slots=True)
class StringToken:
    """A string literal: where its prefix starts, where its contents lie, and where it ends."""

    start: int
    body: int
    body_end: int
    end: int
    prefix: str
    closed: bool


def string_at(text: str, quote: int, start: int = 0) -> StringToken:
    """The string literal whose opening quote is at `quote`; nothing before `start` counts as its prefix."""
    first = quote
    while first > start and quote - first < 3 and (text[first - 1].isalnum() or text[first - 1] == "_"):
        first -= 1
    prefix = text[first:quote].lower()
    if prefix not in _PREFIXES:
        first, prefix = quote, ""
    mark = text[quote] * 3 if text.startswith(text[quote] * 3, quote) else text[quote]
    body = index = quote + len(mark)
    while index < len(text):
        if text[index] == "\\":
            index += 2
        elif text.startswith(mark, index):
            return StringToken(first, body, index, index + len(mark), prefix, closed=True)
        elif len(mark) == 1 and text[index] in "\r\n":
            break
        else:
            index += 1
    end = min(index, len(text))
    return StringToken(first, body, end, end, prefix, closed=False)


def strings_in(text: str) -> list[StringToken]:
    found: list[StringToken] = []
    index = 0
    while index < len(text):
        if text[index] in QUOTES:
            found.append(string_at(text, index, found[-1].end if found else 0))
            index = max(found[-1].end, index + 1)
        else:
            index += 1
    return found


def end_of_placeholder(text: str, start: int) -> int | None:
    """Where the `}}` stands that closes a placeholder whose expression starts at `start`.

    Braces of objects and of strings inside the expression do not close it. Where the expression's own
    brackets or quotes do not match, the first `}}` is taken, so that the error is told about this placeholder.
    No more is looked at than an expression may be long, else a hostile text would take time by its square.
    """
    window = text[start : start + SOURCE_CHARS + 2]
    depth = index = 0
    while (found := _MATTERS.search(window, index)) is not None:
        char, index = found[0], found.end()
        if char in QUOTES:
            token = string_at(window, index - 1)
            if not token.closed:
                break
            index = token.end
        elif char == "{":
            depth += 1
        elif depth:
            depth -= 1
        elif window.startswith("}", index):
            return start + index - 1
    first = text.find("}}", start)
    return None if first < 0 else first


@dataclass(frozen=True, slots=True)
class Braces:
    """The code in the braces of an f-string: the string's body with all else blanked, of the same length."""

    code: str
    closed: bool

    @property
    def trouble(self) -> str | None:
        """What may not stand there on every version of Python, if this one has it."""
        if "\\" in self.code:
            return "A backslash cannot stand in the braces of an f-string."
        return None if self.closed else "The braces of this f-string are not closed before its quote."


def code_in_braces(text: str, token: StringToken) -> Braces:
    body = text[token.body : token.body_end]
    pieces: list[str] = []
    depth = index = 0
    while index < len(body):
        char = body[index]
        inner = string_at(body, index, index) if depth and char in QUOTES else None
        if inner is not None and inner.closed:
            index = inner.end
            pieces.append("".join("\\" if sign == "\\" else "_" for sign in body[inner.start : inner.end]))
            continue
        if not depth and char in "{}" and body.startswith(char * 2, index):
            pieces.append("__")
            index += 2
            continue
        if char in "{}":
            depth = max(0, depth + (1 if char == "{" else -1))
        pieces.append(char if depth or char == "}" else "_")
        index += 1
    return Braces("".join(pieces), closed=not depth)


def open_brackets(text: str) -> str:
    """The brackets that would close what is open at the end of the text, the innermost first."""
    stack: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char in QUOTES:
            index = max(string_at(text, index).end, index + 1)
            continue
        if char in _OPENERS:
            stack.append(_OPENERS[char])
        elif char in _CLOSERS and stack and stack[-1] == char:
            stack.pop()
        index += 1
    return "".join(reversed(stack))


def deepest_nesting(text: str) -> int:
    """The most brackets that stand open at once; strings are not looked at specially."""
    depth = deepest = 0
    for char in text:
        if char in _OPENERS:
            depth += 1
            deepest = max(deepest, depth)
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
    return deepest
