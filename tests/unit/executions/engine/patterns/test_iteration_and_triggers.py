"""Iteration and triggers: patterns 21 to 24."""

import asyncio

from executions.engine.port import Parked
from executions.engine.twin import Twin
from tests.unit.executions.engine.graphs import a, a_graph, a_while, do
from tests.unit.executions.engine.runs import Ran, carry_on, created, plan_of, ran, told


def test_wcp21_structured_loop() -> None:
    looked_first = a_graph("start > loop; loop: x", loop=a_while("false"))
    looked_last = a_graph("start > loop; loop: x", loop=a_while("true", mode="until"))

    assert ran(looked_first).count("x") == 0
    assert ran(looked_last).count("x") == 1


def test_wcp22_recursion() -> None:
    """A workflow that starts itself: each execution is one level, and the levels are limited."""
    plan = plan_of(a_graph("start > if; if.true > again; if.false > done", **{
        "if": do(condition="{{ inputs.n > 0 }}"),
        "again": do(workflow="itself"),
        "done": do(ends="bottom"),
    }))  # fmt: skip

    def level(n: int) -> object:
        twin = Twin()
        created(twin, {"n": n}, depth=3 - n)
        verdict = asyncio.run(carry_on(plan, twin))
        if isinstance(verdict, Parked):
            below = level(n - 1)
            twin.send(told("child_ended", "again", status="completed", result=below))
            asyncio.run(carry_on(plan, twin, "woken"))
        return Ran(plan, twin, None).result

    assert level(3) == {"again": {"again": {"again": "bottom"}}}


def test_wcp23_transient_trigger() -> None:
    graph = a_graph("start > a > b > c", a=do(waits=60), b=do(asks=True))

    run = ran(
        graph,
        commands=[
            (5, told("answer", "b", id="early", value=1)),
            (90, told("answer", "b", id="late", value=2)),
        ],
    )

    assert run.events("command.refused")[0].data["command"] == "early"
    assert run.output("b") == 2


def test_wcp24_persistent_trigger() -> None:
    """What is to be kept until it is wanted is waited for from the start, and joined where it is wanted."""
    graph = a_graph(
        "start > letter > b; start > a > b",
        letter=do(asks=True),
        a=do(waits=60),
        b=a("echo", join="all_live"),
    )

    run = ran(graph, commands=[(5, told("answer", "letter", value="kept"))])

    assert run.output("b")["letter"] == "kept"
