"""Control from outside: pause, cancel, step, breakpoints, retry, and compensation (R14, R21, R24–R26)."""

from .graphs import a, a_graph, a_scope, do, each, send, work
from .runs import ran, told


def test_r24_pause_lets_what_runs_finish_and_starts_nothing() -> None:
    run = ran(a_graph("start > a > b", a=work(seconds=10)), commands=[(5, told("pause"))], cuts=False)

    assert run.status == "paused"
    assert run.nodes == {"start": "completed", "a": "completed", "b": "pending"}
    assert run.events("execution.paused")[0].data["by"] == "ann"


def test_r24_resume_goes_on() -> None:
    commands = [(5, told("pause")), (100, told("resume"))]

    run = ran(a_graph("start > a > b > c", a=work(seconds=10)), commands=commands)

    assert run.status == "completed"
    assert run.events("node.completed", "b")[0].at == 1_800_000_100


def test_r24_a_paused_loop_starts_no_further_item() -> None:
    graph = a_graph("start > loop; loop: x", loop=each([1, 2, 3]), x=work(seconds=10))

    paused = ran(graph, commands=[(15, told("pause"))], cuts=False)
    resumed = ran(graph, commands=[(15, told("pause")), (50, told("resume"))])

    assert paused.count("x") == 2
    assert resumed.output("loop") == ["x", "x", "x"]


def test_r24_cancel_stops_everything() -> None:
    graph = a_graph(
        "start > a > b; start > w; start > loop; loop: x",
        a=work(seconds=100),
        w=do(asks=True),
        loop=each([1]),
        x=work(seconds=100),
    )

    run = ran(graph, commands=[(5, told("cancel", reason="enough"))])

    assert run.status == "cancelled"
    assert run.nodes == {
        "start": "completed",
        "a": "cancelled",
        "b": "pending",
        "w": "cancelled",
        "loop": "cancelled",
    }
    assert run.twin.clock == 1_800_000_005
    assert run.events("execution.cancelling")[0].data == {
        "by": "ann",
        "reason": "enough",
        "command": "cancel--",
    }


def test_r24_cancelling_twice_is_refused() -> None:
    commands = [(5, told("cancel", id="one")), (5, told("cancel", id="two"))]

    run = ran(a_graph("start > a", a=work(seconds=100)), commands=commands)

    assert run.events("command.refused")[0].data["command"] == "two"


def test_r25_step_mode_runs_one_node_at_a_time() -> None:
    graph = a_graph("start > a > b")

    at_first = ran(graph, mode="step")
    two_on = ran(graph, mode="step", commands=[(1, told("step", id="1")), (2, told("step", id="2"))])
    to_the_end = ran(graph, mode="step", commands=[(n, told("step", id=f"{n}")) for n in (1, 2, 3)])

    assert at_first.status == "paused"
    assert at_first.nodes == {"start": "pending", "a": "pending", "b": "pending"}
    assert two_on.nodes == {"start": "completed", "a": "completed", "b": "pending"}
    assert two_on.status == "paused"
    assert to_the_end.status == "completed"


def test_r25_a_step_waits_for_a_slow_node() -> None:
    run = ran(
        a_graph("start > a, b", a=work(seconds=10), b=work(seconds=10)),
        mode="step",
        commands=[(1, told("step", id="1")), (2, told("step", id="2"))],
        cuts=False,
    )

    assert sorted(run.nodes.values()) == ["completed", "completed", "pending"]


def test_r25_step_mode_can_be_left() -> None:
    assert ran(a_graph("start > a > b"), mode="step", commands=[(1, told("resume"))]).status == "completed"


def test_r25_steps_go_through_loops() -> None:
    graph = a_graph("start > loop > after; loop: x", loop=each([1, 2]))

    run = ran(graph, mode="step", commands=[(n, told("step", id=f"{n}")) for n in range(1, 6)])

    assert run.status == "completed"
    assert run.count("x") == 2


