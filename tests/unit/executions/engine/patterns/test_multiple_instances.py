"""Multiple instances: patterns 12 to 15, 26, 27, and 34 to 36."""

from tests.unit.executions.engine.graphs import a_graph, a_while, do, each, work
from tests.unit.executions.engine.runs import ran, told


def test_wcp12_multiple_instances_without_synchronisation() -> None:
    run = ran(a_graph("start > loop > after; loop: x", loop=each(3), x=do(workflow="other", awaited=False)))

    assert run.status == "completed"
    assert len(run.twin.children) == 3


def test_wcp13_multiple_instances_known_at_design_time() -> None:
    run = ran(a_graph("start > loop > after; loop: x", loop=each(3, concurrency=3), x=work(seconds=5)))

    assert run.output("loop") == ["x", "x", "x"]
    assert run.twin.clock == 1_800_000_005


def test_wcp14_multiple_instances_known_at_run_time() -> None:
    graph = a_graph("start > loop; loop: x", loop=each("{{ inputs.names }}"), x=do(value="{{ item }}"))

    assert ran(graph, {"names": ["ann", "bob"]}).output("loop") == ["ann", "bob"]


def test_wcp15_multiple_instances_not_known_before() -> None:
    graph = a_graph(
        "start > loop; loop: x",
        loop=a_while("state.more", state={"more": True}, result="outputs.x.n"),
        x=do(value="{{ {'n': index, 'more': index < 2} }}"),
    )

    assert ran(graph).output("loop") == [0, 1, 2]


def test_wcp26_cancel_multiple_instances() -> None:
    graph = a_graph("start > loop; loop: x", loop=each(3, concurrency=3), x=work(seconds=50))

    run = ran(graph, commands=[(5, told("cancel"))])

    assert len(run.events("node.cancelled", "x")) == 3


def test_wcp27_complete_multiple_instances() -> None:
    graph = a_graph(
        "start > loop > after; loop: x",
        loop=each([1, 2, 30], concurrency=3),
        x=work(seconds="{{ item }}", breaks=True, when="{{ item == 2 }}"),
    )

    run = ran(graph)

    assert run.output("loop") == ["x"]
    assert run.nodes["after"] == "completed"


def test_wcp35_cancelling_partial_join_for_multiple_instances() -> None:
    graph = a_graph(
        "start > loop; loop: x > y",
        loop=each([1, 2, 50], concurrency=3, result="item"),
        x=work(seconds="{{ item }}"),
        y=do(value="{{ item }}", breaks=True, when="{{ item == 2 }}"),
    )

    run = ran(graph)

    assert run.output("loop") == [1, 2]
    assert run.events("node.cancelled", "x")[0].path == "loop[2]"


def test_wcp36_dynamic_partial_join_for_multiple_instances() -> None:
    graph = a_graph(
        "start > loop; loop: x > y",
        loop=a_while("true", state=0, next_state="state + index", max_iterations=50),
        y=do(value="{{ state }}", breaks=True, when="{{ state > 3 }}"),
    )

    assert ran(graph).output("loop")[-1] == 6
