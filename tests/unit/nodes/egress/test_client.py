"""The way out, against a real server on loopback: every trick of security rules 6 and 11 that we know of."""

import gzip
from collections.abc import Awaitable, Callable

import pytest

from nodes.egress.client import Egress
from nodes.egress.messages import Auth, Limits, Request
from nodes.errors import FatalError, InvalidError, TransientError
from tests.unit.nodes.loopback import a_server, packed

TOKEN = "Bearer s3cret"


def resolving(*addresses: str) -> Callable[[str, int], Awaitable[list[str]]]:
    async def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    return resolve


ATTACKS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127。0。0。1:{port}/",
    "http://①②⑦.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/",
    "http://[fe80::1%25lo]:{port}/",
    "http://100.64.0.1/",
    "http://10.0.0.1/",
    "http://224.0.0.1/",
    "http://user:pass@127.0.0.1:{port}/",
    "http://example.com@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:{port}/",
    "unix:///var/run/docker.sock",
    "//127.0.0.1:{port}/",
    "http://",
    "http:///path",
    "127.0.0.1:{port}",
    "http://127.0.0.1:99999/",
    "javascript:alert(1)",
    "http://127.0.0.1:{port}/\r\nX: y",
    "",
]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_address_that_leads_inside_is_never_called(attack: str) -> None:
    with a_server() as server:
        async with Egress(limits=Limits(total=3, connect=2)) as egress:
            with pytest.raises(InvalidError):
                await egress.send(Request("GET", attack.format(port=server.server_port)))

        assert server.seen == []


async def test_host_with_a_public_and_an_inner_address_is_refused() -> None:
    async with Egress(resolve=resolving("93.184.216.34", "127.0.0.1")) as egress:
        with pytest.raises(InvalidError, match=r"mixed\.example \(127\.0\.0\.1\) is this machine itself"):
            await egress.send(Request("GET", "http://mixed.example/"))


async def test_name_is_resolved_once_for_check_and_connection() -> None:
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    async with Egress(resolve=rebinding) as egress:
        with pytest.raises(InvalidError):
            await egress.send(Request("GET", "http://rebind.example/"))

    assert asked == ["rebind.example"]


async def test_redirect_to_an_inner_address_is_refused() -> None:
    with a_server() as outside, a_server() as inside:
        outside.answers["/go"] = (302, {"Location": f"{inside.url}/secret"}, b"")
        async with Egress(allow=[outside.place]) as egress:
            with pytest.raises(InvalidError, match="may not be called"):
                await egress.send(Request("GET", f"{outside.url}/go"))

        assert inside.seen == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://user:pass@127.0.0.1/", "//[fe80::1]/"]
)
async def test_redirect_to_what_is_no_web_address_is_refused(target: str) -> None:
    with a_server() as server:
        server.answers["/go"] = (302, {"Location": target}, b"")
        async with Egress(allow=[server.place], limits=Limits(total=5, connect=2)) as egress:
            with pytest.raises((InvalidError, FatalError)):
                await egress.send(Request("GET", f"{server.url}/go"))


async def test_operator_can_allow_a_host_with_its_port() -> None:
    with a_server() as server:
        async with Egress(allow=[server.place]) as egress:
            response = await egress.send(Request("GET", f"{server.url}/x", query=(("q", "a b"),)))

        assert response.json() == {"ok": True}
        assert server.seen[0]["path"] == "/x?q=a+b"


async def test_credential_is_sent_to_its_host_and_stays_on_it() -> None:
    auth = Auth(("127.0.0.1",), {"Authorization": TOKEN}, {"key": "k"})
    with a_server() as server:
        server.answers["/go"] = (302, {"Location": "/there"}, b"")
        async with Egress(allow=[server.place]) as egress:
            response = await egress.send(Request("GET", f"{server.url}/go", auth=auth))

        assert [call["headers"]["authorization"] for call in server.seen] == [TOKEN, TOKEN]
        assert [call["path"] for call in server.seen] == ["/go?key=k", "/there?key=k"]
        assert "key" not in response.url


async def test_credential_is_dropped_on_a_redirect_to_another_host() -> None:
    auth = Auth(("127.0.0.1", "localhost"), {"Authorization": TOKEN}, {"key": "k"})
    with a_server() as first, a_server() as second:
        first.answers["/go"] = (307, {"Location": f"http://localhost:{second.server_port}/there"}, b"")
        places = [first.place, f"localhost:{second.server_port}"]
        async with Egress(allow=places) as egress:
            request = Request(
                "POST", f"{first.url}/go", {"X-Api-Key": "typed", "Accept": "a/b"}, content=b"x", auth=auth
            )
            await egress.send(request)

        (call,) = second.seen
        assert call["path"] == "/there"
        assert call["headers"]["accept"] == "a/b"
        assert "authorization" not in call["headers"]
        assert "x-api-key" not in call["headers"]
        assert TOKEN not in str(call)


async def test_credential_is_not_sent_to_a_host_it_does_not_name() -> None:
    auth = Auth(("api.example.com",), {"Authorization": TOKEN}, name="Credential 'Shop'")
    with a_server() as server:
        async with Egress(allow=[server.place]) as egress:
            with pytest.raises(InvalidError, match=r"Credential 'Shop' may be sent to api\.example\.com"):
                await egress.send(Request("GET", server.url, auth=auth))

        assert server.seen == []


async def test_cookies_of_one_call_are_not_kept_for_the_next() -> None:
    with a_server() as server:
        server.answers["/login"] = (200, {"Set-Cookie": "session=abc"}, b"{}")
        async with Egress(allow=[server.place]) as egress:
            await egress.send(Request("GET", f"{server.url}/login"))
            await egress.send(Request("GET", f"{server.url}/next"))

        assert "cookie" not in server.seen[1]["headers"]


