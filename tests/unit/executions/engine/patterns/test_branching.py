"""Branching and synchronising: patterns 6 to 9, 28 to 33, 37, 38, 41 and 42."""

from tests.unit.executions.engine.graphs import a, a_graph, do, each, work
from tests.unit.executions.engine.runs import ran

CHOICE = {"a": 1, "c": 1}


def test_wcp06_multi_choice() -> None:
    run = ran(a_graph("start > pick; pick.a > a; pick.b > b; pick.c > c", pick=do(ports=CHOICE)))

    assert [run.nodes[node] for node in "abc"] == ["completed", "skipped", "completed"]


def test_wcp07_structured_synchronizing_merge() -> None:
    graph = a_graph(
        "start > pick; pick.a > a > m; pick.b > b > m; pick.c > c > m",
        pick=do(ports=CHOICE),
        c=work(seconds=9),
        m=a("echo"),
    )

    run = ran(graph)

    assert run.output("m") == {"a": "a", "c": "c"}
    assert run.events("node.completed", "m")[0].at == 1_800_000_009


def test_wcp09_structured_discriminator() -> None:
    run = ran(a_graph("start > a, b > m", a=work(seconds=1), b=work(seconds=9), m=a("echo", join="any")))

    assert run.output("m") == "a"
    assert run.count("m") == 1
    assert run.nodes["b"] == "completed"


def test_wcp29_cancelling_discriminator() -> None:
    graph = a_graph(
        "start > a, b > m", a=work(seconds=1), b=work(seconds=9), m=a("echo", join="any", join_rest="cancel")
    )

    assert ran(graph).nodes["b"] == "cancelled"


def test_wcp30_structured_partial_join() -> None:
    graph = a_graph(
        "start > a, b, c > m",
        a=work(seconds=1),
        b=work(seconds=2),
        c=work(seconds=9),
        m=a("echo", join={"count": 2}),
    )

    run = ran(graph)

    assert run.output("m") == {"a": "a", "b": "b"}
    assert run.nodes["c"] == "completed"


def test_wcp32_cancelling_partial_join() -> None:
    graph = a_graph(
        "start > a, b, c > m",
        a=work(seconds=1),
        b=work(seconds=2),
        c=work(seconds=9),
        m=a("echo", join={"count": 2}, join_rest="cancel"),
    )

    assert ran(graph).nodes["c"] == "cancelled"


def test_wcp33_generalised_and_join() -> None:
    run = ran(a_graph("start > a, b > m", b=do(ports={}), m=a("echo", join="all_live")))

    assert run.nodes["m"] == "skipped"


def test_wcp37_local_synchronizing_merge() -> None:
    graph = a_graph(
        "start > pick; pick.a > a > b > m; pick.c > c; a.other > c; c > m; pick.b > d > m",
        pick=do(ports={"a": 1}),
        m=a("echo"),
    )

    assert ran(graph).output("m") == "b"


def test_wcp38_general_synchronizing_merge() -> None:
    graph = a_graph(
        "start > x, y; x.left > a > m; x.right > b; y.left > b; b > m; y.right > c > m",
        x=do(ports={"left": 1}),
        y=do(ports={"right": 1}),
        m=a("echo"),
    )

    run = ran(graph)

    assert run.nodes["b"] == "skipped"
    assert run.output("m") == {"a": "a", "c": "c"}


def test_wcp42_thread_split() -> None:
    assert ran(a_graph("start > loop; loop: x", loop=each(3, concurrency=3))).count("x") == 3
