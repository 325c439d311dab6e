"""Failures, retries and timeouts (R16–R20)."""

import pytest

from executions.engine.port import Failure
from executions.engine.retry import retry_delay
from executions.engine.settings import RetryPolicy

from .graphs import a, a_graph, a_scope, do, each, send, work
from .runs import ran


def test_r16_an_unexpected_exception_is_fatal() -> None:
    run = ran(a_graph("start > a", a=do(fails=1, kind="a kind that raises a KeyError")))

    assert run.error["kind"] == "fatal"
    assert run.error["node"] == "a"


DELAYS = [(1, 1.0), (2, 2.0), (3, 4.0), (4, None)]


@pytest.mark.parametrize(("failures", "delay"), DELAYS)
def test_r17_delays_grow_by_the_factor(failures: int, delay: float | None) -> None:
    policy = RetryPolicy(attempts=4, delay=1, factor=2, max_delay=60, jitter=0)

    assert retry_delay(policy, failures, Failure("transient", "x"), "seed") == delay


def test_r17_the_ceiling_holds_and_retry_after_is_obeyed_above_it() -> None:
    policy = RetryPolicy(attempts=9, delay=50, factor=10, max_delay=60, jitter=0)

    assert retry_delay(policy, 3, Failure("transient", "x"), "seed") == 60
    assert retry_delay(policy, 3, Failure("transient", "x", retry_after=120), "seed") == 120


def test_r17_jitter_depends_on_the_seed_alone() -> None:
    policy = RetryPolicy(attempts=9, delay=10, jitter=0.5)
    failure = Failure("transient", "x")

    delays = {retry_delay(policy, 1, failure, f"seed {number}") for number in range(50)}

    assert retry_delay(policy, 1, failure, "same") == retry_delay(policy, 1, failure, "same")
    assert len(delays) == 50
    assert all(5 <= delay <= 15 for delay in delays)


def test_r17_transient_errors_are_tried_again_by_default_where_the_type_allows() -> None:
    run = ran(a_graph("start > a", a=a("fetch", fails=2, kind="transient")))

    assert run.status == "completed"
    assert [event.attempt for event in run.events("node.started", "a")] == [1, 2, 3]
    assert run.kinds.count("node.retrying") == 2


def test_r17_three_attempts_are_all() -> None:
    run = ran(a_graph("start > a", a=a("fetch", fails=3, kind="transient")))

    assert run.status == "failed"
    assert run.count("a") == 3


def test_r17_others_are_not_tried_again() -> None:
    assert ran(a_graph("start > a", a=work(fails=1, kind="transient"))).count("a") == 1
    assert ran(a_graph("start > a", a=a("fetch", fails=1, kind="fatal"))).count("a") == 1


def test_r17_an_inline_node_is_tried_again_too() -> None:
    run = ran(a_graph("start > a > b", a=do(fails=2, kind="transient", retry={"attempts": 3})))

    assert run.status == "completed"
    assert run.count("a") == 3
    assert run.twin.clock > 1_800_000_002.5


def test_r17_a_waiting_retry_holds_no_worker() -> None:
    run = ran(a_graph("start > a", a=a("fetch", fails=1, kind="transient")))

    assert "execution.waiting" in run.kinds


HANDLED = [
    ("continue", {}, "main", {"error": "a failed"}),
    ("route", {}, "error", "a failed"),
    ("default", {"default_output": 7}, "main", 7),
]


@pytest.mark.parametrize(("policy", "more", "port", "expected"), HANDLED)
def test_r18_a_failure_can_fire_a_port(policy: str, more: dict, port: str, expected: object) -> None:
    run = ran(
        a_graph(f"start > a; a.{port} > after", a=do(fails=1, on_error=policy, **more), after=a("echo"))
    )

    given = run.output("after")
    if policy == "continue":
        given = {"error": given["error"]["message"]}
    elif policy == "route":
        given = given["message"]
    assert given == expected
    assert run.nodes["a"] == "failed"
    assert run.status == "completed"


def test_r18_route_leaves_the_main_port_dead() -> None:
    run = ran(
        a_graph(
            "start > a > b; a.error > c", a=do(fails=1, on_error="route"), c=do(value="{{ error.message }}")
        )
    )

    assert run.nodes["b"] == "skipped"
    assert run.output("c") == "a failed"


def test_r18_park_lets_the_other_branches_go_on() -> None:
    run = ran(a_graph("start > a > b; start > c", a=do(fails=1, on_error="park")))

    assert run.status == "parked"
    assert run.nodes == {"start": "completed", "a": "parked", "b": "pending", "c": "completed"}
    assert run.events("execution.parked")[-1].data["nodes"] == ["a"]


