"""Cancelling and termination: patterns 11, 19, 20, 25 and 43."""

from tests.unit.executions.engine.graphs import a, a_graph, a_scope, do, work
from tests.unit.executions.engine.runs import ran, told


def test_wcp11_implicit_termination() -> None:
    run = ran(a_graph("start > a; start > b", a=work(seconds=3), b=work(seconds=7)))

    assert run.status == "completed"
    assert run.twin.clock == 1_800_000_007


def test_wcp19_cancel_activity() -> None:
    by_limit = ran(a_graph("start > a; a.error > b", a=work(seconds=99, attempt_timeout=5, on_error="route")))
    graph = a_graph(
        "start > a, b > m", a=do(asks=True), b=work(seconds=5), m=a("echo", join="any", join_rest="cancel")
    )

    assert by_limit.nodes["b"] == "completed"
    assert ran(graph).nodes["a"] == "cancelled"


def test_wcp20_cancel_case() -> None:
    run = ran(a_graph("start > a > b", a=work(seconds=99)), commands=[(5, told("cancel"))])

    assert run.status == "cancelled"


def test_wcp25_cancel_region() -> None:
    graph = a_graph(
        "start > s; s.error > after; s: a > b; s: c; s: alarm",
        s=a_scope(),
        a=work(seconds=50),
        c=do(asks=True),
        alarm=work(seconds=5, fails=9),
    )

    run = ran(graph)

    assert {event.node for event in run.events("node.cancelled")} == {"a", "c"}
    assert run.nodes["after"] == "completed"


def test_wcp43_explicit_termination() -> None:
    run = ran(
        a_graph(
            "start > b > end; start > a", b=work(seconds=1), end=do(ends=1, whole=True), a=work(seconds=99)
        )
    )

    assert (run.status, run.result, run.nodes["a"]) == ("completed", 1, "cancelled")
