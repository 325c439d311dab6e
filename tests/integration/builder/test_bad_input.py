"""Whatever is sent, the answer is a clear 4xx with the path, nothing is stored, and it is never a 500."""

import json
from typing import Any

import pytest

from builder.models import AuditEntry, Workflow
from tests.integration.builder.cast import SMALL, Answer, Api, Cast

DEEP = b'{"name":"x","document":{"nodes":[],"edges":[],"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}}"


def with_config(text: str) -> bytes:
    node = '{"id":"a","type":"data.set","config":{"fields":{"v":' + text + "}}}"
    return ('{"name":"x","document":{"nodes":[' + node + '],"edges":[]}}').encode("utf-8", "surrogatepass")


BODIES: dict[str, tuple[bytes, int, str]] = {
    "no JSON": (b'{"name": ', 400, ""),
    "empty": (b" ", 400, ""),
    "no UTF-8": (b'{"name":"\xff"}', 400, ""),
    "100,000 levels": (DEEP, 400, ""),
    "NaN": (with_config("NaN"), 400, "document.nodes[0].config.fields.v"),
    "Infinity": (with_config("-Infinity"), 400, "document.nodes[0].config.fields.v"),
    "1e999": (with_config("1e999"), 400, "document.nodes[0].config.fields.v"),
    "huge integer": (with_config("1" + "0" * 5000), 400, "document.nodes[0].config.fields.v"),
    "integer of 65 bits": (with_config(str(2**64)), 400, "document.nodes[0].config.fields.v"),
    "NUL": (with_config('"a\\u0000b"'), 400, "document.nodes[0].config.fields.v"),
    "lone surrogate": (with_config('"\\ud800"'), 400, "document.nodes[0].config.fields.v"),
    "raw surrogate": (with_config('"\ud800"'), 400, ""),
    "doubled key": (with_config('{"k":1,"k":2}'), 400, "document.nodes[0].config.fields.v.k"),
    "__proto__": (with_config('{"__proto__":1}'), 400, "document.nodes[0].config.fields.v.__proto__"),
    "a list": (b"[]", 400, ""),
    "a text": (b'"x"', 400, ""),
    "null": (b"null", 400, ""),
    "unknown field": (b'{"name":"x","owner":"me"}', 400, "owner"),
    "project of one's own choice": (b'{"name":"x","project":"y"}', 400, "project"),
    "no name": (b"{}", 400, "name"),
    "name of wrong type": (b'{"name":7}', 400, "name"),
    "empty name": (b'{"name":""}', 400, "name"),
    "long name": (json.dumps({"name": "x" * 201}).encode(), 400, "name"),
    "tags of wrong type": (b'{"name":"x","tags":"a"}', 400, "tags"),
    "a tag of wrong type": (b'{"name":"x","tags":[1]}', 400, "tags[0]"),
    "document of wrong type": (b'{"name":"x","document":[]}', 400, "document"),
    "nodes of wrong type": (b'{"name":"x","document":{"nodes":{}}}', 400, "document.nodes"),
    "a node of wrong type": (b'{"name":"x","document":{"nodes":[1]}}', 400, "document.nodes[0]"),
    "newer format": (b'{"name":"x","document":{"format":99,"nodes":[]}}', 400, "document.format"),
    "format of wrong type": (b'{"name":"x","document":{"format":true}}', 400, "document.format"),
    "id with a blank": (
        b'{"name":"x","document":{"nodes":[{"id":"a b","type":"data.set"}]}}',
        400,
        "document.nodes[0].id",
    ),
    "id with an emoji": (
        '{"name":"x","document":{"nodes":[{"id":"🙂","type":"data.set"}]}}'.encode(),
        400,
        "document.nodes[0].id",
    ),
    "config of wrong type": (
        b'{"name":"x","document":{"nodes":[{"id":"a","type":"data.set","config":7}]}}',
        400,
        "document.nodes[a].config",
    ),
}