def test_r18_fail_is_the_default() -> None:
    run = ran(a_graph("start > a > b", a=do(fails=1)))

    assert run.status == "failed"
    assert run.error["message"] == "a failed"
    assert run.nodes["b"] == "pending"


def test_r19_the_nearest_scope_fires_its_error_port() -> None:
    graph = a_graph(
        "start > s > fine; s.error > caught; s: x > y",
        s=a_scope(),
        x=do(fails=1),
        caught=do(value="{{ error.node }}"),
    )

    run = ran(graph)

    assert run.status == "completed"
    assert run.nodes["fine"] == "skipped"
    assert run.output("caught") == "x"


def test_r19_a_scope_stops_what_runs_in_it() -> None:
    graph = a_graph(
        "start > s; s.error > caught; s: x; s: slow",
        s=a_scope(),
        x=work(seconds=1, fails=1),
        slow=work(seconds=100),
    )

    run = ran(graph)

    assert run.events("node.cancelled", "slow")
    assert run.nodes["caught"] == "completed"
    assert run.twin.clock == 1_800_000_001


def test_r19_a_failure_goes_through_a_loop_to_the_scope_around_it() -> None:
    graph = a_graph(
        "start > s; s.error > caught; s: loop; loop: x", s=a_scope(), loop=each([1, 2]), x=do(fails=1)
    )

    run = ran(graph)

    assert run.nodes["caught"] == "completed"
    assert run.events("node.failed", "loop")[0].path == "s[0]"


def test_r19_fail_fast_cancels_what_runs_and_starts_nothing_new() -> None:
    run = ran(a_graph("start > a; start > slow > after", a=work(seconds=1, fails=1), slow=work(seconds=50)))

    assert run.nodes == {"start": "completed", "a": "failed", "slow": "cancelled", "after": "pending"}
    assert run.twin.clock == 1_800_000_001


def test_r19_drain_finishes_what_does_not_depend_on_it() -> None:
    graph = a_graph(
        "start > a > b; start > slow > after",
        settings={"on_failure": "drain"},
        a=work(seconds=1, fails=1),
        slow=work(seconds=50),
    )

    run = ran(graph)

    assert run.status == "failed"
    assert run.nodes == {
        "start": "completed",
        "a": "failed",
        "b": "skipped",
        "slow": "completed",
        "after": "completed",
    }


def test_r20_an_attempt_that_takes_too_long_is_stopped() -> None:
    run = ran(a_graph("start > a", a=work(seconds=100, attempt_timeout=5)))

    assert run.status == "failed"
    assert run.error["code"] == "attempt_timeout"
    assert run.error["kind"] == "transient"
    assert run.twin.clock == 1_800_000_005


def test_r20_a_timed_out_attempt_is_tried_again() -> None:
    run = ran(
        a_graph("start > a", a=a("fetch", seconds=100, attempt_timeout=5, retry={"attempts": 2, "jitter": 0}))
    )

    assert run.count("a") == 2
    assert run.twin.clock == 1_800_000_011


def test_r20_the_limit_of_a_node_counts_all_attempts_but_not_the_waits() -> None:
    graph = a_graph(
        "start > a",
        a=a(
            "fetch",
            seconds=4,
            fails=9,
            kind="transient",
            node_timeout=10,
            retry={"attempts": 9, "delay": 60, "jitter": 0},
        ),
    )

    run = ran(graph)

    assert run.error["code"] == "node_timeout"
    assert run.count("a") == 3


def test_r20_an_execution_has_a_limit() -> None:
    run = ran(a_graph("start > a > b", settings={"timeout": 30}, a=work(seconds=100)))

    assert run.status == "failed"
    assert run.error["code"] == "timeout"
    assert run.nodes["a"] == "cancelled"
    assert run.twin.clock == 1_800_000_030


def test_r20_the_limit_of_an_execution_ends_waits_too() -> None:
    run = ran(a_graph("start > a > b", settings={"timeout": 30}, a=do(asks=True)))

    assert run.status == "failed"
    assert run.nodes["a"] == "cancelled"


def test_r32_a_once_node_that_is_cut_off_by_its_limit_is_not_repeated() -> None:
    run = ran(a_graph("start > a", a=send(seconds=100, attempt_timeout=5, retry={"attempts": 5})))

    assert run.status == "parked"
    assert run.nodes["a"] == "uncertain"
    assert run.sent("a") == 1


def test_an_expression_that_cannot_be_evaluated_is_a_mistake_of_the_author() -> None:
    run = ran(a_graph("start > a", a=do(value="{{ outputs.nobody }}")))

    assert run.error["kind"] == "validation"
    assert "value" in run.error["message"]
    assert "start" in run.error["message"], "it says what exists"
