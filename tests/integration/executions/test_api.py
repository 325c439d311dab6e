"""The API over executions, called as people and programs call it."""

import asyncio
import threading
from typing import Any

import pytest
from django.test import AsyncClient

from builder.models import Membership
from executions.carrier import Carrier
from executions.models import Execution, Wait
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import APPROVAL, a_workflow, an_actor, begin, carry, now


@pytest.fixture
def alice() -> Api:
    return Api(an_actor()[0].user)  # type: ignore[arg-type]


@pytest.fixture
def charlie() -> Api:
    """A stranger with a project of his own."""
    return Api(an_actor("charlie", "elsewhere")[0].user)  # type: ignore[arg-type]


def a_member(name: str, role: str) -> Api:
    user = an_actor(name, f"own-{name}")[0].user
    Membership.objects.create(project=an_actor()[1], user=user, role=role)
    return Api(user)  # type: ignore[arg-type]


class CarriedMeanwhile:
    """A carrier in a thread, for calls that wait for a result."""

    def __enter__(self) -> "CarriedMeanwhile":
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(10)

    async def _run(self) -> None:
        carrier = Carrier(name="meanwhile")
        await carrier.start()
        while not self._stop.is_set():
            await carrier.take_due()
            await asyncio.sleep(0.02)
        await carrier.idle()
        await carrier.stop()


def test_execute_answers_202_with_the_execution(alice: Api) -> None:
    workflow = a_workflow()

    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", {"inputs": {"name": "Ada"}})

    assert answer.status == 202, answer.body
    assert answer.body["status"] == "queued"
    assert answer.headers["Location"] == f"/api/executions/{answer.body['id']}/"


def test_execute_waits_for_the_result_when_asked_to(alice: Api) -> None:
    workflow = a_workflow()

    with CarriedMeanwhile():
        body = {"inputs": {"name": "Ada"}, "async_execution": False, "wait_seconds": 10}
        answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", body)

    assert (answer.status, answer.body["status"], answer.body["result"]) == (200, "completed", "Hello Ada")
    assert answer.body["node_states"]["greet"]["output"] == {"text": "Hello Ada"}
    assert set(answer.body["edge_states"].values()) == {"live"}


def test_execute_answers_202_when_the_time_is_over(alice: Api) -> None:
    workflow = a_workflow()

    body = {"async_execution": False, "wait_seconds": 0.05}
    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", body)

    assert (answer.status, answer.body["status"]) == (202, "queued")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"inputs": {"name": 7}}, "inputs.name"),
        ({"nonsense": 1}, "nonsense"),
        ({"mode": "fly"}, "mode"),
        ({"version": 99}, "version"),
        ({"version": True}, "version"),
        ({"priority": 1}, "priority"),
        ({"async_execution": "yes"}, "async_execution"),
        ({"wait_seconds": -1}, "wait_seconds"),
        ({"metadata": []}, "metadata"),
        ({"from_execution": "x"}, "from_execution"),
    ],
)
def test_execute_refuses_what_does_not_fit_with_its_path(alice: Api, body: dict[str, Any], path: str) -> None:
    workflow = a_workflow()

    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", body)

    assert answer.status == 400, answer.body
    assert path in [error["path"] for error in answer.body["errors"]]
    assert not Execution.objects.exists()


def test_R4_an_invalid_draft_answers_422_with_its_problems(alice: Api) -> None:
    workflow = a_workflow()
    workflow.document["nodes"][1]["type"] = "no.such"
    workflow.save()

    answer = alice.call("POST", f"workflows/{workflow.pk}/execute/", {"version": "draft"})

    assert answer.status == 422
    assert [problem["node"] for problem in answer.body["problems"]].count("greet") >= 1


def test_R28_the_header_starts_once_and_other_inputs_answer_409(alice: Api) -> None:
    workflow = a_workflow()
    path, key = f"workflows/{workflow.pk}/execute/", {"Idempotency-Key": "order-7"}
    first = alice.call("POST", path, {"inputs": {"name": "Ada"}}, key)

    again = alice.call("POST", path, {"inputs": {"name": "Ada"}}, key)
    other = alice.call("POST", path, {"inputs": {"name": "Bob"}}, key)

    assert again.body["id"] == first.body["id"]
    assert (other.status, other.body["code"]) == (409, "idempotency_mismatch")


def test_everything_of_an_execution_can_be_read(alice: Api) -> None:
    execution = begin(a_workflow())
    carry()
    base = f"executions/{execution.pk}/"

    whole = alice.call("GET", f"{base}?include=nodes,events,logs").body
    events = alice.call("GET", f"{base}events/?after=4").body
    nodes = alice.call("GET", f"{base}nodes/?node=greet").body
    node = alice.call("GET", f"{base}nodes/greet/").body
    why = alice.call("GET", f"{base}why/").body

    assert (whole["status"], len(whole["events"]), len(whole["nodes"]), whole["logs"]) == (
        "completed",
        6,
        3,
        [],
    )
    assert [event["number"] for event in events["results"]] == [5, 6]
    assert events["last"] == 6
    assert [run["status"] for run in nodes["results"]] == ["completed"]
    assert node["results"][0]["ports"] == {"main": {"text": "Hello you"}}
    assert why["code"] == "ended"


