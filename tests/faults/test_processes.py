"""Workers that die, freeze or stop, with real processes, a real queue and a real database."""

import signal
import time

import pytest

from executions.models import Execution
from executions.queues import connection, wake_up
from executions.services.give_command import give_command
from tests.faults.theatre import Theatre
from tests.services.processes import until

pytestmark = pytest.mark.slow


def test_R31_another_worker_finishes_what_a_killed_one_began(theatre: Theatre) -> None:
    execution = theatre.a_run("idempotent", nodes=4, after=0.4)
    first = theatre.start("worker")
    theatre.wait_for_effects(2)

    first.kill()
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)
    effects = theatre.effects_of(execution)
    assert set(effects) == {"n0", "n1", "n2", "n3"}
    assert sum(effects.values()) <= 5, effects
    assert Execution.objects.get(pk=execution.pk).recoveries == 1


def test_R33_a_once_node_that_was_under_way_is_never_repeated_silently(theatre: Theatre) -> None:
    execution = theatre.a_run("once", nodes=2, after=5)
    first = theatre.start("worker")
    theatre.wait_for_effects(1)

    first.kill()
    theatre.start("worker")

    theatre.wait_for(execution, "parked")
    assert theatre.effects_of(execution) == {"n0": 1}
    give_command(execution.pk, "skip_node", node="n0", by="alice")
    theatre.wait_for(execution, "completed", "failed", "waiting")
    assert theatre.effects_of(execution)["n0"] == 1


def test_R30_a_flushed_redis_loses_no_run(theatre: Theatre) -> None:
    executions = [theatre.a_run("pure", nodes=2) for _ in range(5)]
    connection().flushall()

    theatre.start("worker")

    for execution in executions:
        theatre.wait_for(execution, "completed")
        theatre.check_log(execution)


def test_R30_wake_ups_that_come_fifty_times_run_each_node_once(theatre: Theatre) -> None:
    execution = theatre.a_run("pure", nodes=3, after=0.1)
    for _ in range(50):
        wake_up(execution.pk, "quintet-default")
    theatre.start("worker")
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    time.sleep(0.5)

    assert theatre.effects_of(execution) == {"n0": 1, "n1": 1, "n2": 1}
    theatre.check_log(execution)


def test_R31_a_frozen_worker_that_wakes_writes_nothing(theatre: Theatre) -> None:
    execution = theatre.a_run("idempotent", nodes=3, after=0.5)
    frozen = theatre.start("worker")
    theatre.wait_for_effects(1)
    frozen.send_signal(signal.SIGSTOP)
    theatre.start("worker")
    theatre.wait_for(execution, "completed")
    events = Execution.objects.get(pk=execution.pk).next_event

    frozen.send_signal(signal.SIGCONT)
    time.sleep(2)

    assert Execution.objects.get(pk=execution.pk).next_event == events
    assert frozen.poll() is None
    theatre.check_log(execution)


def test_R24_cancelling_ends_a_node_that_is_under_way(theatre: Theatre) -> None:
    execution = theatre.a_run("pure", nodes=2, before=60)
    theatre.start("worker")
    theatre.wait_for(execution, "running")
    started = time.monotonic()

    give_command(execution.pk, "cancel", by="alice")

    theatre.wait_for(execution, "cancelled")
    assert time.monotonic() - started < 15
    assert theatre.effects() == []


def test_R31_a_stopped_worker_hands_back_at_once(theatre: Theatre) -> None:
    execution = theatre.a_run("pure", nodes=2, before=3)
    first = theatre.start("worker")
    theatre.wait_for(execution, "running")

    first.send_signal(signal.SIGTERM)

    assert until(lambda: first.poll() is not None, 15), theatre.logs()
    assert first.returncode == 0
    row = Execution.objects.get(pk=execution.pk)
    assert (row.lease_owner, row.recoveries) == ("", 0)
    theatre.start("worker")
    theatre.wait_for(execution, "completed")


def test_R22_parked_executions_hold_no_worker_and_wake_by_the_clock(theatre: Theatre) -> None:
    from tests.integration.executions.stage import a_chain, a_node, a_workflow, begin

    document = a_chain(
        a_node("rest", "flow.delay", {"seconds": 1.5}), a_node("done", "flow.end", {"result": 1})
    )
    workflow = a_workflow(document, name="delayed")
    executions = [begin(workflow) for _ in range(20)]
    theatre.start("worker")
    theatre.start("clock")
    for execution in executions:
        theatre.wait_for(execution, "waiting", "completed")
    assert not Execution.objects.filter(status="waiting").exclude(lease_owner="").exists()

    for execution in executions:
        theatre.wait_for(execution, "completed")
        theatre.check_log(execution)


def test_R30_work_goes_on_while_redis_is_down(theatre: Theatre, redis_service: object) -> None:
    theatre.start("worker")
    before = theatre.a_run("pure", nodes=1)
    theatre.wait_for(before, "completed")

    redis_service.stop()  # type: ignore[attr-defined]
    meanwhile = theatre.a_run("pure", nodes=3, after=0.2)

    theatre.wait_for(meanwhile, "completed")
    theatre.check_log(meanwhile)
    redis_service.start()  # type: ignore[attr-defined]
    after = theatre.a_run("pure", nodes=1)
    theatre.wait_for(after, "completed")


FAILPOINTS = (
    "claim.before_commit",
    "claim.after_commit",
    "journal.before_commit",
    "journal.after_commit",
    "node.before_effect",
    "node.after_effect",
)


@pytest.mark.parametrize("place", FAILPOINTS)
def test_R32_killed_at_every_boundary(theatre: Theatre, place: str) -> None:
    executions = {effect: theatre.a_run(effect, nodes=3) for effect in ("pure", "idempotent", "once")}
    doomed = theatre.start("worker", failpoints=f"{place}=kill@{1 if place.startswith('claim') else 3}")
    until(lambda: doomed.poll() is not None, 5)
    committed = theatre.committed()
    before = {run: theatre.effects_by_run()[run] for run in committed}

    theatre.start("worker")

    for effect, execution in executions.items():
        theatre.wait_for(execution, "completed", "parked")
        theatre.check_log(execution)
        effects = theatre.effects_of(execution)
        if effect == "once":
            assert all(count == 1 for count in effects.values()), effects
        else:
            assert theatre.status(execution) == "completed"
            assert set(effects) == {"n0", "n1", "n2"}
    assert {run: theatre.effects_by_run()[run] for run in committed} == before, "a committed node ran again"


@pytest.mark.parametrize("place", ["journal.before_commit", "journal.after_commit"])
def test_a_connection_cut_around_a_commit_doubles_and_loses_nothing(theatre: Theatre, place: str) -> None:
    execution = theatre.a_run("idempotent", nodes=4)

    theatre.start("worker", failpoints=f"{place}=cut@3")

    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)
    assert theatre.effects_of(execution) == {"n0": 1, "n1": 1, "n2": 1, "n3": 1}
    assert Execution.objects.get(pk=execution.pk).recoveries == 0
