"""Basic control flow: patterns 1 to 5."""

from tests.unit.executions.engine.graphs import a, a_graph, do, work
from tests.unit.executions.engine.runs import ran


def test_wcp01_sequence() -> None:
    run = ran(a_graph("start > a > b"))

    assert [event.node for event in run.events("node.completed")] == ["start", "a", "b"]


def test_wcp02_parallel_split() -> None:
    run = ran(a_graph("start > a, b", a=work(seconds=5), b=work(seconds=5)))

    assert run.twin.clock == 1_800_000_005


def test_wcp03_synchronization() -> None:
    run = ran(a_graph("start > a, b > both > last", a=work(seconds=1), b=work(seconds=9), both=a("echo")))

    assert run.output("both") == {"a": "a", "b": "b"}
    assert run.events("node.completed", "both")[0].at == 1_800_000_009


def test_wcp04_exclusive_choice() -> None:
    run = ran(a_graph("start > if; if.true > a; if.false > b", **{"if": do(condition=True)}))

    assert (run.nodes["a"], run.nodes["b"]) == ("completed", "skipped")


def test_wcp05_simple_merge() -> None:
    run = ran(
        a_graph("start > if; if.true > a > m; if.false > b > m", **{"if": do(condition=True)}, m=a("echo"))
    )

    assert run.output("m") == "a"
