"""Refuses large bodies before anything keeps them: Django takes a whole body in before a view can say no."""

from collections.abc import Awaitable, Callable
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_DRAINED = 8
"""So many times the limit are read and dropped, for a client hears the answer only when it has sent its body."""
_PROBLEM = (
    b'{"type":"urn:quintet:problem:too_large","title":"Request Entity Too Large","status":413,'
    b'"detail":"The body is too large.","code":"too_large","errors":[]}'
)


class BodyLimit:
    """Answers 413 when the announced length is too large, and hangs up on who sends more than was announced."""

    def __init__(self, application: Callable[..., Awaitable[None]], limit: int) -> None:
        self.application = application
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _announced(scope) > self.limit:
            await _drain(receive, self.limit * _DRAINED)
            await _refuse(send)
            return
        taken = 0

        async def counted() -> dict[str, Any]:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= self.limit else {"type": "http.disconnect"}

        await self.application(scope, counted, send)


def _announced(scope: Scope) -> int:
    text = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(text) if text.isdigit() else 0


async def _drain(receive: Receive, most: int) -> None:
    while most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        if not message.get("more_body"):
            return


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(_PROBLEM)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _PROBLEM})
