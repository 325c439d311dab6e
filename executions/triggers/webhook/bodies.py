"""Reads a body by its content type, from a fixed list. No kind can imitate another. Pure."""

from typing import Any
from urllib.parse import parse_qsl

import orjson

from executions.triggers.webhook.call import Refused

MAX_FIELDS = 1000
_TEXT = frozenset({"application/xml", "application/csv", "application/x-ndjson", "application/yaml"})


def read_body(raw: bytes, content_type: str) -> Any:
    """JSON as its value, a form as an object of text, text as text, nothing as null. Raises `Refused`."""
    kind = content_type.partition(";")[0].strip().lower()
    if not raw:
        return None
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        return _json(raw)
    if kind == "application/x-www-form-urlencoded":
        return _form(raw)
    if (
        kind in _TEXT
        or kind.startswith("text/")
        or (kind.startswith("application/") and kind.endswith("+xml"))
    ):
        return _text(raw)
    raise Refused(
        415,
        f"Bodies of type {kind[:100] or 'unknown'} are not taken. Send JSON, a urlencoded form or text.",
        "content_type",
    )


def pairs(text: str) -> dict[str, Any]:
    """Names with their values; a name that comes several times has a list."""
    try:
        found = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise Refused(413, f"More than {MAX_FIELDS} fields.", "fields") from error
    read: dict[str, Any] = {}
    for name, value in found:
        if name in read:
            earlier = read[name]
            read[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            read[name] = value
    return read


def _json(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"The body is not JSON: {error}.", "body") from None


def _form(raw: bytes) -> dict[str, Any]:
    return pairs(_text(raw))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The body is not text in UTF-8.", "body") from None
