"""Schedules: rows follow the published version, and each time starts exactly one run."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from builder.models import Workflow
from builder.services.archive_workflow import archive_workflow
from builder.services.publish_version import publish_version
from builder.services.save_draft import save_draft
from builder.services.unarchive_workflow import unarchive_workflow
from executions.clock import Clock
from executions.models import Command, Execution, Schedule
from executions.triggers.schedule.fire import fire_due, seconds_to_next
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import an_actor, carry
from tests.integration.executions.triggers.hooked import a_document, a_schedule

INPUTS = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}


def the_row() -> Schedule:
    return Schedule.objects.get()


def make_due(seconds: float = 1.0) -> Schedule:
    """Move the schedule of an hour back, so that its next slot was due so long ago."""
    row = the_row()
    slot = timezone.now() - timedelta(seconds=seconds)
    row.anchor, row.next_slot, row.next_at = slot - timedelta(hours=1), slot, slot
    row.save()
    return row


def slots() -> list[str]:
    return [execution.inputs["scheduled_for"] for execution in Execution.objects.order_by("id")]


def test_a_due_slot_starts_one_run_and_the_row_moves_on() -> None:
    a_schedule(inputs={"name": "Ada"}, inputs_schema=INPUTS, time_zone="Europe/Berlin")
    due = make_due()

    assert fire_due() == 1
    assert fire_due() == 0

    carry()
    execution, row = Execution.objects.get(), the_row()
    assert (execution.status, execution.trigger_kind) == ("completed", "schedule")
    assert execution.inputs["name"] == "Ada"
    assert execution.inputs["inputs"] == {"name": "Ada"}
    assert execution.inputs["time_zone"] == "Europe/Berlin"
    assert execution.result == execution.inputs["scheduled_for"]
    assert row.next_slot == due.next_slot + timedelta(hours=1)  # type: ignore[operator]
    assert (row.last_slot, row.last_execution) == (due.next_slot, execution.pk)


def test_rows_follow_the_published_version() -> None:
    workflow, (alice, _) = a_schedule(), an_actor()
    before = the_row()

    def publish(**config: Any) -> None:
        fresh = Workflow.objects.get(pk=workflow.pk)
        given = {"kind": "interval", "every_seconds": 3600, **config}
        save_draft(fresh, alice, revision=fresh.revision, document=a_document("trigger.schedule", given))
        publish_version(Workflow.objects.get(pk=workflow.pk), alice)

    publish(overlap="skip")
    same_times = the_row()
    publish(every_seconds=60)
    other_times = the_row()
    archive_workflow(workflow, alice)
    archived = the_row()
    unarchive_workflow(Workflow.objects.get(pk=workflow.pk), alice)
    back = the_row()

    assert (same_times.pk, same_times.next_slot) == (before.pk, before.next_slot)
    assert same_times.config["overlap"] == "skip"
    assert other_times.next_slot == other_times.anchor + timedelta(seconds=60)
    assert (archived.is_live, archived.next_at) == (False, None)
    assert back.is_live
    assert back.next_at is not None


def test_publishing_refuses_inputs_that_the_workflow_would_refuse() -> None:
    _, project = an_actor()
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]
    document = a_document("trigger.schedule", {"kind": "interval", "every_seconds": 60}, inputs=INPUTS)
    made = alice.post("workflows/", {"name": "no name", "document": document})

    answer = alice.post(f"workflows/{made.body['id']}/publish/", {})

    assert (answer.status, answer.body["problems"][0]["field"]) == (422, "config.inputs")
    assert not Schedule.objects.exists()
    assert project.workflows.get().published is None


@pytest.mark.parametrize(("missed", "runs"), [("skip", 0), ("once", 1), ("all", 6)])
def test_what_was_missed_is_made_up_for_as_told(missed: str, runs: int) -> None:
    a_schedule(missed=missed)
    make_due(5 * 3600 + 120)

    fire_due()

    assert len(slots()) == runs
    assert the_row().next_slot > timezone.now()  # type: ignore[operator]


def two_due(overlap: str) -> None:
    a_schedule(missed="all", overlap=overlap)
    make_due(3600 + 120)
    fire_due()


def test_overlap_start_lets_runs_go_side_by_side() -> None:
    two_due("start")

    assert len(slots()) == 2


def test_overlap_skip_leaves_out_what_comes_while_a_run_is_going() -> None:
    two_due("skip")

    assert len(slots()) == 1
    carry()
    make_due()
    fire_due()
    assert len(slots()) == 2


def test_overlap_queue_starts_one_after_the_other() -> None:
    two_due("queue")

    assert (len(slots()), len(the_row().queued)) == (1, 1)
    carry()
    Schedule.objects.update(next_at=timezone.now())
    fire_due()

    assert (len(slots()), the_row().queued) == (2, [])
    assert slots() == sorted(slots())
    assert the_row().next_at > timezone.now() + timedelta(minutes=30)  # type: ignore[operator]


def test_overlap_cancel_previous_cancels_and_starts() -> None:
    a_schedule(overlap="cancel_previous")
    make_due()
    fire_due()
    make_due(0.5)
    fire_due()

    first, _second = Execution.objects.order_by("id")
    assert Command.objects.get().execution_id == first.pk
    carry()
    assert sorted(Execution.objects.values_list("status", flat=True)) == ["cancelled", "completed"]


def test_a_start_that_fails_leaves_the_slot_for_the_next_look() -> None:
    a_schedule()
    make_due()

    def broken(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and "executions_event" in sql:
            raise OperationalError("the disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken), pytest.raises(OperationalError):
        fire_due()
    assert Execution.objects.count() == 0

    fire_due()
    assert Execution.objects.count() == 1


def test_a_schedule_that_cannot_start_says_so_and_holds_up_nobody() -> None:
    broken = a_schedule()
    a_schedule()
    Workflow.objects.filter(pk=broken.pk).update(published=None)
    now = timezone.now()
    Schedule.objects.update(next_slot=now, next_at=now, anchor=now - timedelta(hours=1))

    fire_due()

    assert Execution.objects.count() == 1
    assert "not published" in Schedule.objects.get(workflow=broken).last_problem


def test_two_clocks_fire_every_second_exactly_once_though_one_is_stopped() -> None:
    a_schedule(every_seconds=1)
    begin = the_row().anchor
    clocks = [Clock(), Clock()]

    def run(clock: Clock) -> None:
        try:
            clock.run()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(clock,)) for clock in clocks]
    for thread in threads:
        thread.start()
    time.sleep(3)
    clocks[0].stopped.set()
    threads[0].join(10)
    time.sleep(3.5)
    clocks[1].stopped.set()
    threads[1].join(10)

    expected = [begin + timedelta(seconds=number + 1) for number in range(len(slots()))]
    assert sorted(slots()) == [at.isoformat().replace("+00:00", "Z") for at in expected]
    assert len(slots()) >= 5


def test_eight_clocks_at_one_slot_start_one_run() -> None:
    a_schedule()
    make_due()
    together = threading.Barrier(8)

    def fire() -> None:
        try:
            together.wait()
            fire_due()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=fire) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Execution.objects.count() == 1


def test_one_time_comes_once_and_is_over() -> None:
    at = (timezone.now() + timedelta(hours=1)).replace(tzinfo=None).isoformat(timespec="seconds")
    a_schedule(kind="once", at=at)
    row = the_row()
    Schedule.objects.update(next_at=timezone.now())
    fire_due()
    assert Execution.objects.count() == 0

    row.config["at"] = (timezone.now() - timedelta(seconds=2)).isoformat()
    slot = timezone.now() - timedelta(seconds=2)
    Schedule.objects.update(config=row.config, next_slot=slot, next_at=slot)
    fire_due()

    assert Execution.objects.count() == 1
    assert (the_row().next_at, seconds_to_next()) == (None, None)


def test_the_api_lists_pauses_and_runs_now() -> None:
    a_schedule(inputs={"a": 1})
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]

    (listed,) = alice.get("schedules/").body["results"]
    assert len(listed["next_times"]) == 10
    assert listed["next_at"] == listed["next_times"][0]

    path = f"schedules/{listed['id']}/"
    paused = alice.patch(path, {"paused": True}).body
    assert (paused["paused"], paused["next_at"], paused["next_times"]) == (True, None, [])
    ran = alice.post(f"{path}run/", {})
    assert (ran.status, ran.body["inputs"]["a"], ran.body["metadata"]["by_hand"]) == (202, 1, True)
    again = alice.patch(path, {"paused": False}).body
    assert (again["paused"], again["next_at"]) == (False, listed["next_at"])
    assert alice.patch(path, {"paused": "yes"}).status == 400


def test_a_paused_schedule_stays_paused_when_it_is_published_anew() -> None:
    workflow, (alice, _) = a_schedule(), an_actor()
    api = Api(alice.user)  # type: ignore[arg-type]
    api.patch(f"schedules/{the_row().pk}/", {"paused": True})

    publish_version(workflow, alice)

    assert the_row().is_paused
    assert the_row().next_at is None


def test_the_times_of_a_config_are_shown_before_it_is_saved() -> None:
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]

    good = alice.post("schedules/preview/", {"config": {"cron": "0 9 * * *", "time_zone": "Europe/Berlin"}})
    assert good.status == 200
    assert len(good.body["next_times"]) == 10

    for config, told in (
        ({"cron": "0 0 30 2 *"}, "cannot be read"),
        ({"cron": "* * * * *", "time_zone": "Mars/Base"}, "no time zone"),
        ({"cron": "often"}, "cannot be read"),
        ({"kind": "once", "at": "tomorrow"}, "is no time"),
        ({}, "write the times"),
    ):
        bad = alice.post("schedules/preview/", {"config": config})
        assert bad.status == 400
        assert told in str(bad.body)
