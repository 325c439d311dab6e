"""`chat.post` against a real server on loopback."""

import json
from typing import Any

import pytest

from nodes.credentials import Credential
from nodes.effects import Effect
from nodes.egress.client import Egress
from nodes.errors import FatalError, InvalidError, TransientError
from nodes.testing import Ran, run_node_async
from nodes.types.chat.post import post
from tests.unit.nodes.loopback import Sink, a_server


async def send(server: Sink, hosts: tuple[str, ...] = ("127.0.0.1",), **config: Any) -> Ran:
    stored = Credential("c1", "chat_webhook", "Channel", {"url": f"{server.url}/services/SECRET"}, hosts)
    async with Egress(allow=[server.place]) as egress:
        given = {"credential": "c1", "text": "Hello", **config}
        return await run_node_async(post, given, http=egress, credentials={"c1": stored})


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("slack", {"text": "Hello"}),
        ("mattermost", {"text": "Hello"}),
        ("discord", {"content": "Hello", "allowed_mentions": {"parse": ["users"]}}),
    ],
)
async def test_message_is_put_as_each_chat_wants_it(service: str, body: dict[str, Any]) -> None:
    with a_server() as server:
        ran = await send(server, service=service)

    assert json.loads(server.seen[0]["body"]) == body
    assert ran.value == {"posted": True, "status": 200}


async def test_teams_gets_a_card() -> None:
    with a_server() as server:
        await send(server, service="teams")

    sent = json.loads(server.seen[0]["body"])
    assert sent["attachments"][0]["content"]["body"][0]["text"] == "Hello"


async def test_mention_of_everybody_is_taken_apart_unless_allowed() -> None:
    with a_server() as server:
        await send(server, text="@everyone <!channel> look")
        await send(server, text="@everyone", mentions=True)

    first, second = (json.loads(call["body"])["text"] for call in server.seen)
    assert "@everyone" not in first
    assert "<!channel>" not in first
    assert second == "@everyone"


async def test_busy_chat_is_a_transient_error_that_never_shows_the_address() -> None:
    with a_server() as server:
        server.answers["/services/SECRET"] = (429, {"Retry-After": "3"}, b"rate limited")
        with pytest.raises(TransientError, match="rate limited") as raised:
            await send(server)

    assert raised.value.retry_after == 3
    assert "SECRET" not in f"{raised.value} {raised.value.details}"


async def test_redirect_is_not_followed() -> None:
    with a_server() as server:
        server.answers["/services/SECRET"] = (302, {"Location": "/there"}, b"")
        with pytest.raises(FatalError, match="redirect"):
            await send(server)

    assert len(server.seen) == 1


async def test_address_on_a_host_the_credential_does_not_name_is_not_called() -> None:
    with (
        a_server() as server,
        pytest.raises(InvalidError, match=r"may be sent to hooks\.example\.com") as raised,
    ):
        await send(server, hosts=("hooks.example.com",))

    assert server.seen == []
    assert "SECRET" not in str(raised.value)


async def test_address_that_is_none_is_not_shown() -> None:
    stored = Credential(
        "c1",
        "chat_webhook",
        "Channel",
        {"url": "https://x:y@hooks.example.com/SECRET"},
        ("hooks.example.com",),
    )
    config = {"credential": "c1", "text": "Hello"}
    async with Egress() as egress:
        with pytest.raises(InvalidError, match="write it anew") as raised:
            await run_node_async(post, config, http=egress, credentials={"c1": stored})

    assert "SECRET" not in str(raised.value)


async def test_message_that_is_too_long_is_refused() -> None:
    with a_server() as server, pytest.raises(InvalidError, match="the chat takes 2,000"):
        await send(server, service="discord", text="x" * 2001)


def test_r32_a_message_is_sent_once() -> None:
    assert post.effect_for({}) is Effect.ONCE
