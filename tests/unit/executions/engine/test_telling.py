"""What the product can tell of a run: why, progress, gapless events (R37–R39)."""

import pytest

from executions.engine.progress import progress
from executions.engine.run_state import RunState, fold
from executions.engine.states import IllegalMove
from executions.engine.why import why_execution, why_node

from .graphs import a, a_graph, do, each, work
from .runs import Ran, ran, told


def test_r37_numbers_are_gapless_and_the_state_is_the_fold() -> None:
    run = ran(a_graph("start > loop > b; loop: x", loop=each([1, 2])))

    assert [event.number for event in run.twin.log] == list(range(1, len(run.twin.log) + 1))
    assert run.status == "completed"


def test_r37_an_event_that_cannot_follow_is_refused() -> None:
    run = ran(a_graph("start > a"))

    with pytest.raises(IllegalMove, match="a is completed"):
        run.state.apply(run.events("node.completed", "a")[0])


def _at(run: Ran, kind: str, node: str = "") -> RunState:
    """The state right after the first such event."""
    [event, *_] = run.events(kind, node)
    return fold(run.plan, run.twin.log[: event.number])


def test_r38_a_pending_node_says_which_edges_it_waits_for() -> None:
    run = ran(a_graph("start > a > j; start > b > j", a=work(seconds=9)))

    reason = why_node(_at(run, "node.started", "a"), "j")

    assert reason.code == "edges"
    assert "a.main-j" in reason.edges


WAITS = [
    (do(waits=60), "time", 1_800_000_060),
    (do(asks=True, deadline=30), "answer", 1_800_000_030),
    (do(workflow="other"), "child", None),
]


@pytest.mark.parametrize(("node", "code", "until"), WAITS)
def test_r38_a_waiting_node_says_for_what_and_until_when(
    node: object, code: str, until: float | None
) -> None:
    state = _at(ran(a_graph("start > a", a=node)), "node.waiting")

    reason = why_node(state, "a")

    assert (reason.code, reason.until) == (code, until)
    assert reason.since == 1_800_000_000
    assert why_execution(state) == [reason]


def test_r38_a_retry_says_when_and_after_what() -> None:
    run = ran(a_graph("start > a", a=a("fetch", fails=1, kind="transient")))

    reason = why_node(_at(run, "node.retrying"), "a")

    assert reason.code == "retry"
    assert "a failed" in reason.message
    assert reason.until > 1_800_000_000


def test_r38_a_paused_execution_says_by_whom() -> None:
    run = ran(a_graph("start > a > b", a=work(seconds=9)), commands=[(5, told("pause"))], cuts=False)

    assert why_execution(run.state)[0].message == "The execution was paused by ann."
    assert why_node(run.state, "b").code == "paused"


def test_r38_parked_skipped_failed_and_unreached_nodes_say_so() -> None:
    graph = a_graph("start > a > b; start > c; c.other > d; lonely", a=do(fails=9, on_error="park"))

    state = ran(graph).state

    assert why_node(state, "a").code == "parked"
    assert why_node(state, "d").code == "dead_edges"
    assert why_node(state, "lonely").code == "unreachable"
    assert why_node(state, "nobody").code == "unknown"
    assert why_node(state, "c").code == "settled"
    assert why_node(ran(a_graph("start > a > b", a=do(fails=9))).state, "b").code == "not_reached"
    assert why_node(ran(a_graph("start > a > b", a=do(fails=9))).state, "a").message == "a failed: a failed"


def test_r38_a_reason_can_be_sent() -> None:
    reason = why_node(ran(a_graph("start > a", a=do(waits=60))).state, "a").as_json()

    assert reason["code"] == "settled"


def test_r39_progress_is_weighted_by_the_usual_durations() -> None:
    run = ran(a_graph("start > a > b; start > c", b=work(seconds=90), c=work(seconds=5)))
    usual = {"start": 0.0, "a": 10.0, "b": 80.0, "c": 10.0}

    found = progress(_at(run, "node.started", "b"), usual, 1_800_000_010.0)

    assert found.share == pytest.approx(0.1, abs=0.01)
    assert found.eta == 70


def test_r39_a_loop_counts_by_its_items() -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each([1, 2, 3, 4])))
    third = run.events("iteration.completed")[2]

    found = progress(fold(run.plan, run.twin.log[: third.number]), {"start": 0.001, "loop": 100.0}, 0.0)

    assert found.share == pytest.approx(0.75, abs=0.01)
    assert found.eta == 25


def test_r39_what_is_over_is_all_done_and_without_a_past_there_is_no_guess() -> None:
    run = ran(a_graph("start > a > b", a=work(seconds=9)))

    assert progress(run.state, {}, 0.0).share == 1.0
    assert progress(_at(run, "node.started", "a"), {}, 0.0).eta is None
