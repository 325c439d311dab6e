"""`web.rss` against a real server on loopback, and `web.webhook_respond`."""

from typing import Any

import pytest

from nodes.config_problems import config_problems
from nodes.egress.client import Egress
from nodes.errors import FatalError, TransientError
from nodes.testing import Ran, run_node_async
from nodes.testing_context import MemoryStore
from nodes.types.web.rss import rss
from nodes.types.web.webhook_respond import webhook_respond
from tests.unit.nodes.loopback import a_server

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>
<item><title>One &amp; only</title><link>https://x.example/1</link><guid>g1</guid><dc:creator>Ada</dc:creator>
<pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate><description><![CDATA[<b>Bold</b>]]></description></item>
<item><title>Two</title><link>https://x.example/2</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><id>e1</id><title>First</title>
<link rel="self" href="https://x.example/self"/><link href="https://x.example/a"/><author><name>Bob</name></author>
<updated>2026-11-20T09:00:00Z</updated><summary>Short</summary></entry></feed>"""


async def fetch(content: bytes, status: int = 200, **given: Any) -> Ran:
    config = given.pop("config", {})
    with a_server() as server:
        server.answers["/feed"] = (status, {"Content-Type": "application/xml"}, content)
        async with Egress(allow=[server.place]) as egress:
            return await run_node_async(rss, {"url": f"{server.url}/feed", **config}, http=egress, **given)


async def test_rss_gives_its_entries() -> None:
    told = (await fetch(RSS)).value

    assert told["title"] == "News"
    assert told["entries"][0] == {
        "id": "g1",
        "title": "One & only",
        "link": "https://x.example/1",
        "summary": "<b>Bold</b>",
        "author": "Ada",
        "published": "2026-11-20T09:00:00+00:00",
    }
    assert (told["entries"][1]["id"], told["entries"][1]["published"]) == ("https://x.example/2", None)


async def test_atom_gives_its_entries() -> None:
    told = (await fetch(ATOM)).value

    assert (told["title"], told["entries"][0]["link"], told["entries"][0]["author"]) == (
        "Blog",
        "https://x.example/a",
        "Bob",
    )


async def test_only_new_entries_are_handed_on_and_a_repeated_run_is_given_the_same() -> None:
    store = MemoryStore()
    given: list[list[str]] = []

    with a_server() as server:
        async with Egress(allow=[server.place]) as egress:
            for content, run in ((RSS, "r1"), (RSS, "r1"), (RSS.replace(b"g1", b"g3"), "r2"), (RSS, "r3")):
                server.answers["/feed"] = (200, {}, content)
                config = {"url": f"{server.url}/feed", "only_new": True}
                ran = await run_node_async(rss, config, http=egress, store=store, idempotency_key=run)
                given.append([entry["id"] for entry in ran.value["entries"]])

    assert given == [["g1", "https://x.example/2"], ["g1", "https://x.example/2"], ["g3"], []]


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"no xml", b"<!DOCTYPE x [<!ENTITY y 'z'>]><rss/>", b"<rss/>"]
)
async def test_what_is_no_feed_is_said_so(content: bytes) -> None:
    with pytest.raises(FatalError, match="The answer is no feed"):
        await fetch(content)


async def test_busy_server_is_a_transient_error() -> None:
    with pytest.raises(TransientError, match="503"):
        await fetch(b"", 503)


@pytest.mark.parametrize(
    "headers", [{"Set-Cookie": "a=b"}, {"X-A": "b\r\nSet-Cookie: c"}, {"X A": "b"}, {"Content-Length": "0"}]
)
def test_answer_of_a_webhook_cannot_smuggle_headers(headers: dict[str, str]) -> None:
    assert config_problems(webhook_respond, {"headers": headers})


async def test_answer_of_a_webhook_is_what_came_in_unless_it_is_said() -> None:
    assert (await run_node_async(webhook_respond, {}, {"a": 1})).value["body"] == {"a": 1}
    assert (await run_node_async(webhook_respond, {"body": None}, {"a": 1})).value["body"] is None
