"""Processes killed at the commits that are not a worker's own: at a start, a command, a wake-up, a sweep, a park (R30)."""

import signal

import pytest

from executions.models import Command, Execution
from executions.queues import connection
from tests.faults.theatre import Theatre
from tests.integration.executions.stage import APPROVAL, a_chain, a_node, a_workflow, begin
from tests.services.processes import until

pytestmark = pytest.mark.slow
KILLED = -signal.SIGKILL


def test_R30_a_start_that_died_before_its_commit_never_was_and_can_be_made_again(theatre: Theatre) -> None:
    workflow = theatre.a_workflow(nodes=2)

    assert theatre.act("start", workflow.pk, "start.before_commit=kill") == KILLED
    assert not Execution.objects.exists()
    assert theatre.act("start", workflow.pk) == 0
    theatre.start("worker")

    execution = Execution.objects.get()
    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)


@pytest.mark.parametrize("place", ["wake_up.before", "wake_up.after"])
def test_R30_a_start_that_died_around_its_wake_up_runs_all_the_same(theatre: Theatre, place: str) -> None:
    workflow = theatre.a_workflow(nodes=2)

    assert theatre.act("start", workflow.pk, f"{place}=kill") == KILLED
    execution = Execution.objects.get()
    assert theatre.act("start", workflow.pk) == 0
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    assert theatre.effects_of(execution) == {"n0": 1, "n1": 1}
    assert Execution.objects.count() == 1
    theatre.check_log(execution)


@pytest.mark.parametrize(("place", "commands"), [("command.before_commit", 0), ("wake_up.before", 1)])
def test_R24_a_command_is_whole_or_was_never_given(theatre: Theatre, place: str, commands: int) -> None:
    execution = begin(a_workflow(APPROVAL, name="asking"))
    _let_it_park(theatre, execution)

    assert theatre.act("cancel", execution.pk, f"{place}=kill") == KILLED
    assert Command.objects.count() == commands
    if not commands:
        assert theatre.act("cancel", execution.pk) == 0
    theatre.start("worker")

    theatre.wait_for(execution, "cancelled")
    theatre.check_log(execution)


@pytest.mark.parametrize("place", ["sweep.after_mark", "wake_up.before"])
def test_R30_what_a_dying_clock_has_marked_is_not_forgotten(theatre: Theatre, place: str) -> None:
    rest = a_chain(a_node("rest", "flow.delay", {"seconds": 1}), a_node("done", "flow.end", {"result": 1}))
    execution = begin(a_workflow(rest, name="resting"))
    _let_it_park(theatre, execution)
    connection().flushdb()

    doomed = theatre.start("clock", f"{place}=kill")
    assert until(lambda: doomed.poll() == KILLED, 20), theatre.logs()
    theatre.start("clock")
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)


def test_R22_a_worker_that_died_while_it_parked_leaves_a_whole_log(theatre: Theatre) -> None:
    rest = a_chain(a_node("rest", "flow.delay", {"seconds": 1}), a_node("done", "flow.end", {"result": 1}))
    execution = begin(a_workflow(rest, name="resting"))

    doomed = theatre.start("worker", "park.before_commit=kill")
    assert until(lambda: doomed.poll() == KILLED, 20), theatre.logs()
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)


def test_R30_a_start_while_redis_is_down_is_accepted_and_finished(
    theatre: Theatre, redis_service: object
) -> None:
    workflow = theatre.a_workflow(nodes=2)
    redis_service.kill()  # type: ignore[attr-defined]

    assert theatre.act("start", workflow.pk) == 0
    theatre.start("worker")

    execution = Execution.objects.get()
    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)


@pytest.mark.parametrize("kind", ["steps", "thread_steps"])
def test_R33_the_next_attempt_goes_on_from_the_checkpoint(theatre: Theatre, kind: str) -> None:
    execution = theatre.a_run(kind, nodes=1, after=0.2)
    first = theatre.start("worker")
    theatre.wait_for_effects(4)

    first.kill()
    theatre.start("worker")

    theatre.wait_for(execution, "completed")
    theatre.check_log(execution)
    result = Execution.objects.get(pk=execution.pk).result
    assert result["n0"]["began_at"] >= 3
    assert theatre.effects_of(execution)["n0"] <= 11, "only the step under way may come twice"


def _let_it_park(theatre: Theatre, execution: Execution) -> None:
    worker = theatre.start("worker")
    theatre.wait_for(execution, "waiting")
    assert until(lambda: Execution.objects.get(pk=execution.pk).lease_owner == ""), theatre.logs()
    worker.kill()
    worker.wait()
