"""Loops and scopes (R11–R15)."""

import pytest

from .graphs import a, a_graph, a_scope, a_while, do, each, work
from .runs import ran


def test_r11_for_each_goes_over_a_list() -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each([1, 2, 3]), x=do(value="{{ item * 10 + index }}")))

    assert run.output("loop") == [10, 21, 32]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"b": 1, "a": 2}, [{"key": "b", "value": 1}, {"key": "a", "value": 2}]),
        (3, [0, 1, 2]),
        (0, []),
        ([], []),
    ],
)
def test_r11_for_each_goes_over_objects_and_numbers(items: object, expected: list) -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each(items), x=do(value="{{ item }}")))

    assert run.output("loop") == expected


@pytest.mark.parametrize("items", ["text", None, -1, True, 1.5])
def test_r11_what_is_no_list_is_a_mistake_of_the_author(items: object) -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each(items)))

    assert run.error["kind"] == "validation"
    assert "items" in run.error["message"]


@pytest.mark.parametrize("items", [1_000_001, 10**9, 2**63])
def test_r15_too_many_items_are_a_mistake_of_the_author_and_fill_no_memory(items: int) -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each(items)))

    assert run.error["kind"] == "validation"
    assert "1,000,000 items at most" in run.error["message"]


def test_r11_while_looks_first() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=a_while("state < 3", state=0, next_state="state + 1"),
        x=do(value="{{ state }}"),
    )

    assert ran(graph).output("loop") == [0, 1, 2]


def test_r11_until_looks_last() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=a_while("state >= 1", mode="until", state=1, next_state="{{ state + 1 }}"),
        x=do(value="{{ state }}"),
    )

    assert ran(graph).output("loop") == [1]


def test_r11_without_a_next_state_it_is_what_the_last_node_gave() -> None:
    graph = a_graph(
        "start > loop; loop: x", loop=a_while("state < 20", state=1), x=do(value="{{ state * 3 }}")
    )

    assert ran(graph).output("loop") == [3, 9, 27]


def test_r11_the_maximum_of_a_while_is_a_failure() -> None:
    run = ran(a_graph("start > loop; loop: x", loop=a_while("true", max_iterations=4)))

    assert run.error["code"] == "max_iterations"
    assert run.count("x") == 4


def test_r11_a_scope_hands_on_what_its_last_node_gave() -> None:
    run = ran(a_graph("start > s > after; s: x > y", s=a_scope(), after=a("echo")))

    assert run.output("after") == "y"


def test_r11_containers_nest() -> None:
    graph = a_graph(
        "start > outer; outer: s; s: inner; inner: x",
        outer=each([1, 2]),
        s=a_scope(),
        inner=each([10, 20]),
        x=do(value="{{ item }}"),
    )

    assert ran(graph).output("outer") == [[10, 20], [10, 20]]


def test_r12_a_node_run_is_known_by_its_path() -> None:
    run = ran(a_graph("start > loop; loop: inner; inner: x", loop=each([1, 2]), inner=each([1])))

    assert [event.path for event in run.events("node.completed", "x")] == [
        "loop[0]/inner[0]",
        "loop[1]/inner[0]",
    ]


def test_r13_inside_the_outer_outputs_are_readable() -> None:
    graph = a_graph(
        "start > a > loop; loop: x > y",
        loop=each([1, 2]),
        x=do(value="{{ item }}"),
        y=do(value="{{ outputs.a }}{{ outputs.x }}"),
    )

    assert ran(graph).output("loop") == ["a1", "a2"]


def test_r13_outside_the_inner_outputs_are_not() -> None:
    run = ran(a_graph("start > loop > after; loop: x", loop=each([1]), after=do(value="{{ outputs.x }}")))

    assert run.error["kind"] == "validation"
    assert "outputs.x" in run.error["message"]


def test_r13_results_come_in_order_whatever_finished_first() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=each([3, 1, 2], concurrency=3, result="{{ item }}"),
        x=work(seconds="{{ item }}"),
    )

    assert ran(graph).output("loop") == [3, 1, 2]


