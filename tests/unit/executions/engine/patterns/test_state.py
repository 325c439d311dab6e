"""State-based routing: patterns 16 to 18, 39 and 40."""

from tests.unit.executions.engine.graphs import a, a_graph, do, each, work
from tests.unit.executions.engine.runs import ran, told


def test_wcp16_deferred_choice() -> None:
    graph = a_graph(
        "start > call, letter > m; call.unused > after_call",
        call=do(asks=True),
        letter=do(asks=True),
        m=a("echo", join="any", join_rest="cancel"),
    )

    run = ran(graph, commands=[(5, told("answer", "letter", value="written"))])

    assert run.output("m") == "written"
    assert run.status == "waiting", "what also leads elsewhere goes on"


def test_wcp16_deferred_choice_of_which_only_one_is_left() -> None:
    graph = a_graph(
        "start > call, letter > m",
        call=do(asks=True),
        letter=do(asks=True),
        m=a("echo", join="any", join_rest="cancel"),
    )

    run = ran(
        graph,
        commands=[(5, told("answer", "letter", value="written")), (6, told("answer", "call", value="late"))],
    )

    assert run.nodes["call"] == "cancelled"
    assert run.output("m") == "written"


def test_wcp17_wcp40_interleaved_routing() -> None:
    run = ran(
        a_graph(
            "start > a, b, c",
            settings={"concurrency": 1},
            a=work(seconds=1),
            b=work(seconds=1),
            c=work(seconds=1),
        )
    )

    spans = [
        (event.data["started_at"], event.at)
        for event in run.events("node.completed")
        if event.node != "start"
    ]
    assert sorted(spans) == [(1_800_000_000 + n, 1_800_000_001 + n) for n in range(3)]


def test_wcp18_milestone() -> None:
    graph = a_graph(
        "start > order > ship; start > change",
        order=work(seconds=10),
        change=a("approve", asks=True, deadline=10),
    )

    in_time = ran(graph, commands=[(5, told("answer", "change", value="blue"))], cuts=False)
    too_late = ran(graph, commands=[(15, told("answer", "change", value="blue"))], cuts=False)

    assert in_time.output("change")["reason"] == "answered"
    assert too_late.output("change")["reason"] == "deadline"


def test_wcp39_critical_section_within_a_run() -> None:
    graph = a_graph("start > loop; loop: x", loop=each(3, concurrency=1), x=work(seconds=2))

    assert ran(graph).twin.clock == 1_800_000_006
