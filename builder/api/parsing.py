"""Reads request bodies as strict JSON: what two readers could take for two things is refused with its path."""

from typing import Any

from rest_framework.parsers import BaseParser

from builder.api.problems import ApiProblem
from builder.conf import setting
from builder.graph.json_text import loads


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        read = loads(read_limited(stream, parser_context or {}))
        if not read.problems:
            return read.value
        errors = [{"path": one.field, "code": one.code, "message": one.message} for one in read.problems]
        raise ApiProblem(400, errors[0]["message"], errors=errors)


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
