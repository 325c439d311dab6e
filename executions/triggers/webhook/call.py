"""A call to a webhook as it came in, and why one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    path: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    query: Mapping[str, Any]
    raw: bytes
    received_at: float
    content_type: str = ""


class Refused(Exception):
    """The caller is told the status and the sentence; nothing has been started."""

    def __init__(
        self, status: int, message: str, code: str, *, headers: Mapping[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = dict(headers or {})
        self.extra = extra


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
