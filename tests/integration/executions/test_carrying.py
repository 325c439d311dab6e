"""Executions carried in this process by the real engine over the real journal."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from builder.refusals import Clash, Unsound, Wrong
from executions.carrier import Carrier
from executions.models import Artefact, Command, Event, Execution, NodeRun, Wait
from executions.services.answer_wait import answer_wait
from executions.services.give_command import give_command
from executions.services.prune_executions import prune_executions
from tests.integration.executions.stage import (
    APPROVAL,
    a_chain,
    a_node,
    a_workflow,
    begin,
    carry,
    kinds,
    now,
)

FAILING = a_chain(a_node("bad", "flow.stop", {"message": "No more."}))


def test_R30_a_started_execution_runs_to_its_end() -> None:
    execution = begin(a_workflow(), {"name": "Ada"})

    carry()

    row = now(execution)
    assert (row.status, row.result, row.progress) == ("completed", "Hello Ada", 1.0)
    assert kinds(execution) == [
        "execution.created",
        "execution.running",
        "node.completed",
        "node.completed",
        "node.completed",
        "execution.completed",
    ]


def test_defaults_of_the_input_schema_are_filled_in() -> None:
    execution = begin(a_workflow())

    carry()

    assert now(execution).result == "Hello you"


def test_inputs_that_do_not_fit_are_refused_with_their_path() -> None:
    with pytest.raises(Wrong) as refused:
        begin(a_workflow(), {"name": 5})

    assert refused.value.errors[0]["path"] == "inputs.name"


def test_R4_a_draft_with_errors_does_not_start() -> None:
    workflow = a_workflow()
    workflow.document = a_chain(a_node("x", "no.such.type"))
    workflow.save()

    with pytest.raises(Unsound) as refused:
        begin(workflow, version="draft")

    assert refused.value.extra["problems"]
    assert not Execution.objects.exists()


def test_R28_the_same_key_starts_once_and_other_inputs_are_refused() -> None:
    workflow = a_workflow()
    first = begin(workflow, {"name": "Ada"}, idempotency_key="k")

    assert begin(workflow, {"name": "Ada"}, idempotency_key="k").pk == first.pk
    with pytest.raises(Clash):
        begin(workflow, {"name": "Bob"}, idempotency_key="k")


def test_R35_many_executions_share_commits() -> None:
    workflow = a_workflow()
    for _ in range(50):
        begin(workflow)

    async def run() -> int:
        carrier = Carrier(name="tests")
        await carrier.start()
        while await carrier.take_due():
            await carrier.idle()
        await carrier.stop()
        return carrier.journal.commits

    commits = asyncio.run(run())

    assert Execution.objects.filter(status="completed").count() == 50
    assert commits < 25


def test_R22_a_parked_execution_holds_no_worker_and_goes_on_with_its_answer() -> None:
    execution = begin(a_workflow(APPROVAL))
    carry()
    row = now(execution)
    assert (row.status, row.lease_owner, row.due_at) == ("waiting", "", None)

    answer_wait(Wait.objects.get(execution=execution).pk, {"decision": "approve"}, by="bob")
    carry()

    row = now(execution)
    assert row.status == "completed", row.error
    assert row.result["decision"] == "approved"


def test_R22_the_first_answer_wins() -> None:
    begin(a_workflow(APPROVAL))
    carry()
    wait = Wait.objects.get()
    answer_wait(wait.pk, {"decision": "approve"}, by="bob")

    with pytest.raises(Clash):
        answer_wait(wait.pk, {"decision": "reject"}, by="carol")


def test_R22_an_answer_must_fit() -> None:
    begin(a_workflow(APPROVAL))
    carry()

    with pytest.raises(Wrong):
        answer_wait(Wait.objects.get().pk, {"decision": "perhaps"})


def test_R24_a_parked_execution_is_cancelled_with_its_waits() -> None:
    execution = begin(a_workflow(APPROVAL))
    carry()

    give_command(execution.pk, "cancel", by="alice")
    carry()

    assert now(execution).status == "cancelled"
    assert Wait.objects.get().settled_at is not None
    assert Command.objects.get().taken_at is not None


def test_R24_a_queued_execution_can_be_cancelled_before_it_ran() -> None:
    execution = begin(a_workflow())
    give_command(execution.pk, "cancel")

    carry()

    assert now(execution).status == "cancelled"
    assert not NodeRun.objects.filter(execution=execution, status="completed").exists()


def test_R26_a_failed_execution_is_tried_again_in_place() -> None:
    execution = begin(a_workflow(FAILING))
    carry()
    assert now(execution).status == "failed"

    give_command(execution.pk, "retry", by="alice")
    carry()

    assert now(execution).status == "failed"
    assert "execution.retried" in kinds(execution)
    assert NodeRun.objects.filter(execution=execution, node="start").count() == 1


def test_what_has_completed_takes_no_commands() -> None:
    execution = begin(a_workflow())
    carry()

    with pytest.raises(Clash):
        give_command(execution.pk, "cancel")


def test_R30_doubled_wake_ups_run_nothing_twice() -> None:
    execution = begin(a_workflow())

    async def run() -> None:
        carrier = Carrier(name="tests")
        await carrier.start()
        await asyncio.gather(*(carrier.take([execution.pk]) for _ in range(50)))
        await carrier.idle()
        await carrier.take([execution.pk] * 5)
        await carrier.idle()
        await carrier.stop()

    asyncio.run(run())

    assert kinds(execution).count("execution.running") == 1
    assert now(execution).epoch == 1


def test_R30_two_carriers_share_the_work_and_double_nothing() -> None:
    workflow = a_workflow()
    executions = [begin(workflow) for _ in range(30)]

    async def run() -> None:
        carriers = [Carrier(name=name, concurrency=20) for name in ("one", "two")]
        for carrier in carriers:
            await carrier.start()
        ids = [execution.pk for execution in executions]
        await asyncio.gather(*(carrier.take(ids) for carrier in carriers))
        for carrier in carriers:
            await carrier.idle()
            await carrier.stop()

    asyncio.run(run())

    assert all(kinds(execution).count("execution.running") == 1 for execution in executions)
    assert Execution.objects.filter(status="completed").count() == 30


def test_R29_a_child_is_started_once_and_its_result_comes_back() -> None:
    child = a_workflow(name="child")
    parent = a_workflow(
        a_chain(
            a_node("call", "flow.subworkflow", {"workflow": str(child.pk), "inputs": {"name": "Eve"}}),
            a_node("done", "flow.end", {"result": "{{ outputs.call }}"}),
        ),
        name="parent",
    )
    execution = begin(parent)

    carry()

    row = now(execution)
    assert row.status == "completed", row.error
    assert row.result == "Hello Eve"
    [started] = Execution.objects.filter(parent=execution)
    assert (started.parent_node, started.depth, started.trigger_kind) == ("call", 1, "workflow")


def test_R29_cancelling_reaches_the_child() -> None:
    child = a_workflow(APPROVAL, name="child")
    parent = a_workflow(
        a_chain(a_node("call", "flow.subworkflow", {"workflow": str(child.pk)})), name="parent"
    )
    execution = begin(parent)
    carry()

    give_command(execution.pk, "cancel")
    carry()

    assert now(execution).status == "cancelled"
    assert Execution.objects.get(parent=execution).status == "cancelled"


def test_R40_large_values_are_whole_again_after_a_wait() -> None:
    document = a_chain(
        a_node("big", "data.set", {"fields": {"text": "{{ inputs.text }}"}}),
        a_node("ask", "people.approval", {"title": "On?"}),
        a_node("done", "flow.end", {"result": "{{ len(outputs.big.text) }}"}),
    )
    document["edges"][2]["source_port"] = "approved"
    execution = begin(a_workflow(document), {"text": "x" * 200_000})
    carry()
    assert Artefact.objects.filter(execution=execution).exists()

    answer_wait(Wait.objects.get().pk, {"decision": "approve"})
    carry()

    assert now(execution).result == 200_000, now(execution).error


def test_R36_an_execution_runs_the_version_it_started_with() -> None:
    workflow = a_workflow()
    execution = begin(workflow)
    changed: dict[str, Any] = a_chain(a_node("done", "flow.end", {"result": "other"}))
    workflow.document = changed
    workflow.save()

    carry()

    assert now(execution).result == "Hello you"


def test_pruning_takes_only_what_has_ended() -> None:
    workflow = a_workflow()
    waiting = begin(a_workflow(APPROVAL, name="asking"))
    ended = [begin(workflow) for _ in range(3)]
    carry()

    removed = prune_executions(keep_per_workflow=1)

    assert removed == 2
    assert {row.pk for row in Execution.objects.all()} == {waiting.pk, ended[-1].pk}
    assert not Event.objects.filter(execution__in=[each.pk for each in ended[:2]]).exists()


def test_an_execution_that_cannot_be_carried_fails_after_three_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    execution = begin(a_workflow())

    async def broken(*_: Any) -> None:
        raise ZeroDivisionError("the engine has a hole")

    monkeypatch.setattr("executions.carrying.carry", broken)
    monkeypatch.setattr("executions.carrying._CRASH_PAUSE", 0.0)

    carry()

    row = now(execution)
    assert row.status == "failed"
    assert "the engine has a hole" in row.error["message"]
    assert isinstance(row.pk, UUID)
