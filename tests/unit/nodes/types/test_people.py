"""Approvals and forms: who decides, how often, and what happens when time is up."""

from typing import Any

import pytest

from nodes.errors import FatalError, InvalidError
from nodes.outcomes import WaitForAnswer
from nodes.testing import Ran, run_node
from nodes.types.people.approval import approval
from nodes.types.people.form import form

YES, NO = {"decision": "approve", "comment": "fine"}, {"decision": "reject", "comment": "too dear"}
DAYS = {
    "type": "object",
    "properties": {"days": {"type": "integer", "minimum": 1}, "half": {"type": "boolean", "default": False}},
    "required": ["days"],
}


def ask(**config: Any) -> Ran:
    return run_node(approval, {"title": "Pay {{ input.sum }}?", **config}, {"sum": 5}, clock=1000.0)


def waiting(ran: Ran) -> WaitForAnswer:
    assert isinstance(ran.outcome, WaitForAnswer)
    return ran.outcome


def test_r22_question_says_who_what_and_until_when() -> None:
    wait = waiting(ask(assignees=["ada"], group="payers", data="{{ input }}", deadline_seconds=60))

    assert (wait.kind, wait.deadline) == ("approval", 1060.0)
    assert wait.request["title"] == "Pay 5?"
    assert wait.request["assignees"] == ["ada"]
    assert wait.request["data"] == {"sum": 5}
    assert wait.schema is not None


@pytest.mark.parametrize(("answer", "port"), [(YES, "approved"), (NO, "rejected")])
def test_one_answer_decides_by_default(answer: dict[str, str], port: str) -> None:
    ran = ask().answer(answer, by="ada")

    (fired,) = ran.ports.items()
    assert fired[0] == port
    assert fired[1]["answers"] == [{"by": "ada", **answer}]
    assert fired[1]["comment"] == answer["comment"]


def test_quorum_waits_for_as_many_as_are_needed_and_keeps_the_deadline() -> None:
    first = ask(quorum=2, deadline_seconds=60).answer(YES, by="ada")

    assert waiting(first).deadline == 1060.0
    assert list(first.answer(YES, by="bob").ports) == ["approved"]


def test_rejections_may_be_several_too() -> None:
    first = ask(quorum=2, rejections=2).answer(NO, by="ada")

    assert waiting(first).request["answers"] == [{"by": "ada", **NO}]
    assert list(first.answer(NO, by="bob").ports) == ["rejected"]


@pytest.mark.parametrize(
    ("answer", "by"), [(YES, "ada"), ({"decision": "maybe"}, "bob"), (None, "bob"), ("approve", "bob")]
)
def test_answer_that_does_not_count_leaves_the_question_open(answer: Any, by: str) -> None:
    first = ask(quorum=2).answer(YES, by="ada")

    again = first.answer(answer, by=by)

    assert waiting(again).request["answers"] == [{"by": "ada", **YES}]
    assert again.logs[-1]["level"] == "warning"


@pytest.mark.parametrize(
    ("on_deadline", "port"), [("expire", "expired"), ("approve", "approved"), ("reject", "rejected")]
)
def test_when_time_is_up_the_chosen_port_fires(on_deadline: str, port: str) -> None:
    ran = ask(on_deadline=on_deadline, deadline_seconds=60).answer(reason="deadline")

    assert list(ran.ports) == [port]
    assert ran.ports[port]["by_deadline"] is True


def test_when_time_is_up_the_node_may_fail() -> None:
    with pytest.raises(FatalError, match="Nobody decided on 'Pay 5") as raised:
        ask(on_deadline="fail", deadline_seconds=60).answer(reason="deadline")

    assert raised.value.code == "deadline"


def test_comment_can_be_required() -> None:
    schema = waiting(ask(comment_required=True)).schema or {}

    assert schema["required"] == ["decision", "comment"]


def test_form_is_filled_in_with_its_defaults() -> None:
    ran = run_node(form, {"title": "Holidays", "form_schema": DAYS}).answer({"days": 3}, by="ada")

    assert ran.value == {"values": {"days": 3, "half": False}, "by": "ada"}


@pytest.mark.parametrize("answer", [{"days": 0}, {}, None, "x"])
def test_form_that_does_not_fit_stays_open(answer: Any) -> None:
    ran = run_node(
        form, {"title": "Holidays", "form_schema": DAYS, "deadline_seconds": 60}, clock=1000.0
    ).answer(answer)

    assert waiting(ran).deadline == 1060.0


def test_form_when_time_is_up() -> None:
    config = {"title": "Holidays", "form_schema": DAYS, "deadline_seconds": 60}

    assert run_node(form, config, "in").answer(reason="deadline").ports == {"expired": "in"}
    with pytest.raises(FatalError, match="Nobody filled in 'Holidays' in time"):
        run_node(form, config | {"on_deadline": "fail"}).answer(reason="deadline")


@pytest.mark.parametrize(
    "schema", [{"type": "nope"}, {"$ref": "http://127.0.0.1:1/x"}, {"$ref": "file:///etc/passwd"}]
)
def test_schema_that_cannot_be_used_is_refused_and_nothing_is_fetched(schema: dict[str, Any]) -> None:
    with pytest.raises(InvalidError, match="The schema cannot be used"):
        run_node(form, {"title": "Holidays", "form_schema": schema})


@pytest.mark.parametrize(
    "config", [{}, {"title": ""}, {"title": "T", "quorum": 0}, {"title": "T", "deadline_seconds": 0}]
)
def test_bad_config_is_refused(config: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        run_node(approval, config)
