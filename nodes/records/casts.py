"""Changing the type of a value the way a person means it, or saying why that does not work."""

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import orjson

from nodes.errors import InvalidError

YES = frozenset({"true", "yes", "y", "1", "on"})
NO = frozenset({"false", "no", "n", "0", "off", ""})


def cast(value: Any, kind: str, field: str) -> Any:
    """The value as another type; null stays null. Raises `InvalidError` that names the field and what was found."""
    if value is None:
        return None
    try:
        return _CASTS[kind](value)
    except (ValueError, TypeError, OverflowError):
        raise InvalidError(
            f"The field {field!r} cannot be read as {kind}: {value!r:.60}", code="cast"
        ) from None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else str(value)


def _number(value: Any) -> int | float:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    written = str(value).strip().replace("\u00a0", "").replace(" ", "")
    try:
        return int(written)
    except ValueError:
        read = float(written)
    if not math.isfinite(read):
        raise ValueError(written)
    return read


def _integer(value: Any) -> int:
    read = _number(value)
    if isinstance(read, float) and not read.is_integer():
        raise ValueError("it has a fraction")
    return int(read)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    word = value.strip().casefold() if isinstance(value, str) else None
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError("neither yes nor no")


def _date(value: Any) -> str:
    written = value.strip() if isinstance(value, str) else ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return datetime.fromisoformat(written).isoformat()


def _list(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")] if value.strip() else []
    return value if isinstance(value, list) else [value]


def _json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


_CASTS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "list": _list,
    "json": _json,
}
