"""Reads request bodies as strict JSON: what two readers could take for two things is refused with its path."""

import json
from typing import Any, Final, NoReturn

from rest_framework.parsers import BaseParser

from builder.api.problems import ApiProblem, refuse
from builder.conf import setting
from builder.graph.values import MAX_DEPTH, defects, is_clean

# The body around a document or a value adds a few levels of its own.
BODY_DEPTH: Final = MAX_DEPTH + 4
DIGITS: Final = 40


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return loads(read_limited(stream, parser_context or {}))


def read_limited(stream: Any, context: dict[str, Any]) -> bytes:
    """The body, or 413 before more than the limit has been taken into memory."""
    limit = int(setting("MAX_BODY_BYTES"))
    request = context.get("request")
    announced = request.META.get("CONTENT_LENGTH") if request is not None else None
    if announced and announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large(limit)
    return bytes(data)


def _too_large(limit: int) -> ApiProblem:
    return ApiProblem(413, f"The body is too large. The limit is {limit:,} bytes.")


def loads(data: bytes) -> Any:
    """The value of a JSON text. Raises 400 and says where it is wrong."""
    value = _read(data)
    if not is_clean(value, BODY_DEPTH):
        found = list(defects(value, depth=BODY_DEPTH))
        raise ApiProblem(
            400,
            found[0].message,
            errors=[{"path": one.path, "code": one.code, "message": one.message} for one in found],
        )
    return value


def _read(data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_constant,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        raise refuse("", f"The body is no UTF-8 text: byte {error.start}.", "not_utf8") from error
    except json.JSONDecodeError as error:
        raise refuse(
            "", f"The body is no JSON: {error.msg} (line {error.lineno}, column {error.colno}).", "not_json"
        ) from error
    except RecursionError as error:
        raise refuse("", f"The body is nested deeper than {BODY_DEPTH} levels.", "too_deep") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        doubled = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise refuse(doubled[:80], f"The key “{doubled[:80]}” is there twice in one object.", "doubled_key")
    return value


def _no_constant(name: str) -> NoReturn:
    raise refuse("", f"{name} is no JSON number.", "not_a_number")


def _whole(text: str) -> int:
    # Python refuses to read thousands of digits with an error of its own; anything longer is refused later anyhow.
    return int(text) if len(text) <= DIGITS else 10**DIGITS
