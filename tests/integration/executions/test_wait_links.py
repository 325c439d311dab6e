"""Links that answer a wait from outside: signed, single use, and never by a GET (R23)."""

from typing import Any

import pytest

from executions.models import Execution, Wait
from executions.services.wait_links import token_of
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import a_chain, a_node, a_workflow, an_actor, begin, carry, now

WEBHOOK = a_chain(
    a_node("call", "flow.wait_for_webhook", {}), a_node("done", "flow.end", {"result": "{{ outputs.call }}"})
)


@pytest.fixture
def waiting() -> Execution:
    execution = begin(a_workflow(WEBHOOK))
    carry()
    return execution


def call(method: str, token: str, body: Any = None) -> int:
    answer = Api().client.generic(
        method, f"/hooks/waits/{token}/", "" if body is None else body, content_type="application/json"
    )
    return answer.status_code


def test_R23_a_link_answers_once(waiting: Execution) -> None:
    token = token_of(Wait.objects.get())

    first, second = call("POST", token, '{"paid": true}'), call("POST", token, '{"paid": false}')
    carry()

    assert (first, second) == (200, 409)
    assert now(waiting).result == {"paid": True}


def test_R23_a_get_decides_nothing(waiting: Execution) -> None:
    assert call("GET", token_of(Wait.objects.get())) == 200
    carry()

    assert now(waiting).status == "waiting"


def test_R23_a_forged_link_is_not_known_and_another_method_is_refused(waiting: Execution) -> None:
    token = token_of(Wait.objects.get())

    assert call("POST", token[:-2] + "xx", "{}") == 404
    assert call("PUT", token, "{}") == 405
    assert now(waiting).status == "waiting"


def test_the_inbox_shows_the_link_to_its_project(waiting: Execution) -> None:
    [row] = Api(an_actor()[0].user).call("GET", "inbox/").body["results"]  # type: ignore[arg-type]

    assert row["link"].endswith(f"/hooks/waits/{token_of(Wait.objects.get())}/")


def test_who_may_not_answer_is_not_shown_the_link(waiting: Execution) -> None:
    from builder.models import Membership

    bob, _ = an_actor("bob", "own")
    Membership.objects.create(project=an_actor()[1], user=bob.user, role="viewer")

    [row] = Api(bob.user).call("GET", "inbox/?project=team").body["results"]  # type: ignore[arg-type]

    assert row["link"] is None
