"""A body that is too large is refused before it is kept."""

from typing import Any

from config.body_limit import BodyLimit


async def statuses(headers: list[tuple[bytes, bytes]], chunks: list[bytes]) -> tuple[list[int], int]:
    """The statuses that were sent, and how many bytes the application got to see."""
    sent: list[int] = []
    seen = 0
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal seen
        while (message := await receive())["type"] != "http.disconnect":
            seen += len(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    await BodyLimit(application, 10)({"type": "http", "headers": headers}, receive, send)
    return sent, seen


async def test_an_announced_length_above_the_limit_is_refused() -> None:
    assert await statuses([(b"content-length", b"11")], [b"x" * 11]) == ([413], 0)


async def test_who_sends_more_than_was_announced_is_cut_off() -> None:
    assert await statuses([], [b"x" * 6, b"x" * 6]) == ([200], 6)


async def test_a_body_up_to_the_limit_goes_through() -> None:
    assert await statuses([(b"content-length", b"10")], [b"x" * 10]) == ([200], 10)
