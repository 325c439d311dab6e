"""Calls to `/hooks/`: who is let in, what a run is given, and that nothing starts twice."""

import base64
import hashlib
import hmac
import threading
import time
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from builder.models import Credential
from builder.services.archive_workflow import archive_workflow
from builder.services.publish_version import publish_version
from builder.services.save_draft import save_draft
from builder.services.unarchive_workflow import unarchive_workflow
from executions.conf import conf
from executions.models import Execution, WebhookNonce
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import a_node, an_actor, carry, now
from tests.integration.executions.test_api import CarriedMeanwhile
from tests.integration.executions.triggers.hooked import (
    DONE,
    SECRET,
    a_document,
    a_secret,
    a_webhook,
    published,
    send,
    standard,
)


def started() -> int:
    return Execution.objects.count()


def test_a_call_starts_the_published_version_with_what_was_sent() -> None:
    workflow = a_webhook(path="orders/{id}/lines", methods=["POST", "PUT"])

    answer = send("PUT", "orders/7/lines?page=2&tag=a&tag=b", {"n": 1}, X_Custom="no", User_Agent="Shop")

    assert answer.status_code == 202
    assert answer.json()["duplicate"] is False
    carry()
    execution = Execution.objects.get(pk=answer.json()["execution"])
    assert (execution.status, execution.result) == ("completed", {"n": 1})
    assert (execution.workflow_id, execution.trigger_kind, execution.created_by) == (
        workflow.pk,
        "webhook",
        None,
    )
    assert execution.inputs["params"] == {"id": "7"}
    assert execution.inputs["query"] == {"page": "2", "tag": ["a", "b"]}
    assert (execution.inputs["method"], execution.inputs["path"]) == ("PUT", "orders/7/lines")
    assert execution.inputs["headers"]["user-agent"] == "Shop"
    assert "x-custom" not in execution.inputs["headers"]


def test_secrets_of_the_caller_are_never_recorded() -> None:
    a_webhook(keep_headers=True, authentication="token", credential=a_secret())

    answer = send("POST", "orders", {}, Authorization=f"Bearer {SECRET}", X_Custom="yes", Cookie="a=b")

    assert answer.status_code == 202
    headers = Execution.objects.get().inputs["headers"]
    assert headers["x-custom"] == "yes"
    assert not {"authorization", "cookie"} & set(headers)


def test_unknown_disabled_foreign_archived_and_other_methods_look_alike() -> None:
    archived = a_webhook(path="archived", name="one")
    archive_workflow(archived, an_actor()[0])
    off = a_document("trigger.webhook", {"path": "off", "authentication": "public"}, DONE)
    off["nodes"][0]["disabled"] = True
    off["nodes"].append(a_node("by_hand", "trigger.manual"))
    published(off, name="two")
    a_webhook(path="posted", name="three")
    a_webhook("charlie", path="a/b/c")

    answers = [
        send("POST", "never"),
        send("POST", "archived"),
        send("POST", "off"),
        send("GET", "posted"),
        send("OPTIONS", "posted"),
        send("HEAD", "never"),
        send("POST", "test/posted"),
        send("POST", "%00"),
        send("POST", "a/b"),
        send("POST", "x" * 3000),
        send("POST", "a/" * 40_000),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers if answer.content}) == 1
    assert started() == 0


def test_an_unarchived_workflow_listens_again() -> None:
    workflow = a_webhook()
    archive_workflow(workflow, an_actor()[0])
    unarchive_workflow(workflow, an_actor()[0])

    assert send("POST", "orders").status_code == 202


def test_the_published_version_counts_and_not_the_draft() -> None:
    workflow, (alice, _) = a_webhook(path="old"), an_actor()
    document = a_document("trigger.webhook", {"path": "new", "authentication": "public"}, DONE)
    save_draft(workflow, alice, revision=workflow.revision, document=document)

    assert (send("POST", "old").status_code, send("POST", "new").status_code) == (202, 404)
    workflow.refresh_from_db()
    publish_version(workflow, alice)
    assert (send("POST", "old").status_code, send("POST", "new").status_code) == (404, 202)


def test_an_address_belongs_to_one_workflow_over_all_projects() -> None:
    a_webhook(path="orders/{id}")

    charlie = Api(an_actor("charlie", "of-charlie")[0].user)  # type: ignore[arg-type]
    document = a_document("trigger.webhook", {"path": "orders/{other}", "authentication": "public"}, DONE)
    made = charlie.post("workflows/", {"name": "mine too", "document": document})
    answer = charlie.post(f"workflows/{made.body['id']}/publish/", {})

    assert answer.status == 422
    assert answer.body["problems"][0]["code"] == "webhook_path_taken"
    assert "hooked" not in str(answer.body)