def assert_refused(answer: Answer, status: int) -> None:
    assert answer.status == status, answer.raw[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.body) >= {"type", "title", "status", "detail", "code", "errors"}
    assert answer.body["status"] == status
    assert answer.body["detail"].strip()


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_body_is_refused_with_its_path_and_nothing_is_stored(cast: Cast, name: str) -> None:
    body, status, path = BODIES[name]
    before = AuditEntry.objects.count()

    answer = cast.api("alice").post("workflows/", body)

    assert_refused(answer, status)
    assert path in [error["path"] for error in answer.body["errors"]], answer.body["errors"]
    assert Workflow.objects.count() == 0
    assert AuditEntry.objects.count() == before


def test_too_many_nodes_are_413_by_the_setting(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "MAX_NODES": 3}
    workflow = cast.workflow()
    nodes = [{"id": f"n{number}", "type": "data.set"} for number in range(4)]
    api = cast.api("alice")

    for answer in (
        api.post("workflows/", {"name": "x", "document": {"nodes": nodes}}),
        api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": {"nodes": nodes}}),
        api.post(f"workflows/{workflow.pk}/validate/", {"document": {"nodes": nodes}}),
    ):
        assert_refused(answer, 413)
        assert answer.body["code"] == "too_many_nodes"


def test_ten_thousand_nodes_are_413(cast: Cast) -> None:
    nodes = [{"id": f"n{number}", "type": "data.set"} for number in range(10_000)]

    assert_refused(cast.api("alice").post("workflows/", {"name": "x", "document": {"nodes": nodes}}), 413)


def test_a_body_that_is_too_large_is_413(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "MAX_BODY_BYTES": 1000}

    assert_refused(cast.api("alice").post("workflows/", {"name": "x" * 2000}), 413)


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_only_json_is_read(cast: Cast, kind: str) -> None:
    api = cast.api("alice")

    response = api.client.post("/api/workflows/", data=b'{"name":"x"}', content_type=kind)

    assert response.status_code == 415
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query", ["search=%00", "tag=a%00", "cursor=%00", "%00=1", "cursor=nonsense", "cursor=cD1hYmM="]
)
def test_bad_query_parameters_are_refused(cast: Cast, query: str) -> None:
    cast.workflow()

    answer = cast.api("alice").get(f"workflows/?{query}")

    assert answer.status in (400, 404), answer.raw[:300]
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing/", 404),
        ("POST", "nothing/at/all", 404),
        ("OPTIONS", "nothing/", 404),
        ("GET", "workflows/not-an-id/", 404),
        ("GET", "workflows/00000000-0000-0000-0000-000000000000/", 404),
        ("GET", "node-types/no.such/", 404),
        ("PUT", "workflows/", 405),
        ("DELETE", "session/", 405),
    ],
)
def test_what_is_not_there_is_a_problem_too(cast: Cast, method: str, path: str, status: int) -> None:
    assert_refused(cast.api("alice").call(method, path, {} if method == "POST" else None), status)


@pytest.mark.parametrize("accept", ["text/html", "application/problem+json", "image/png", "nonsense"])
def test_whatever_is_accepted_the_answer_is_json(cast: Cast, accept: str) -> None:
    api = cast.api("alice")

    assert api.get("session/", headers={"Accept": accept}).status == 200
    assert_refused(api.get("nothing/?format=xml", headers={"Accept": accept}), 404)


def test_nobody_is_told_to_sign_in(cast: Cast) -> None:
    answer = Api().get("workflows/")

    assert_refused(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_beyond_the_rate_it_is_429_with_the_time_to_wait(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "RATE_API": "2/h"}
    api = cast.api("alice")
    api.get("session/")
    api.get("session/")

    answer = api.get("session/")

    assert_refused(answer, 429)
    assert int(answer.headers["Retry-After"]) >= 1


def test_an_error_of_ours_is_a_problem_without_its_inside(cast: Cast, settings: Any, caplog: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "RATE_API": "nonsense"}

    answer = cast.api("alice").get("session/")

    assert_refused(answer, 500)
    assert b"nonsense" not in answer.raw
    assert b"Traceback" not in answer.raw


def test_a_bad_draft_leaves_the_stored_one_alone(cast: Cast) -> None:
    workflow = cast.workflow()

    answer = cast.api("alice").patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": {"nodes": 7}})

    assert_refused(answer, 400)
    workflow.refresh_from_db()
    assert (workflow.revision, len(workflow.document["nodes"])) == (1, len(SMALL["nodes"]))