def test_r25_a_breakpoint_pauses_before_its_node() -> None:
    graph = a_graph("start > a > b")

    stopped = ran(graph, breakpoints=["a"])
    resumed = ran(graph, breakpoints=["a"], commands=[(10, told("resume"))])

    assert stopped.nodes == {"start": "completed", "a": "pending", "b": "pending"}
    assert stopped.events("execution.paused")[0].data == {"reason": "breakpoint", "node": "a"}
    assert resumed.status == "completed"


def test_r25_a_setting_of_the_node_is_a_breakpoint_too() -> None:
    assert ran(a_graph("start > a > b", b=work(breakpoint=True))).nodes["b"] == "pending"


def test_r26_a_retry_goes_on_at_what_failed() -> None:
    graph = a_graph("start > a > b > c", b=do(fails=1))

    run = ran(graph, commands=[(60, told("retry"))])

    assert run.status == "completed"
    assert run.count("a") == 1
    assert [event.attempt for event in run.events("node.completed", "b")] == [2]
    assert run.events("execution.retried")[0].data["nodes"] == ["b"]


def test_r26_what_was_cancelled_by_the_failure_runs_again_too() -> None:
    graph = a_graph("start > a; start > slow > after", a=work(seconds=1, fails=1), slow=work(seconds=50))

    run = ran(graph, commands=[(60, told("retry"))])

    assert run.status == "completed"
    assert run.nodes["after"] == "completed"


def test_r26_what_was_skipped_because_of_the_failure_runs_after_all() -> None:
    graph = a_graph(
        "start > a > b > j; start > c > j", settings={"on_failure": "drain"}, a=do(fails=1), j=a("echo")
    )

    run = ran(graph, commands=[(60, told("retry"))])

    assert run.status == "completed"
    assert run.nodes["b"] == "completed"
    assert run.count("j") == 1, "it had succeeded without b, and is not run again"


def test_r14_a_stopped_loop_is_driven_again_for_its_failed_items_only() -> None:
    graph = a_graph(
        "start > loop > after; loop: x > y",
        loop=each([1, 2, 3]),
        x=do(value="{{ item }}"),
        y=do(fails=1, value="{{ item }}", when="{{ item == 2 }}"),
        after=a("echo"),
    )

    run = ran(graph, commands=[(60, told("retry"))])

    assert run.output("after") == [1, 2, 3]
    assert run.count("x") == 3, (
        "not again for items that succeeded, nor for what had succeeded in the failed one"
    )
    assert run.count("y") == 4


def test_r14_items_cancelled_by_the_stop_are_driven_again() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=each([5, 1, 7], concurrency=3),
        x=work(seconds="{{ item }}", value="{{ item }}", fails=1, when="{{ item == 1 }}"),
    )

    assert ran(graph, commands=[(60, told("retry"))]).output("loop") == [5, 1, 7]


def test_r26_a_failure_deep_inside_is_retried_there() -> None:
    graph = a_graph(
        "start > outer; outer: inner; inner: x > y",
        outer=each([1, 2]),
        inner=each([10, 20]),
        y=do(fails=1, value="{{ item }}", when="{{ item == 20 }}"),
    )
    retries = [(60 * n, told("retry", id=f"{n}")) for n in (1, 2)]

    run = ran(graph, commands=retries)

    assert run.output("outer") == [[10, 20], [10, 20]]
    assert run.count("x") == 4


def test_r18_a_parked_node_is_tried_again_with_another_config() -> None:
    graph = a_graph("start > a > b", a=do(fails=9, on_error="park"), b=a("echo"))

    run = ran(graph, commands=[(9, told("retry_node", "a", config={"value": "mended"}))])

    assert run.output("b") == "mended"


def test_r18_a_person_supplies_an_output() -> None:
    graph = a_graph("start > a > b", a=do(fails=9, on_error="park"), b=a("echo"))

    run = ran(graph, commands=[(9, told("supply_output", "a", output={"n": 1}))])

    assert run.output("b") == {"n": 1}
    assert run.events("node.completed", "a")[0].data["provenance"] == {"by": "ann"}


