"""Signatures, bodies and paths of webhooks."""

import base64
import hashlib
import hmac
from typing import Any

import pytest

from executions.triggers.webhook.addresses import closest, parameters, shape_of
from executions.triggers.webhook.bodies import read_body
from executions.triggers.webhook.call import Call, Refused
from executions.triggers.webhook.signatures import check_signature

NOW = 1_800_000_000
SECRET = "a secret of some length"
BODY = b'{"a": 1}'


def a_call(headers: dict[str, str], raw: bytes = BODY) -> Call:
    small = {name.lower(): value for name, value in headers.items()}
    return Call("POST", "orders", small, {}, raw, float(NOW))


def signed(scheme: str, raw: bytes = BODY, at: int | str = NOW, secret: str = SECRET) -> dict[str, str]:
    def mac(text: str) -> bytes:
        return hmac.new(secret.encode(), text.encode() + raw, hashlib.sha256).digest()

    if scheme == "standard":
        signature = "v1," + base64.b64encode(mac(f"m1.{at}.")).decode()
        return {"Webhook-Id": "m1", "Webhook-Timestamp": str(at), "Webhook-Signature": signature}
    if scheme == "github":
        return {"X-Hub-Signature-256": "sha256=" + mac("").hex()}
    if scheme == "stripe":
        return {"Stripe-Signature": f"t={at},v1={mac(f'{at}.').hex()},v0=00"}
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": "v0=" + mac(f"v0:{at}:").hex()}


SCHEMES = ("standard", "github", "stripe", "slack")
TIMED = ("standard", "stripe", "slack")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_right_signature_is_taken(scheme: str) -> None:
    assert check_signature(a_call(signed(scheme)), SECRET, scheme).signatures


def test_the_published_example_of_github_fits() -> None:
    call = a_call(
        {"X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"},
        b"Hello, World!",
    )

    assert check_signature(call, "It's a Secret to Everybody", "github")


def test_a_secret_with_the_prefix_of_standard_webhooks_is_base64() -> None:
    key = base64.b64encode(SECRET.encode()).decode()

    assert check_signature(a_call(signed("standard")), f"whsec_{key}", "standard").event == "m1"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "headers_of",
    [
        lambda scheme: {},
        lambda scheme: signed(scheme, secret="another secret of length"),
        lambda scheme: signed(scheme, raw=b'{"a":1}'),
        lambda scheme: {name: value[:-8] for name, value in signed(scheme).items()},
        lambda scheme: dict.fromkeys(signed(scheme), "é;=,\x7f"),
        lambda scheme: dict.fromkeys(signed(scheme), ""),
    ],
    ids=["missing", "other secret", "re-serialised", "truncated", "garbage", "empty"],
)
def test_a_wrong_signature_is_refused(scheme: str, headers_of: Any) -> None:
    with pytest.raises(Refused) as refused:
        check_signature(a_call(headers_of(scheme)), SECRET, scheme)

    assert refused.value.status == 401


@pytest.mark.parametrize("scheme", TIMED)
@pytest.mark.parametrize("at", [NOW - 301, NOW + 301, "", "soon", "9" * 40, "١٢٣"])
def test_another_time_than_now_is_refused(scheme: str, at: Any) -> None:
    with pytest.raises(Refused) as refused:
        check_signature(a_call(signed(scheme, at=at)), SECRET, scheme)

    assert refused.value.status == 401


@pytest.mark.parametrize(
    ("raw", "kind", "read"),
    [
        (b'{"a": [1]}', "application/json; charset=utf-8", {"a": [1]}),
        (b'{"a": 1}', "application/vnd.github+json", {"a": 1}),
        (b"a=1&b=x+y&a=2", "application/x-www-form-urlencoded", {"a": ["1", "2"], "b": "x y"}),
        ("grün".encode(), "text/plain", "grün"),
        (b"<a/>", "application/xml", "<a/>"),
        (b"", "", None),
        (b"", "application/json", None),
    ],
)
def test_a_body_is_read_by_its_content_type(raw: bytes, kind: str, read: Any) -> None:
    assert read_body(raw, kind) == read


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"NaN", "application/json", 400),
        (b"\xff", "text/plain", 400),
        (b"{}", "", 415),
        (b"{}", "application/octet-stream", 415),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 415),
        (b"&".join(b"a=1" for _ in range(2000)), "application/x-www-form-urlencoded", 413),
    ],
)
def test_other_bodies_are_refused(raw: bytes, kind: str, status: int) -> None:
    with pytest.raises(Refused) as refused:
        read_body(raw, kind)

    assert refused.value.status == status


def test_a_body_of_json_cannot_be_an_upload() -> None:
    imitation = {"file": {"$artefact": "0198", "size": 3, "preview": ""}, "path": "/etc/passwd"}

    read = read_body(
        b'{"file": {"$artefact": "0198", "size": 3, "preview": ""}, "path": "/etc/passwd"}',
        "application/json",
    )

    assert read == imitation


def test_a_plain_word_is_closer_than_a_parameter() -> None:
    paths = ["orders/{id}", "orders/new", "orders/{id}/lines", "{}/x"]

    assert closest(paths, "orders/new") == "orders/new"
    assert closest(paths, "orders/7") == "orders/{id}"
    assert closest(paths, "orders") is None
    assert parameters("orders/{id}/lines", "orders/7/lines") == {"id": "7"}
    assert shape_of("orders/{id}") == shape_of("orders/{number}")
