"""What a value may be (R40): JSON that every database keeps alike. Refused at the API, mended in a node's output.

Both ways ask orjson first and look at each part only in doubt: 1,000 rows cost 0.2 ms instead of several.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from nodes.json_defects import LARGEST, MAX_DEPTH, SMALLEST, ValueDefect, defects, suspicious

__all__ = ["MAX_BYTES", "MAX_DEPTH", "ValueDefect", "clean_json", "mend_json"]

MAX_BYTES = 8 * 1024 * 1024
REPLACEMENT = "\ufffd"
MAX_DIGITS = 4_300
"""Python itself refuses to write longer whole numbers as text."""

Flag = dict[str, str]


def clean_json(value: Any, *, max_depth: int = MAX_DEPTH, max_bytes: int = MAX_BYTES) -> Any:
    """The value itself if it may be kept, else `ValueDefect` with the first defect found."""
    try:
        written = orjson.dumps(value, option=_STRICT)
        doubtful = suspicious(value, written, max_depth)
    except (TypeError, ValueError, RecursionError):
        written, doubtful = b"", True
    if doubtful:
        for path, found in defects(value, max_depth):
            raise ValueDefect(path, found)
        written = orjson.dumps(value)
    if len(written) > max_bytes:
        raise ValueDefect("", f"is {len(written):,} bytes of JSON; {max_bytes:,} are allowed")
    return value


_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS


def mend_json(value: Any, *, max_depth: int = MAX_DEPTH) -> tuple[Any, list[Flag]]:
    """The value as plain JSON, a copy of its own, and what was replaced: `{"path", "found", "became"}`.

    Dates, UUIDs, decimals, enums, tuples, sets, dataclasses and pydantic models become what JSON has for them
    and are not flagged. Anything else, bytes above all, raises `ValueDefect`: files are references.
    """
    try:
        written = orjson.dumps(value, default=_plain)
        if not suspicious(value, written, max_depth):
            return orjson.loads(written), []
    except (TypeError, ValueError, RecursionError):
        pass
    flags: list[Flag] = []
    return _mended(value, "", 0, max_depth, flags), flags


def _plain(value: Any) -> Any:
    """What JSON has for a value of another kind. Raises `TypeError` if it has nothing."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    for kinds, plain in _PLAIN:
        if isinstance(value, kinds):
            return plain(value)
    raise TypeError(f"a {type(value).__name__} is not a JSON value")


_PLAIN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (BaseModel, BaseModel.model_dump),
    (Enum, lambda value: value.value),
    ((set, frozenset), lambda value: sorted(value, key=str)),
    (Mapping, dict),
    ((tuple, list), list),
    ((Decimal, UUID, str), str),
    ((date, time), lambda value: value.isoformat()),
    (int, int),
    (float, float),
)
"""The first kind that fits counts: a string enum is an enum, a date with a time is a date."""


def _mended(value: Any, path: str, depth: int, max_depth: int, flags: list[Flag]) -> Any:
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return _mended_text(value, path, flags)
    if kind is int:
        return value if SMALLEST <= value <= LARGEST else _mended_number(value, path, flags)
    if kind is float:
        return value if value - value == 0 else _replaced(path, str(value), None, flags)
    if kind not in (dict, list):
        try:
            return _mended(_plain(value), path, depth, max_depth, flags)
        except TypeError as error:
            raise ValueDefect(path, f"{error}; answer with JSON, and store files as artefacts") from None
    if depth == max_depth:
        return _replaced(path, f"more than {max_depth} levels", None, flags)
    if kind is list:
        return [_mended(each, f"{path}[{at}]", depth + 1, max_depth, flags) for at, each in enumerate(value)]
    mended = {}
    for name, inner in value.items():
        key = _mended_name(name, path, flags)
        mended[key] = _mended(inner, f"{path}.{key}" if path else key, depth + 1, max_depth, flags)
    return mended


def _mended_name(name: Any, path: str, flags: list[Flag]) -> str:
    if type(name) is str:
        return _mended_text(name, path, flags)
    key = str(name.value if isinstance(name, Enum) else name)
    flags.append(
        {"path": path, "found": f"the name {name!r:.40} of type {type(name).__name__}", "became": key}
    )
    return _mended_text(key, path, flags)


def _mended_text(text: str, path: str, flags: list[Flag]) -> str:
    mended = text.replace("\0", REPLACEMENT)
    try:
        mended.encode()
    except UnicodeEncodeError:
        mended = "".join(REPLACEMENT if "\ud800" <= each <= "\udfff" else each for each in mended)
    if mended != text:
        found = "NUL" if "\0" in text else "half of a surrogate pair"
        _replaced(path, found, REPLACEMENT, flags)
    return mended


def _mended_number(value: int, path: str, flags: list[Flag]) -> str | None:
    fits = value.bit_length() < MAX_DIGITS * 3
    return _replaced(path, "a whole number of more than 64 bits", str(value) if fits else None, flags)


def _replaced(path: str, found: str, became: Any, flags: list[Flag]) -> Any:
    told = "null" if became is None else "text" if len(str(became)) > 1 else REPLACEMENT
    flags.append({"path": path, "found": found, "became": told})
    return became
