"""What is wrong with a value that should be plain JSON: every defect with its path (R40)."""

import marshal
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from nodes.json_defects import LARGEST, MAX_DEPTH, SMALLEST
from nodes.values import clean_json

MAX_DEFECTS = 100
FORBIDDEN_KEY = "__proto__"

_BAD_TEXT = re.compile("[\x00\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Defect:
    code: str
    path: str
    message: str


def join(path: str, key: str | int) -> str:
    """`config` and `url` make `config.url`; a number or an odd key goes into brackets."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if (key.isidentifier() and key.isascii()) or _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f"{path}[{_shown(key)}]"


def _shown(key: str) -> str:
    short = key if len(key) <= 40 else f"{key[:40]}…"
    return '"' + short.encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'


def is_plainly_clean(value: Any) -> bool:
    """Whether a whole document is clean, asked in C. `False` means: look at each part."""
    try:
        # The second format of marshal writes nothing but the plain types and leaves text as it is.
        written = marshal.dumps(value, 2)
        clean_json(value, max_depth=MAX_DEPTH, max_bytes=len(written) * 8)
    except (ValueError, TypeError, RecursionError):
        return False
    return FORBIDDEN_KEY.encode() not in written


def is_clean(value: Any, depth: int = MAX_DEPTH) -> bool:
    """Whether the value is plain JSON within the limits. The quick form of `defects`."""
    kind = type(value)
    if kind is str:
        return _BAD_TEXT.search(value) is None
    if kind is dict:
        if depth == 0 or FORBIDDEN_KEY in value:
            return False
        for key, part in value.items():
            if type(key) is not str or _BAD_TEXT.search(key) is not None:
                return False
            if not is_clean(part, depth - 1):
                return False
        return True
    if kind is list:
        return depth > 0 and all(is_clean(part, depth - 1) for part in value)
    if kind is int:
        return bool(SMALLEST <= value <= LARGEST)
    if kind is float:
        return isfinite(value)
    return kind is bool or value is None


def defects(value: Any, path: str = "", depth: int = MAX_DEPTH) -> Iterator[Defect]:
    """Every defect, at most a hundred of them. Stops at a branch that is too deep."""
    if is_clean(value, depth):
        return
    for number, defect in enumerate(_defects(value, path, depth)):
        if number == MAX_DEFECTS:
            return
        yield defect


def _defects(value: Any, path: str, depth: int) -> Iterator[Defect]:
    if type(value) in (dict, list) and depth == 0:
        yield Defect("too_deep", path, f"This is nested more than {MAX_DEPTH} levels deep. Flatten it.")
    elif type(value) is dict:
        for key, part in value.items():
            yield from _key_defects(key, path)
            if type(key) is str and key != FORBIDDEN_KEY:
                yield from _defects(part, join(path, key), depth - 1)
    elif type(value) is list:
        for number, part in enumerate(value):
            yield from _defects(part, join(path, number), depth - 1)
    elif not is_clean(value):
        yield _scalar_defect(value, path)


def _key_defects(key: Any, path: str) -> Iterator[Defect]:
    if type(key) is not str:
        yield Defect("bad_key", path, f"A key must be text; found {type(key).__name__}.")
    elif key == FORBIDDEN_KEY:
        yield Defect(
            "forbidden_key", join(path, key), "The key `__proto__` is not allowed. Use another name."
        )
    elif _BAD_TEXT.search(key):
        yield _text_defect(key, join(path, key))


def _scalar_defect(value: Any, path: str) -> Defect:
    if type(value) is str:
        return _text_defect(value, path)
    if type(value) is int:
        return Defect(
            "number_too_large", path, "This whole number does not fit into 64 bits. Write it as text."
        )
    if type(value) is float:
        found = "NaN" if value != value else "an infinite number"
        return Defect("not_a_number", path, f"JSON cannot carry {found}. Use an ordinary number or null.")
    return Defect("not_json", path, f"A value of the type {type(value).__name__} is not JSON.")


def _text_defect(text: str, path: str) -> Defect:
    if "\x00" in text:
        return Defect(
            "nul_character", path, "The text holds a NUL character, which cannot be stored. Remove it."
        )
    return Defect(
        "lone_surrogate", path, "The text holds half a character (a lone surrogate). Type it again."
    )