def test_r13_a_result_expression_sees_the_pass() -> None:
    graph = a_graph(
        "start > loop; loop: x, y",
        loop=each([1, 2], result="outputs.x + index"),
        x=do(value="{{ item * 10 }}"),
    )

    assert ran(graph).output("loop") == [10, 21]


def test_r14_the_window_slides() -> None:
    graph = a_graph(
        "start > loop; loop: x", loop=each([4, 1, 1, 1, 1], concurrency=2), x=work(seconds="{{ item }}")
    )

    assert ran(graph).twin.clock == 1_800_000_004, "batches of two would take 6 s"


POLICIES = [("null", [1, None, 3]), ("drop", [1, 3])]


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_r14_a_failed_item_is_null_or_dropped(policy: str, expected: list) -> None:
    graph = a_graph(
        "start > loop > after; loop: x > y",
        loop=each([1, 2, 3], on_item_error=policy),
        x=do(fails=1, when="{{ item == 2 }}"),
        y=do(value="{{ item }}"),
        after=a("echo"),
    )

    run = ran(graph)

    assert run.output("after") == expected
    assert run.status == "completed"
    assert run.events("iteration.failed")[0].data["handled"] == policy


def test_r14_stop_ends_the_loop_at_the_first_failure() -> None:
    graph = a_graph(
        "start > loop > after; loop: x", loop=each([1, 2, 3]), x=do(fails=1, when="{{ item == 2 }}")
    )

    run = ran(graph)

    assert run.nodes["loop"] == "failed"
    assert run.error["path"] == "loop[1]"
    assert run.count("x") == 2


def test_r14_stop_cancels_the_items_beside_it() -> None:
    graph = a_graph(
        "start > loop; loop: x > y",
        loop=each([1, 2, 3], concurrency=3),
        x=work(seconds="{{ item }}", fails=1, when="{{ item == 2 }}"),
        y=work(seconds=100),
    )

    run = ran(graph)

    assert run.status == "failed"
    assert {event.path for event in run.events("node.cancelled")} == {"loop[0]", "loop[2]"}
    assert run.twin.clock == 1_800_000_002


def test_r15_the_state_holds_only_the_window() -> None:
    run = ran(a_graph("start > loop; loop: x", loop=each(500, concurrency=5, result="{{ null }}")))

    assert run.status == "completed"
    assert list(run.state.frames) == [""]


def test_an_empty_container_gives_nothing() -> None:
    run = ran(a_graph("start > loop > s > after", loop=each([1, 2]), s=a_scope(), after=a("echo")))

    assert run.output("loop") == [None, None]
    assert run.output("after") is None


BREAKS = [({}, [1]), ({"value": "found"}, [1, "found"])]


@pytest.mark.parametrize(("given", "expected"), BREAKS)
def test_break_ends_the_loop_with_what_it_has(given: dict, expected: list) -> None:
    graph = a_graph(
        "start > loop > after; loop: x > y > z",
        loop=each([1, 2, 3]),
        x=do(value="{{ item }}"),
        y=do(breaks=True, when="{{ item == 2 }}", **given),
        z=do(value="{{ item }}"),
        after=a("echo"),
    )

    run = ran(graph)

    assert run.output("after") == expected
    assert run.count("x") == 2


def test_break_goes_through_a_scope() -> None:
    graph = a_graph("start > loop; loop: s; s: x", loop=each([1, 2, 3]), s=a_scope(), x=do(breaks=True))

    run = ran(graph)

    assert run.status == "completed"
    assert run.output("loop") == []


def test_break_cancels_the_other_passes() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=each([1, 2, 3], concurrency=3),
        x=work(seconds="{{ item * 10 }}", value="found", breaks=True, when="{{ item == 2 }}"),
    )

    run = ran(graph)

    assert run.output("loop") == ["found", "found"]
    assert run.twin.clock == 1_800_000_020
