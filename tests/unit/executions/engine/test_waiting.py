"""Waits: timers, answers, children (R22, R29)."""

import pytest

from .graphs import a, a_graph, do, each
from .runs import ran, told


def test_r22_a_delay_parks_the_execution() -> None:
    run = ran(a_graph("start > a > b", a=do(waits=3600, value="late"), b=a("echo")))

    assert run.kinds.count("execution.waiting") == 1
    assert run.output("b") == "late"
    assert run.twin.clock == 1_800_003_600


def test_r22_an_answer_ends_a_wait() -> None:
    run = ran(
        a_graph("start > a > b", a=do(asks=True), b=a("echo")),
        commands=[(60, told("answer", "a", value="yes"))],
    )

    assert run.output("b") == "yes"
    assert run.events("node.answered")[0].data["command"] == "answer--a"


def test_r22_without_an_answer_it_waits_for_ever() -> None:
    run = ran(a_graph("start > a > b", a=do(asks=True)))

    assert run.status == "waiting"
    assert run.nodes["a"] == "waiting"
    assert run.verdict.wake_at is None


RACES = [(60, "yes", "deadline"), (10, "yes", "answered")]


@pytest.mark.parametrize(("after", "value", "reason"), RACES)
def test_r22_deadline_and_answer_race_and_the_first_wins(after: float, value: str, reason: str) -> None:
    graph = a_graph("start > a > b", a=a("approve", asks=True, deadline=30), b=a("echo"))

    run = ran(graph, commands=[(after, told("answer", "a", value=value))])

    assert run.output("b")["reason"] == reason
    assert run.kinds.count("node.answered") == 1


def test_r22_a_second_answer_is_refused() -> None:
    graph = a_graph("start > a > b", a=do(asks=True), b=do(waits=100))
    commands = [(1, told("answer", "a", id="one", value=1)), (2, told("answer", "a", id="two", value=2))]

    run = ran(graph, commands=commands)

    assert run.output("a") == 1
    assert run.events("command.refused")[0].data["command"] == "two"


def test_r22_a_deadline_without_a_resume_function_fails_the_node() -> None:
    run = ran(a_graph("start > a > b", a=do(asks=True, deadline=30)))

    assert run.error["code"] == "deadline"


def test_r22_a_resume_function_says_what_follows() -> None:
    graph = a_graph("start > a > b", a=a("approve", asks=True), b=a("echo"))

    run = ran(graph, commands=[(5, told("answer", "a", value="ok", by="bob"))])

    assert run.output("b") == {"reason": "answered", "value": "ok", "by": "bob"}


def test_r22_waits_in_a_loop_are_told_apart_by_their_path() -> None:
    graph = a_graph("start > loop; loop: x", loop=each([1, 2], concurrency=2), x=do(asks=True))
    answers = [(1, told("answer", "x", "loop[1]", value="b")), (2, told("answer", "x", "loop[0]", value="a"))]

    assert ran(graph, commands=answers).output("loop") == ["a", "b"]


def test_r29_a_child_is_awaited() -> None:
    graph = a_graph("start > a > b", a=do(workflow="other"), b=a("echo"))

    run = ran(graph, {"n": 1}, commands=[(9, told("child_ended", "a", status="completed", result=42))])

    [child] = run.twin.children.values()
    assert (child.workflow, child.inputs, child.depth) == ("other", {"n": 1}, 1)
    assert run.output("b") == 42


def test_r29_a_child_that_failed_fails_its_node() -> None:
    graph = a_graph("start > a > b", a=do(workflow="other"))

    run = ran(graph, commands=[(9, told("child_ended", "a", status="failed", error={"message": "no money"}))])

    assert run.error["code"] == "child_failed"
    assert "no money" in run.error["message"]


def test_r29_a_child_need_not_be_awaited() -> None:
    run = ran(a_graph("start > a > b", a=do(workflow="other", awaited=False), b=a("echo")))

    assert run.status == "completed"
    assert run.output("b")["execution"].startswith("child-")


def test_r29_a_deadline_reaches_down() -> None:
    run = ran(a_graph("start > a", settings={"timeout": 60}, a=do(workflow="other")))

    [child] = run.twin.children.values()
    assert child.deadline == 1_800_000_060


def test_r29_cancelling_reaches_down() -> None:
    run = ran(a_graph("start > a > b", a=do(workflow="other")), commands=[(5, told("cancel"))])

    assert run.status == "cancelled"
    assert len(run.twin.cancelled_children) == 1


def test_r29_depth_is_limited() -> None:
    run = ran(a_graph("start > a", a=do(workflow="other")), depth=10)

    assert run.error["code"] == "too_deep"
    assert not run.twin.children
