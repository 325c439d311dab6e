"""The store keeps its promises: one owner at a time, no gap, nothing twice. Runs on SQLite and on PostgreSQL."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from executions.appends import append_of
from executions.engine.events import Event as EngineEvent
from executions.leases import Lease
from executions.models import Artefact, Event, Execution, NodeRun, Wait
from executions.services.give_command import give_command
from executions.storage import Store, store_for
from executions.storage.rows import Append, Claimed
from tests.integration.executions.stage import a_workflow, begin, now


@pytest.fixture
def store() -> Iterator[Store]:
    made = store_for()
    yield made
    made.rollback()


def claim(store: Store, *executions: Execution, owner: str = "one", seconds: float = 15) -> list[Claimed]:
    store.begin()
    claimed = store.claim([execution.pk for execution in executions], owner, seconds)
    store.commit()
    return claimed


def an_append(claimed: Claimed, *events: tuple[str, dict[str, Any]], first: int = 2) -> Append:
    made = [
        EngineEvent(first + index, kind, time.time(), "greet" if kind.startswith("node") else "", "", 1, data)
        for index, (kind, data) in enumerate(events)
    ]
    return append_of(Lease.of(claimed), made, 65_536)


def write(store: Store, *appends: Append) -> set[Any]:
    store.begin()
    refused = store.write(appends)
    store.commit()
    return refused


RUNNING = ("execution.running", {"reason": "started"})
ENDED = ("execution.completed", {"result": 42})


def test_R31_a_claim_raises_the_epoch_and_takes_the_lease(store: Store) -> None:
    execution = begin(a_workflow())

    [claimed] = claim(store, execution)

    row = now(execution)
    assert (claimed.epoch, row.epoch, row.lease_owner) == (1, 1, "one")
    assert row.lease_expires_at is not None
    assert [event.kind for event in claimed.history] == ["execution.created"]


def test_R31_what_is_leased_cannot_be_claimed(store: Store) -> None:
    execution = begin(a_workflow())
    claim(store, execution)

    assert claim(store, execution, owner="two") == []


def test_R31_an_expired_lease_is_taken_over(store: Store) -> None:
    execution = begin(a_workflow())
    claim(store, execution)
    past = timezone.now() - timedelta(seconds=1)
    Execution.objects.filter(pk=execution.pk).update(lease_expires_at=past, due_at=past)

    [claimed] = claim(store, execution, owner="two")

    assert (claimed.epoch, claimed.taken_over, claimed.recoveries) == (2, True, 1)


def test_R31_a_write_with_an_old_epoch_is_refused_and_changes_nothing(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    Execution.objects.filter(pk=execution.pk).update(epoch=2)

    refused = write(store, an_append(claimed, RUNNING))

    assert refused == {execution.pk}
    assert Event.objects.filter(execution=execution).count() == 1


def test_R37_a_write_that_would_leave_a_gap_is_refused(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)

    assert write(store, an_append(claimed, RUNNING, first=3)) == {execution.pk}


def test_R37_the_same_write_twice_is_refused_and_kept_once(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    append = an_append(claimed, RUNNING)
    write(store, append)

    assert write(store, append) == {execution.pk}
    assert Event.objects.filter(execution=execution).count() == 2


def test_R31_one_that_is_refused_harms_no_other_in_the_same_commit(store: Store) -> None:
    workflow = a_workflow()
    lost, kept = begin(workflow), begin(workflow)
    claims = {each.id: each for each in claim(store, lost, kept)}
    Execution.objects.filter(pk=lost.pk).update(epoch=9)

    refused = write(
        store, an_append(claims[lost.pk], RUNNING, ENDED), an_append(claims[kept.pk], RUNNING, ENDED)
    )

    assert refused == {lost.pk}
    assert (now(lost).status, now(kept).status) == ("queued", "completed")


def test_an_end_gives_the_lease_up_and_keeps_the_result(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)

    write(store, an_append(claimed, RUNNING, ENDED))

    row = now(execution)
    assert (row.status, row.result, row.lease_owner, row.due_at) == ("completed", 42, "", None)
    assert row.started_at is not None
    assert row.finished_at is not None


def test_node_runs_follow_the_events(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    write(store, an_append(claimed, RUNNING, ("node.started", {})))
    assert NodeRun.objects.get(execution=execution).status == "running"

    write(store, an_append(claimed, ("node.completed", {"ports": {"main": [1]}, "latency_ms": 2.5}), first=4))

    run = NodeRun.objects.get(execution=execution)
    assert (run.status, run.ports, run.latency_ms) == ("completed", {"main": [1]}, 2.5)
    assert run.started_at is not None
    assert now(execution).nodes_settled == 1


def test_R40_a_large_value_is_stored_apart(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)

    write(store, an_append(claimed, ("node.completed", {"ports": {"main": "x" * 100_000, "other": 1}})))

    data = Event.objects.get(execution=execution, number=2).data
    assert data["ports"]["other"] == 1
    assert data["ports"]["main"]["size"] == 100_002
    assert len(Artefact.objects.get(pk=data["ports"]["main"]["$artefact"]).content) == 100_002


def test_R22_parking_fails_while_a_command_waits(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    write(store, an_append(claimed, RUNNING, ("execution.waiting", {"wake_at": None})))
    give_command(execution.pk, "cancel")

    store.begin()
    parked = store.park(execution.pk, claimed.epoch, claimed.commands_given, None)
    store.commit()

    assert parked is False
    assert now(execution).lease_owner == "one"


def test_R22_a_parked_execution_is_due_at_its_time(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    write(store, an_append(claimed, RUNNING, ("execution.waiting", {"wake_at": time.time() + 60})))

    store.begin()
    parked = store.park(execution.pk, claimed.epoch, 0, 60.0)
    store.commit()

    row = now(execution)
    assert parked is True
    assert (row.lease_owner, row.lease_expires_at) == ("", None)
    assert row.due_at is not None
    assert row.wake_up_at is not None
    assert 50 < (row.due_at - timezone.now()).total_seconds() <= 60
    assert claim(store, execution) == []


def test_R22_what_only_an_answer_can_move_is_never_due(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    write(store, an_append(claimed, RUNNING, ("execution.waiting", {"wake_at": None})))

    store.begin()
    parked = store.park(execution.pk, claimed.epoch, 0, None)
    store.commit()

    assert parked is True
    assert now(execution).due_at is None
    assert claim(store, execution) == []


def test_R22_a_wait_for_an_answer_is_opened_once_and_settled(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    wait = {"id": "w3", "kind": "approval", "request": {"title": "?"}, "schema": {"type": "object"}}
    lease = Lease.of(claimed)
    event = EngineEvent(2, "node.waiting", time.time(), "greet", "", 1, {"wait": wait})

    write(store, append_of(lease, [event], 65_536))
    lease.note_waits([event])
    assert Wait.objects.get(execution=execution).request == {"title": "?"}

    answered = EngineEvent(3, "node.answered", time.time(), "greet", "", 1, {"wait": "w3"})
    write(store, append_of(lease, [answered], 65_536))
    assert Wait.objects.get(execution=execution).settled_at is not None


def test_what_is_due_comes_by_priority_and_no_more_than_asked(store: Store) -> None:
    workflow = a_workflow()
    low, default, high = (begin(workflow, priority=each) for each in ("low", "default", "high"))

    store.begin()
    queues = ["quintet-high", "quintet-default", "quintet-low"]
    claimed = store.claim_due(2, queues, "one", 15)
    store.commit()

    assert {each.id for each in claimed} == {high.pk, default.pk}
    assert now(low).lease_owner == ""


def test_a_worker_takes_only_from_its_queues(store: Store) -> None:
    execution = begin(a_workflow(), queue="gpu")

    store.begin()
    assert store.claim_due(5, ["quintet-default"], "one", 15) == []
    assert [each.id for each in store.claim_due(5, ["gpu"], "one", 15)] == [execution.pk]
    store.commit()


def test_renewal_tells_of_commands_and_misses_what_is_lost(store: Store) -> None:
    workflow = a_workflow()
    kept, lost = begin(workflow), begin(workflow)
    claims = claim(store, kept, lost)
    give_command(kept.pk, "pause")
    Execution.objects.filter(pk=lost.pk).update(epoch=7)

    store.begin()
    renewed = store.renew([(each.id, each.epoch) for each in claims], "one", 30)
    store.commit()

    assert renewed == {kept.pk: 1}
    expires = now(kept).lease_expires_at
    assert expires is not None
    assert (expires - timezone.now()).total_seconds() > 20


def test_a_handed_back_execution_can_be_claimed_at_once(store: Store) -> None:
    execution = begin(a_workflow())
    [claimed] = claim(store, execution)
    write(store, an_append(claimed, RUNNING))

    store.begin()
    assert store.hand_back(execution.pk, claimed.epoch)
    store.commit()

    [again] = claim(store, execution, owner="two")
    assert (again.epoch, again.taken_over, again.recoveries) == (2, False, 0)