def test_lists_filter_and_page(alice: Api) -> None:
    workflow = a_workflow()
    for _ in range(3):
        begin(workflow)
    carry()
    queued = begin(workflow)

    page = alice.call("GET", "executions/?status=completed&page_size=2").body
    rest = alice.call("GET", page["next"].split("/api/")[1]).body
    of_workflow = alice.call("GET", f"workflows/{workflow.pk}/executions/?status=queued").body

    assert (len(page["results"]), len(rest["results"])) == (2, 1)
    assert [row["id"] for row in of_workflow["results"]] == [str(queued.pk)]
    assert alice.call("GET", "executions/?status=done").status == 400


def test_lists_of_workflows_tell_how_their_runs_ended(alice: Api) -> None:
    workflow = a_workflow()
    begin(workflow)
    carry()
    begin(workflow)

    [row] = alice.call("GET", "workflows/").body["results"]

    assert row["recent"] == ["queued", "completed"]
    assert row["last_execution"]["status"] == "queued"


def test_control_answers_409_with_the_state(alice: Api) -> None:
    execution = begin(a_workflow())
    carry()

    answer = alice.call("POST", f"executions/{execution.pk}/control/", {"action": "pause"})

    assert (answer.status, answer.body["state"]) == (409, "completed")


def test_control_cancels(alice: Api) -> None:
    execution = begin(a_workflow(APPROVAL))
    carry()

    answer = alice.call(
        "POST", f"executions/{execution.pk}/control/", {"action": "cancel", "reason": "enough"}
    )
    carry()

    assert answer.status == 202
    assert now(execution).status == "cancelled"


def test_the_inbox_shows_what_waits_and_takes_one_answer(alice: Api) -> None:
    execution = begin(a_workflow(APPROVAL))
    carry()
    [waiting] = alice.call("GET", "inbox/").body["results"]

    wrong = alice.call("POST", f"inbox/{waiting['id']}/answer/", {"value": {"decision": "hm"}})
    right = alice.call("POST", f"inbox/{waiting['id']}/answer/", {"value": {"decision": "approve"}})
    late = alice.call("POST", f"inbox/{waiting['id']}/answer/", {"value": {"decision": "approve"}})
    carry()

    assert (wrong.status, right.status, late.status) == (400, 200, 409)
    assert now(execution).status == "completed"
    assert alice.call("GET", "inbox/").body["results"] == []


def test_what_is_foreign_is_not_there(alice: Api, charlie: Api) -> None:
    workflow = a_workflow(APPROVAL)
    execution = begin(workflow)
    carry()
    wait = Wait.objects.get()
    calls = [
        ("POST", f"workflows/{workflow.pk}/execute/", {}),
        ("GET", f"workflows/{workflow.pk}/executions/", None),
        *(
            ("GET", f"executions/{execution.pk}/{path}", None)
            for path in ("", "nodes/", "nodes/ask/", "events/", "logs/", "why/", "stream/")
        ),
        ("POST", f"executions/{execution.pk}/control/", {"action": "cancel"}),
        ("POST", f"inbox/{wait.pk}/answer/", {"value": {"decision": "approve"}}),
    ]

    assert {charlie.call(*call).status for call in calls} == {404}
    assert {Api().call(*call).status for call in calls} <= {401, 403}
    assert charlie.call("GET", "executions/").body["results"] == []
    assert charlie.call("GET", "inbox/").body["results"] == []
    assert now(execution).status == "waiting"


def test_a_viewer_sees_and_does_not_steer() -> None:
    workflow = a_workflow()
    execution = begin(workflow)
    bob = a_member("bob", "viewer")

    assert bob.call("GET", f"executions/{execution.pk}/").status == 200
    assert bob.call("POST", f"workflows/{workflow.pk}/execute/", {}).status == 403
    assert bob.call("POST", f"executions/{execution.pk}/control/", {"action": "cancel"}).status == 403
    assert bob.call("GET", f"executions/{execution.pk}/logs/").status == 403


def test_an_operator_runs_and_steers() -> None:
    workflow = a_workflow()
    bob = a_member("bob", "operator")

    started = bob.call("POST", f"workflows/{workflow.pk}/execute/", {})

    assert started.status == 202
    assert bob.call("POST", f"executions/{started.body['id']}/control/", {"action": "cancel"}).status == 202


async def test_the_stream_goes_on_after_the_last_event_id() -> None:
    from asgiref.sync import sync_to_async

    def play() -> tuple[Any, Any]:
        execution = begin(a_workflow())
        carry()
        return an_actor()[0].user, execution

    user, execution = await sync_to_async(play)()
    client = AsyncClient()
    await sync_to_async(client.force_login)(user)

    answer = await client.get(f"/api/executions/{execution.pk}/stream/", headers={"Last-Event-ID": "4"})
    text = b"".join([part async for part in answer.streaming_content]).decode()  # type: ignore[attr-defined]

    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert [line for line in text.splitlines() if line.startswith("id:")] == ["id: 5", "id: 6"]
