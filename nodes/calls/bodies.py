"""The body of a call, with its content type."""

from typing import Any
from urllib.parse import urlencode

import orjson

from nodes.records.written import as_text

Body = tuple[bytes | None, str]


def json_body(value: Any) -> Body:
    return orjson.dumps(value), "application/json"


def form_body(fields: dict[str, Any]) -> Body:
    return urlencode(pairs(fields)).encode(), "application/x-www-form-urlencoded"


def text_body(text: str, content_type: str) -> Body:
    return text.encode(), content_type if "charset" in content_type else f"{content_type}; charset=utf-8"


def pairs(fields: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Names and values; a list gives one pair per entry, null gives none."""
    found: list[tuple[str, str]] = []
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                found.append((name, as_text(each)))
    return tuple(found)