async def test_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_server() as server, a_server() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        async with Egress(allow=[server.place]) as egress:
            await egress.send(Request("GET", server.url))

        assert len(server.seen) == 1
        assert proxy.seen == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-A", "a\r\nX-B: c"), ("X-A\r\nX-B", "c"), ("X-A", "a\nb"), ("X A", "b"), ("X-A", "a\0b"), ("Host", "evil"), ("Content-Length", "5"),
     ("Transfer-Encoding", "chunked"), ("Connection", "close"), ("", "x")],
)  # fmt: skip
async def test_header_that_could_smuggle_another_is_refused(name: str, value: str) -> None:
    with a_server() as server:
        async with Egress(allow=[server.place]) as egress:
            with pytest.raises(InvalidError):
                await egress.send(Request("GET", server.url, {name: value}))

        assert server.seen == []


async def test_endless_redirects_end() -> None:
    with a_server() as server:
        server.answers["/go"] = (302, {"Location": "/go"}, b"")
        async with Egress(allow=[server.place], limits=Limits(redirects=3)) as egress:
            with pytest.raises(FatalError, match="more than 3 times"):
                await egress.send(Request("GET", f"{server.url}/go"))

        assert len(server.seen) == 4


@pytest.mark.parametrize(
    ("status", "method", "becomes", "body"),
    [(301, "POST", "GET", b""), (302, "POST", "GET", b""), (303, "PUT", "GET", b""), (307, "POST", "POST", b"x"), (308, "PUT", "PUT", b"x"), (302, "PUT", "PUT", b"x")],
)  # fmt: skip
async def test_redirect_keeps_or_changes_the_method_as_the_standard_says(
    status: int, method: str, becomes: str, body: bytes
) -> None:
    with a_server() as server:
        server.answers["/go"] = (status, {"Location": "/there"}, b"")
        async with Egress(allow=[server.place]) as egress:
            await egress.send(Request(method, f"{server.url}/go", content=b"x"))

        assert (server.seen[1]["method"], server.seen[1]["body"]) == (becomes, body)


async def test_answer_that_is_too_large_is_given_up() -> None:
    with a_server() as server:
        server.answers["/big"] = (200, {}, b"x" * 5000)
        server.answers["/lies"] = (200, {"Content-Length": "5000000000"}, b"x")
        async with Egress(allow=[server.place], limits=Limits(response_bytes=1000)) as egress:
            for path in ("/big", "/lies"):
                with pytest.raises(FatalError, match="larger than 1,000 bytes"):
                    await egress.send(Request("GET", server.url + path))


async def test_packed_answer_is_unpacked_up_to_the_limit() -> None:
    with a_server() as server:
        server.answers["/good"] = (200, {"Content-Encoding": "gzip"}, packed({"a": 1}))
        server.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 5_000_000))
        server.answers["/twice"] = (
            200,
            {"Content-Encoding": "gzip, gzip"},
            gzip.compress(gzip.compress(b"0" * 5_000_000)),
        )
        server.answers["/other"] = (200, {"Content-Encoding": "br"}, b"x")
        server.answers["/damaged"] = (200, {"Content-Encoding": "gzip"}, packed({"a": 1})[:-6])
        async with Egress(allow=[server.place], limits=Limits(response_bytes=100_000)) as egress:
            assert (await egress.send(Request("GET", f"{server.url}/good"))).json() == {"a": 1}
            for path in ("/bomb", "/twice", "/other", "/damaged"):
                with pytest.raises(FatalError):
                    await egress.send(Request("GET", server.url + path))


async def test_server_that_does_not_answer_in_time_is_a_transient_error() -> None:
    with a_server() as server:
        async with Egress(allow=[server.place], limits=Limits(total=0.3)) as egress:
            with pytest.raises(TransientError, match=r"did not answer within 0\.3 s") as raised:
                await egress.send(Request("GET", f"{server.url}/slow"))

        assert raised.value.code == "timeout"


async def test_closed_port_is_a_transient_error() -> None:
    with a_server() as server:
        place = server.place
    async with Egress(allow=[place]) as egress:
        with pytest.raises(TransientError, match="could not be reached"):
            await egress.send(Request("GET", f"http://{place}/"))


async def test_host_that_does_not_exist_is_said_so() -> None:
    async with Egress(resolve=resolving()) as egress:
        with pytest.raises(InvalidError, match=r"There is no host 'nowhere\.example'"):
            await egress.send(Request("GET", "http://nowhere.example/"))


@pytest.mark.parametrize(
    ("status", "kind"), [(429, TransientError), (503, TransientError), (404, FatalError)]
)
async def test_status_says_whether_trying_again_may_help(status: int, kind: type[Exception]) -> None:
    with a_server() as server:
        server.answers["/x"] = (status, {"Retry-After": "7"}, b"sorry")
        async with Egress(allow=[server.place]) as egress:
            response = await egress.send(Request("GET", f"{server.url}/x"))

    with pytest.raises(kind, match=f"The server answered {status}: sorry") as raised:
        response.raise_for_status()
    assert kind is FatalError or raised.value.retry_after == 7  # type: ignore[attr-defined]


async def test_no_address_with_a_secret_in_it_gets_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with a_server() as server:
        egress = Egress(allow=[server.place])
        auth = Auth((server.place.partition(":")[0],), {"X-Key": "s3cret"}, {"key": "s3cret"}, "It")

        await egress.send(Request("GET", server.url, auth=auth))
        await egress.aclose()

    assert "s3cret" in server.seen[0]["path"]
    assert "s3cret" not in caplog.text