def test_r18_a_person_skips_a_node() -> None:
    run = ran(
        a_graph("start > a > b", a=do(fails=9, on_error="park")), commands=[(9, told("skip_node", "a"))]
    )

    assert run.nodes == {"start": "completed", "a": "skipped", "b": "skipped"}
    assert run.reason("a")["code"] == "by_person"


def test_r18_the_same_for_a_node_of_an_execution_that_has_failed() -> None:
    run = ran(a_graph("start > a > b", a=do(fails=9)), commands=[(9, told("supply_output", "a", output=1))])

    assert run.status == "completed"
    assert run.output("b") == "b"


def test_r18_a_completed_node_is_left_alone() -> None:
    graph = a_graph("start > a > b", b=do(asks=True))

    run = ran(graph, commands=[(9, told("retry_node", "a")), (10, told("skip_node", "nobody"))])

    assert [event.data["action"] for event in run.events("command.refused")] == ["retry_node", "skip_node"]
    assert run.status == "waiting"


def test_r21_what_had_succeeded_is_undone_last_first() -> None:
    graph = a_graph(
        "start > a > b > c > d; undo_a; undo_b",
        a=do(value={"id": 1}, undo="undo_a"),
        b=do(value={"id": 2}, undo="undo_b"),
        d=do(fails=1),
        undo_a=send(value="{{ input.id }}"),
        undo_b=send(value="{{ input.id }}"),
    )

    run = ran(graph)

    assert run.status == "failed"
    assert [(event.data["of"], event.data["ports"]) for event in run.events("undo.completed")] == [
        ("b", {"main": 2}),
        ("a", {"main": 1}),
    ]


def test_r21_cancelling_undoes_too() -> None:
    graph = a_graph("start > a > b; undo_a", a=do(undo="undo_a"), b=work(seconds=100), undo_a=send(seconds=3))

    run = ran(graph, commands=[(5, told("cancel"))])

    assert run.status == "cancelled"
    assert run.sent("undo_a") == 1
    assert run.kinds.index("node.cancelled") < run.kinds.index("undo.started")


def test_r21_an_undo_is_tried_again_and_then_left() -> None:
    graph = a_graph(
        "start > a > b > c; undo_a; undo_b",
        a=do(undo="undo_a"),
        b=do(undo="undo_b"),
        c=do(fails=1),
        undo_a=a("fetch", fails=1, kind="transient"),
        undo_b=a("fetch", fails=1, kind="fatal"),
    )

    run = ran(graph)

    assert [event.node for event in run.events("undo.failed")] == ["undo_b"]
    assert [event.node for event in run.events("undo.completed")] == ["undo_a"]
    assert run.status == "failed"


def test_r21_a_retry_runs_what_was_undone_again() -> None:
    graph = a_graph("start > a > b; undo_a", a=do(undo="undo_a"), b=do(fails=1), undo_a=send())

    run = ran(graph, commands=[(60, told("retry"))])

    assert run.status == "completed"
    assert run.count("a") == 2


def test_a_repeated_command_is_dropped() -> None:
    graph = a_graph("start > a > b", a=do(asks=True))
    same = told("answer", "a", id="same", value=1)

    run = ran(graph, commands=[(1, same), (2, same)])

    assert run.kinds.count("node.answered") == 1
    assert run.status == "completed"


def test_a_scope_that_was_cancelled_is_driven_again() -> None:
    graph = a_graph("start > s > after; s: x > y", s=a_scope(), y=work(seconds=50))

    run = ran(graph, commands=[(5, told("cancel")), (60, told("retry"))])

    assert run.status == "completed"
    assert run.count("x") == 1


def test_r21_an_undo_that_takes_too_long_is_stopped() -> None:
    graph = a_graph(
        "start > a > b; undo_a",
        a=do(undo="undo_a"),
        b=do(fails=1),
        undo_a=work(seconds=99, attempt_timeout=5),
    )

    run = ran(graph)

    assert run.events("undo.failed")[0].data["error"]["code"] == "undo_timeout"
    assert run.twin.clock == 1_800_000_005
