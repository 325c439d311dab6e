"""`web.http` against a real server on loopback."""

from typing import Any

import pytest

from nodes.credentials import Credential
from nodes.effects import Effect
from nodes.egress.client import Egress
from nodes.errors import FatalError, InvalidError, TransientError
from nodes.testing import Ran, run_node_async
from nodes.types.web.http import http
from tests.unit.nodes.loopback import Sink, a_server


async def call(server: Sink, config: dict[str, Any], **given: Any) -> Ran:
    async with Egress(allow=[server.place]) as egress:
        return await run_node_async(http, {"url": server.url, **config}, http=egress, **given)


async def test_answer_has_status_headers_and_body() -> None:
    with a_server() as server:
        server.answers["/x"] = (201, {"X-Page": "1", "Set-Cookie": "a=b"}, b'{"id": 7}')
        ran = await call(server, {"url": f"{server.url}/x"})

    assert (ran.value["status"], ran.value["body"], ran.value["url"]) == (201, {"id": 7}, f"{server.url}/x")
    assert ran.value["headers"]["x-page"] == "1"
    assert "set-cookie" not in ran.value["headers"]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
async def test_every_method_goes_out_as_it_is_called(method: str) -> None:
    with a_server() as server:
        await call(server, {"method": method})

    assert server.seen[0]["method"] == method


@pytest.mark.parametrize(
    ("config", "body", "content_type"),
    [
        ({"body_kind": "json", "body": {"a": [1, None]}}, b'{"a":[1,null]}', "application/json"),
        ({"body_kind": "json", "body": None}, b"null", "application/json"),
        ({"body_kind": "form", "form": {"a": "x y", "b": [1, 2], "c": None}}, b"a=x+y&b=1&b=2", "application/x-www-form-urlencoded"),
        ({"body_kind": "text", "body_text": "hé", "content_type": "text/csv"}, "hé".encode(), "text/csv; charset=utf-8"),
        ({"body_kind": "none"}, b"", None),
    ],
)  # fmt: skip
async def test_body_is_written_by_its_kind(
    config: dict[str, Any], body: bytes, content_type: str | None
) -> None:
    with a_server() as server:
        await call(server, {"method": "POST", **config})

    assert server.seen[0]["body"] == body
    assert server.seen[0]["headers"].get("content-type") == content_type


async def test_query_and_headers_take_expressions_lists_and_nothing() -> None:
    with a_server() as server:
        config = {
            "query": {"tag": ["a", "b"], "none": None, "n": "{{ input }}"},
            "headers": {"X-N": "{{ input + 1 }}"},
        }
        await call(server, config, input=1)

    assert server.seen[0]["path"] == "/?tag=a&tag=b&n=1"
    assert server.seen[0]["headers"]["x-n"] == "2"


@pytest.mark.parametrize(
    ("kind", "fields", "header", "path"),
    [
        ("http_bearer", {"token": "t"}, ("authorization", "Bearer t"), "/"),
        ("http_basic", {"username": "ada", "password": "pw"}, ("authorization", "Basic YWRhOnB3"), "/"),
        ("http_header", {"name": "X-Api-Key", "value": "k"}, ("x-api-key", "k"), "/"),
        ("http_query", {"name": "key", "value": "k"}, ("accept", "*/*"), "/?key=k"),
    ],
)
async def test_credential_signs_the_call(
    kind: str, fields: dict[str, str], header: tuple[str, str], path: str
) -> None:
    stored = Credential("c1", kind, "Shop", fields, ("127.0.0.1",))
    with a_server() as server:
        ran = await call(server, {"credential": "c1"}, credentials={"c1": stored})

    assert server.seen[0]["headers"][header[0]] == header[1]
    assert server.seen[0]["path"] == path
    assert "key=k" not in str(ran.value)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (Credential("c1", "http_bearer", "Shop", {"token": "t"}, ("api.example.com",)), "may be sent to"),
        (Credential("c1", "http_bearer", "Shop", {"token": "t"}), "no host at all"),
        (Credential("c1", "http_bearer", "Shop", {"token": "a\r\nX: y"}, ("127.0.0.1",)), "line break"),
        (Credential("c1", "smtp", "Mail", {}, ("127.0.0.1",)), "cannot sign a call"),
    ],
)
async def test_credential_that_may_not_go_there_is_never_sent(stored: Credential, told: str) -> None:
    with a_server() as server, pytest.raises(InvalidError, match=told):
        await call(server, {"credential": "c1"}, credentials={"c1": stored})

    assert server.seen == []


async def test_r17_busy_server_is_a_transient_error_with_its_retry_after() -> None:
    with a_server() as server:
        server.answers["/"] = (429, {"Retry-After": "12"}, b"slow down")
        with pytest.raises(TransientError, match="answered 429: slow down") as raised:
            await call(server, {"url": f"{server.url}/"})

    assert raised.value.retry_after == 12