def test_signed_calls_are_taken_and_others_refused() -> None:
    a_webhook(authentication="hmac", credential=a_secret())
    raw = b'{"a": 1}'

    refused = [
        send("POST", "orders", raw),
        send("POST", "orders", raw, **standard(raw, secret="another secret!!")),
        send("POST", "orders", b'{"a":1}', **standard(raw)),
        send("POST", "orders", raw, **standard(raw, at=time.time() - 400)),
        send("POST", "orders", raw, **standard(raw, at=time.time() + 400)),
        send("POST", "orders", raw, **{**standard(raw), "Webhook_Id": "m2"}),
    ]

    assert [answer.status_code for answer in refused] == [401] * 6
    assert refused[0].json()["detail"] == "The header Webhook-Id is missing."
    assert started() == 0
    assert send("POST", "orders", raw, **standard(raw)).status_code == 202


def test_a_replayed_signature_without_an_id_is_refused() -> None:
    a_webhook(authentication="hmac", signature="github", credential=a_secret())
    raw = b'{"a": 1}'
    signature = "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()

    first = send("POST", "orders", raw, X_Hub_Signature_256=signature, X_GitHub_Delivery="d1")
    again = send("POST", "orders", raw, X_Hub_Signature_256=signature, X_GitHub_Delivery="d1")
    replay = send("POST", "orders", raw, X_Hub_Signature_256=signature, X_GitHub_Delivery="d2")

    assert (first.status_code, again.status_code, replay.status_code) == (202, 202, 409)
    assert again.json() == {"execution": first.json()["execution"], "duplicate": True}
    assert replay.json()["code"] == "replayed"
    assert started() == 1


@pytest.mark.parametrize("given", ["", "Bearer nope", "Bearer ", f"Basic {SECRET}", "Bearer é"])
def test_a_token_must_be_the_right_one(given: str) -> None:
    a_webhook(authentication="token", credential=a_secret())

    assert send("POST", "orders", {}, Authorization=given).status_code == 401
    assert send("POST", "orders", {}, X_Webhook_Token=SECRET).status_code == 202


def test_a_name_and_a_password_must_be_the_right_ones() -> None:
    a_webhook(authentication="basic", user="shop", credential=a_secret())

    def header(text: str) -> str:
        return "Basic " + base64.b64encode(text.encode()).decode()

    for wrong in ("", "Basic !", header("shop:no"), header(f"other:{SECRET}"), header(SECRET)):
        answer = send("POST", "orders", {}, Authorization=wrong)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="webhook"')
    assert send("POST", "orders", {}, Authorization=header(f"shop:{SECRET}")).status_code == 202


def test_without_its_secret_nobody_is_let_in() -> None:
    a_webhook(authentication="token", credential=a_secret())
    Credential.objects.all().delete()

    answer = send("POST", "orders", {}, Authorization="Bearer ")

    assert answer.status_code == 503
    assert started() == 0


def test_fifty_deliveries_of_one_event_start_one_run() -> None:
    a_webhook(authentication="hmac", credential=a_secret())
    raw, answers = b'{"a": 1}', []

    def deliver(number: int) -> None:
        try:
            answers.append(send("POST", "orders", raw, **standard(raw, "m1", time.time() - number % 3)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=deliver, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["execution"] for answer in answers}) == 1
    assert sum(not answer.json()["duplicate"] for answer in answers) == 1
    assert started() == 1


def test_an_event_is_known_by_a_field_of_the_body() -> None:
    a_webhook(event_id="body.event.id")

    first, again, other = (
        send("POST", "orders", {"event": {"id": n}, "at": at}) for n, at in ((1, 1), (1, 2), (2, 3))
    )

    assert [each.json()["duplicate"] for each in (first, again, other)] == [False, True, False]
    assert started() == 2


def test_a_body_at_the_limit_is_taken_and_above_it_refused() -> None:
    a_webhook()
    limit = conf().max_webhook_bytes

    assert send("POST", "orders", b"a" * limit, kind="text/plain").status_code == 202
    assert send("POST", "orders", b"a" * (limit + 1), kind="text/plain").status_code == 413
    assert started() == 1


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"a": "\\u0000"}', "application/json", 400),
        (b'"\\ud800"', "application/json", 400),
        (b"[" * 100 + b"]" * 100, "application/json", 400),
        (b"x", "multipart/form-data; boundary=x", 415),
        (b"x", "image/png", 415),
    ],
)
def test_a_bad_body_starts_nothing(raw: bytes, kind: str, status: int) -> None:
    a_webhook()

    assert send("POST", "orders", raw, kind=kind).status_code == status
    assert started() == 0


