"""What goes out and what comes back: a request, its credential, its limits, a response."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import orjson

from nodes.errors import FatalError, TransientError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take, in seconds, and how much it may bring, in bytes after unpacking."""

    total: float = 60.0
    connect: float = 10.0
    response_bytes: int = 10 * MIB
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Auth:
    """Headers and query parameters that are secret, and the hosts that may see them."""

    allowed_hosts: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    name: str = "The credential"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    auth: Auth | None = None
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    url: str
    headers: Mapping[str, str]
    """Names in lower case; a header that came several times is joined by commas."""
    content: bytes = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        return self.content_type == "application/json" or self.content_type.endswith("+json")

    @property
    def text(self) -> str:
        charset = (
            self.headers.get("content-type", "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
        )
        try:
            return self.content.decode(charset or "utf-8", "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        try:
            return orjson.loads(self.content)
        except orjson.JSONDecodeError as error:
            raise FatalError(
                f"The answer is no JSON: {error}. It begins with {self.text[:80]!r}", code="not_json"
            ) from None

    def raise_for_status(self, now: float | None = None) -> None:
        """Raise a `TransientError` for what may pass (408, 425, 429, 5xx), a `FatalError` for any other 4xx."""
        if self.status < 400:
            return
        told = f"The server answered {self.status}" + (f": {self.text[:300]}" if self.content else "")
        details = {"status": self.status, "body": self.text[:2000]}
        if self.status in (408, 425, 429) or self.status >= 500:
            raise TransientError(
                told, code=f"http_{self.status}", details=details, retry_after=self.retry_after(now)
            )
        raise FatalError(told, code=f"http_{self.status}", details=details)

    def retry_after(self, now: float | None = None) -> float | None:
        return retry_after(self.headers.get("retry-after", ""), now)


def retry_after(header: str, now: float | None = None) -> float | None:
    """Seconds to wait as `Retry-After` says them; a date counts only if it is known what time it is."""
    from_date = _seconds_until(header, now) if now is not None else None
    seconds = float(header) if header.isascii() and header.strip().isdigit() else from_date
    return None if seconds is None else min(max(seconds, 0.0), 24 * 3600.0)


def _seconds_until(header: str, now: float) -> float | None:
    try:
        return parsedate_to_datetime(header).timestamp() - now
    except (ValueError, TypeError, IndexError):
        return None