async def test_r17_retry_after_may_be_a_date() -> None:
    with a_server() as server:
        server.answers["/"] = (503, {"Retry-After": "Fri, 15 Jan 2027 08:00:30 GMT"}, b"")
        with pytest.raises(TransientError) as raised:
            await call(server, {"url": f"{server.url}/"}, clock=1_800_000_000.0)

    assert raised.value.retry_after == 30


async def test_r16_missing_page_is_a_fatal_error_unless_it_is_wanted() -> None:
    with a_server() as server:
        server.answers["/"] = (404, {}, b'{"no": 1}')
        with pytest.raises(FatalError, match="answered 404") as raised:
            await call(server, {"url": f"{server.url}/"})
        ran = await call(server, {"url": f"{server.url}/", "fail_on_status": False})

    assert raised.value.code == "http_404"
    assert (ran.value["status"], ran.value["body"]) == (404, {"no": 1})


@pytest.mark.parametrize(
    ("answer", "content_type", "content", "body"),
    [
        ("auto", "application/json", b"[1]", [1]),
        ("auto", "application/problem+json; charset=utf-8", b"{}", {}),
        ("auto", "text/html; charset=latin-1", b"\xe9", "é"),
        ("auto", "application/json", b"", None),
        ("text", "application/json", b"[1]", "[1]"),
        ("json", "text/plain", b"[1]", [1]),
        (
            "file",
            "text/plain",
            b"abc",
            {"$file": "file-1", "name": "x.txt", "media_type": "text/plain", "size": 3},
        ),
        (
            "auto",
            "image/png",
            b"\x89P",
            {"$file": "file-1", "name": "x.txt", "media_type": "image/png", "size": 2},
        ),
    ],
)
async def test_answer_is_read_as_asked_or_as_it_says(
    answer: str, content_type: str, content: bytes, body: Any
) -> None:
    with a_server() as server:
        server.answers["/x.txt"] = (200, {"Content-Type": content_type}, content)
        ran = await call(server, {"url": f"{server.url}/x.txt", "answer": answer})

    assert ran.value["body"] == body


async def test_answer_that_is_no_json_is_said_so() -> None:
    with a_server() as server:
        server.answers["/"] = (200, {}, b"<html>")
        with pytest.raises(FatalError, match=r"The answer is no JSON.*<html>"):
            await call(server, {"url": f"{server.url}/", "answer": "json"})


async def test_pages_are_fetched_and_put_together() -> None:
    with a_server() as server:
        server.answers["/p1"] = (200, {}, b'{"rows": [1, 2], "next": "/p2"}')
        server.answers["/p2"] = (200, {}, b'{"rows": [3], "next": null}')
        config = {
            "url": f"{server.url}/p1",
            "query": {"q": "x"},
            "next_url": "response.body.next",
            "page_items": "response.body.rows",
        }
        ran = await call(server, config)

    assert (ran.value["body"], ran.value["pages"]) == ([1, 2, 3], 2)
    assert [seen["path"] for seen in server.seen] == ["/p1?q=x", "/p2"]


@pytest.mark.parametrize(
    ("upcoming", "told"),
    [("/p1", "more than 3 pages"), ("http://elsewhere.example/p2", "on another host: elsewhere.example"), ("file:///etc/passwd", "must begin with")],
)  # fmt: skip
async def test_pages_stay_on_the_host_and_within_their_number(upcoming: str, told: str) -> None:
    with a_server() as server:
        server.answers["/p1"] = (200, {}, b'{"next": "%s"}' % upcoming.encode())
        with pytest.raises((InvalidError, FatalError), match=told):
            await call(server, {"url": f"{server.url}/p1", "next_url": "response.body.next", "max_pages": 3})


async def test_r32_idempotency_key_goes_along_where_it_is_named() -> None:
    with a_server() as server:
        await call(server, {"method": "POST", "idempotency_header": "Idempotency-Key"}, idempotency_key="k-1")

    assert server.seen[0]["headers"]["idempotency-key"] == "k-1"


@pytest.mark.parametrize(
    ("config", "effect"),
    [
        ({}, Effect.IDEMPOTENT),
        ({"method": "PUT"}, Effect.IDEMPOTENT),
        ({"method": "POST"}, Effect.ONCE),
        ({"method": "PATCH"}, Effect.ONCE),
        ({"method": "{{ method }}"}, Effect.ONCE),
        ({"method": "POST", "idempotency_header": "Idempotency-Key"}, Effect.IDEMPOTENT),
    ],
)
def test_r32_effect_class_follows_from_the_method(config: dict[str, Any], effect: Effect) -> None:
    assert http.effect_for(config) is effect


@pytest.mark.parametrize(
    "config",
    [{"method": "FETCH"}, {"body_kind": "json"}, {"timeout_seconds": 0}, {"max_pages": 0}, {"answer": "xml"}],
)
async def test_bad_config_is_refused_before_anything_is_sent(config: dict[str, Any]) -> None:
    with a_server() as server, pytest.raises(InvalidError):
        await call(server, config)

    assert server.seen == []
