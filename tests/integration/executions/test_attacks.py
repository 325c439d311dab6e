"""What an attacker tries on executions: fetching by schemas, values that imitate, rights that reach too far."""

import base64
from typing import Any

import pytest

from builder.models import Membership
from builder.services.create_token import create_token
from builder.services.open_credential import secret_values
from executions.blanking import BLANK, Blanker
from executions.models import Execution, Wait
from nodes.credentials import Credential
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import a_chain, a_node, a_workflow, an_actor, begin, carry, now

SECRET = '{"const": "not-to-be-seen"}'


@pytest.fixture
def alice() -> Api:
    return Api(an_actor()[0].user)  # type: ignore[arg-type]


def a_member(name: str, role: str) -> Api:
    user = an_actor(name, f"own-{name}")[0].user
    Membership.objects.create(project=an_actor()[1], user=user, role=role)  # type: ignore[misc]
    return Api(user)  # type: ignore[arg-type]


def a_workflow_that_reads(reference: str) -> Any:
    inputs = {"type": "object", "properties": {"a": {"$ref": reference}}}
    return a_workflow(a_chain(a_node("keep", "data.set", {"fields": {"x": "1"}}), inputs=inputs))


def test_an_input_schema_reads_no_file_of_the_server(alice: Api, tmp_path: Any) -> None:
    file = tmp_path / "schema.json"
    file.write_text(SECRET)
    workflow = a_workflow_that_reads(file.as_uri())

    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", {"inputs": {"a": 5}})

    assert answer.status == 400
    assert "may only refer to itself" in answer.body["detail"]
    assert "not-to-be-seen" not in str(answer.body)


def test_the_schema_of_an_answer_reads_no_file_of_the_server(tmp_path: Any) -> None:
    file = tmp_path / "schema.json"
    file.write_text(SECRET)
    execution = begin(a_workflow(a_chain(a_node("call", "flow.wait_for_webhook", {}))))
    carry()
    Wait.objects.filter(execution=execution).update(schema={"$ref": file.as_uri()})

    answer = Api(an_actor()[0].user).call(  # type: ignore[arg-type]
        "POST", f"inbox/{Wait.objects.get().pk}/answer/", {"value": 5}
    )

    assert answer.status == 400
    assert "not-to-be-seen" not in str(answer.body)


def test_an_input_that_imitates_a_stored_value_is_a_value_like_any_other() -> None:
    imitation = {"$artefact": "no-id", "preview": "x", "size": 1}
    workflow = a_workflow(a_chain(a_node("keep", "data.set", {"fields": {"x": "{{ inputs.a }}"}})))

    execution = begin(workflow, {"a": imitation})
    carry()

    assert now(execution).status == "completed"


@pytest.mark.parametrize("field", ["trigger", "from_node", "to_node", "breakpoints"])
def test_a_start_names_no_node_that_is_not_there(alice: Api, field: str) -> None:
    workflow = a_workflow()
    earlier = begin(workflow)
    carry()
    body: dict[str, Any] = {field: ["nowhere"] if field == "breakpoints" else "nowhere"}
    if field == "from_node":
        body["from_execution"] = str(earlier.pk)

    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", body)

    assert (answer.status, answer.body["errors"][0]["path"].split("[")[0]) == (400, field)
    assert Execution.objects.count() == 1


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59"])
def test_a_moment_beyond_the_calendar_is_refused(alice: Api, moment: str) -> None:
    assert alice.call("GET", f"executions/?created_after={moment}").status == 400
    assert alice.call("GET", f"executions/?created_before={moment}").status == 400


def test_an_operator_retries_a_node_and_gives_it_no_config_of_his_own() -> None:
    execution = begin(a_workflow(a_chain(a_node("ask", "data.set", {"fields": {"x": "{{ inputs.n / 0 }}"}}))))
    carry()
    operator, body = a_member("oscar", "operator"), {"action": "retry_node", "node": "ask"}

    refused = operator.call(
        "POST", f"executions/{execution.pk}/control/", {**body, "config": {"fields": {"x": "mine"}}}
    )
    taken = operator.call("POST", f"executions/{execution.pk}/control/", body)

    assert (refused.status, taken.status) == (403, 202)


def test_R43_a_password_is_blanked_as_basic_authentication_writes_it() -> None:
    blanker = Blanker()
    blanker.learn(secret_values(Credential("", "http_basic", "", {"username": "bob", "password": "s3cret"})))

    shown = blanker.text(f"Basic {base64.b64encode(b'bob:s3cret').decode()}")

    assert shown.startswith(f"Basic {BLANK}")


@pytest.mark.parametrize("picked", ["{credential}", "{{{{ '{credential}' }}}}"])
def test_who_may_edit_but_use_no_credential_gives_a_node_none(alice: Api, picked: str) -> None:
    workflow = a_workflow(a_chain(a_node("call", "web.http", {"url": "ftp://nowhere.example"})))
    execution = begin(workflow)
    carry()
    made = alice.call(
        "POST", "credentials/", {"type": "http_bearer", "name": "c", "fields": {"token": "abcdef"}}
    )
    config = {"url": "https://a.example", "credential": picked.format(credential=made.body["id"])}
    _, text = create_token(now(execution).project, an_actor()[0].user, "t", ["read", "edit", "control"])
    token, body = Api(token=text), {"action": "retry_node", "node": "call", "config": config}

    steered = token.call("POST", f"executions/{execution.pk}/control/", body)
    document = a_chain(a_node("call", "web.http", config))
    saved = token.call(
        "PATCH", f"workflows/{workflow.pk}/", {"revision": workflow.revision, "document": document}
    )

    assert (steered.status, steered.body["code"]) == (400, "credential_not_allowed")
    assert (saved.status, saved.body["code"]) == (400, "credential_not_allowed")
    assert alice.call("POST", f"executions/{execution.pk}/control/", body).status == 202
