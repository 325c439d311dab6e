"""How a value reads inside a text."""

from typing import Any

import orjson


def as_text(value: Any) -> str:
    """Text as it is, null as nothing, true and false as words, lists and objects as JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return orjson.dumps(value).decode() if isinstance(value, bool | list | dict) else str(value)