def test_a_body_must_fit_the_schema_of_the_webhook() -> None:
    a_webhook(body_schema={"type": "object", "required": ["id"]})

    answer = send("POST", "orders", {"name": "x"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "inputs.body.id"
    assert send("POST", "orders", {"id": 1}).status_code == 202


def test_the_inputs_of_the_workflow_are_not_asked_of_a_caller() -> None:
    document = a_document(
        "trigger.webhook",
        {"path": "orders", "authentication": "public"},
        DONE,
        inputs={"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    )
    published(document)

    assert send("POST", "orders", {}).status_code == 202


def test_what_could_not_be_recorded_is_answered_with_503() -> None:
    a_webhook(authentication="hmac", signature="stripe", credential=a_secret())
    at = int(time.time())
    signature = hmac.new(SECRET.encode(), f"{at}.{{}}".encode(), hashlib.sha256).hexdigest()
    stripe = {"Stripe_Signature": f"t={at},v1={signature}"}

    def broken(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and "executions_event" in sql:
            raise OperationalError("the disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken):
        answer = send("POST", "orders", b"{}", **stripe)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert (started(), WebhookNonce.objects.count()) == (0, 0)
    assert send("POST", "orders", b"{}", **stripe).status_code == 202


def test_the_answer_waits_for_the_end_when_told_to() -> None:
    a_webhook(respond="when_done", wait_seconds=10)

    with CarriedMeanwhile():
        answer = send("POST", "orders", {"n": 1})

    assert (answer.status_code, answer.json()) == (200, {"n": 1})


def test_the_answer_is_202_when_the_run_takes_longer() -> None:
    a_webhook(respond="when_done", wait_seconds=1)

    answer = send("POST", "orders", {"n": 1})

    assert (answer.status_code, answer.json()["status"]) == (202, "running")


def test_a_failed_run_is_told_without_its_inside() -> None:
    failing = a_node("broken", "flow.stop", {"message": "the inside"})
    a_webhook("alice", "failing", failing, respond="when_done", wait_seconds=10)

    with CarriedMeanwhile():
        answer = send("POST", "orders", {})

    assert (answer.status_code, answer.json()["status"]) == (500, "failed")
    assert b"inside" not in answer.content


def test_a_node_answers_while_the_run_goes_on() -> None:
    reply = a_node(
        "reply",
        "web.webhook_respond",
        {"status": 201, "body": {"got": "{{ inputs.body.n }}"}, "headers": {"X-Shop": "yes"}},
    )
    later = a_node("later", "flow.delay", {"seconds": 3600})
    a_webhook("alice", "replying", reply, later, respond="by_node", wait_seconds=10)

    with CarriedMeanwhile():
        answer = send("POST", "orders", {"n": 5})

    assert (answer.status_code, answer.json(), answer["X-Shop"]) == (201, {"got": 5}, "yes")
    assert not now(Execution.objects.get()).has_ended


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", ""])
def test_what_a_node_answers_is_never_a_page_of_ours(kind: str) -> None:
    config: dict[str, Any] = {"body": "<script>alert(1)</script>", "headers": {"Content-Type": kind}}
    a_webhook(
        "alice", "html", a_node("reply", "web.webhook_respond", config), respond="by_node", wait_seconds=10
    )

    with CarriedMeanwhile():
        answer = send("POST", "orders", {})

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_expressions_cannot_choose_an_address() -> None:
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]
    document = a_document(
        "trigger.webhook", {"path": "a", "authentication": "public", "event_id": "{{ vars.x }}"}, DONE
    )
    made = alice.post("workflows/", {"name": "clever", "document": document})

    answer = alice.post(f"workflows/{made.body['id']}/publish/", {})

    assert answer.status == 422


def test_the_draft_listens_for_some_minutes_when_asked_to() -> None:
    alice, charlie = (
        Api(an_actor(name, project)[0].user) for name, project in (("alice", "team"), ("charlie", "x"))
    )  # type: ignore[arg-type]
    workflow = a_webhook(path="live")
    document = a_document("trigger.webhook", {"path": "draft", "authentication": "public"}, DONE)
    save_draft(workflow, an_actor()[0], revision=workflow.revision, document=document)
    body = {"workflow": str(workflow.pk), "node": "start"}

    assert send("POST", "test/draft").status_code == 404
    assert charlie.post("webhooks/listen/", body).status == 404
    listening = alice.post("webhooks/listen/", body)
    assert listening.status == 201, listening.body
    assert listening.body["results"][0]["url"].endswith("/hooks/test/draft")
    answer = send("POST", "test/draft", {"n": 1}, Idempotency_Key="one")
    second = send("POST", "test/draft", {"n": 1}, Idempotency_Key="one")

    assert (answer.status_code, second.json()["duplicate"]) == (202, False)
    execution = Execution.objects.get(pk=second.json()["execution"])
    assert (execution.version.number, execution.metadata) == (None, {"test": True})
    listed = alice.get("webhooks/").body["results"]
    assert {row["kind"]: row["last_execution"] for row in listed} == {"live": None, "test": str(execution.pk)}
    assert send("POST", "draft").status_code == 404


def test_listening_needs_a_webhook_in_the_draft() -> None:
    workflow = a_webhook()
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]

    answer = alice.post("webhooks/listen/", {"workflow": str(workflow.pk), "node": "done"})

    assert (answer.status, answer.body["errors"][0]["path"]) == (400, "node")
