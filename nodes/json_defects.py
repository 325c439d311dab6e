"""Finding what JSON, or a database, does not carry: a quick test of a whole value, and the slow look that names the part."""

from collections.abc import Iterator
from typing import Any

import orjson
from pydantic_core import to_json

MAX_DEPTH = 64
SMALLEST, LARGEST = -(2**63), 2**64 - 1
"""Whole numbers outside are not carried by the JSON readers that everybody uses."""


class ValueDefect(ValueError):
    """A value that cannot be kept. `path` says where: `rows[3].price`, "" for the value itself."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path or 'value'}: {message}")
        self.path = path
        self.message = message


def suspicious(value: Any, written: bytes, max_depth: int) -> bool:
    """Whether the value may hold what orjson lets through. Each test is one pass in C; a doubt costs a look."""
    if b"\\u0000" in written or _may_be_deeper(value, written, max_depth):
        return True
    if b"null" in written:
        constants = to_json(value, inf_nan_mode="constants", fallback=str)
        return b"NaN" in constants or b"Infinity" in constants
    return False


def _may_be_deeper(value: Any, written: bytes, max_depth: int) -> bool:
    if written.count(b"[") + written.count(b"{") <= max_depth:
        return False
    # Indented JSON starts a line with two blanks per level, and no string holds a raw line break.
    return b"\n" + b"  " * max_depth in orjson.dumps(value, option=orjson.OPT_INDENT_2)


def defects(value: Any, max_depth: int = MAX_DEPTH) -> Iterator[tuple[str, str]]:
    """Every defect with its path, in the order of the value. Walks without recursion: depth is what it checks."""
    stack: list[tuple[str, int, Any]] = [("", 0, value)]
    while stack:
        path, depth, part = stack.pop()
        found = _defect_of(part)
        if found:
            yield path, found
        elif isinstance(part, dict | list | tuple):
            if depth == max_depth:
                yield path, f"is nested more than {max_depth} levels deep"
                continue
            names = part if isinstance(part, dict) else ()
            yield from ((path, wrong) for name in names if (wrong := _defect_of_name(name)))
            stack.extend((step, depth + 1, inner) for step, inner in reversed(_parts(path, part)))


def _parts(path: str, part: dict[Any, Any] | list[Any] | tuple[Any, ...]) -> list[tuple[str, Any]]:
    if isinstance(part, dict):
        return [(f"{path}.{name}" if path else str(name), inner) for name, inner in part.items()]
    return [(f"{path}[{at}]", inner) for at, inner in enumerate(part)]


def _defect_of(part: Any) -> str:
    kind = type(part)
    if kind is str:
        found = _defect_of_text(part)
        return f"holds {found}" if found else ""
    if kind is float:
        return "" if part - part == 0 else f"is {part}, which JSON has no word for"
    if kind is int:
        return (
            "" if SMALLEST <= part <= LARGEST else "is a whole number of more than 64 bits; send it as text"
        )
    if part is None or kind in (bool, dict, list, tuple):
        return ""
    return f"is a {kind.__name__}, which is not a JSON value"


def _defect_of_name(name: Any) -> str:
    if type(name) is not str:
        return f"has a name that is not text: {name!r:.40}"
    found = _defect_of_text(name)
    return f"has a name with {found}" if found else ""


def _defect_of_text(text: str) -> str:
    if "\0" in text:
        return "the character NUL"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "half of a surrogate pair"
    return ""
