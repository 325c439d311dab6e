"""How control flows: edges, joins, skips (R5–R10)."""

import pytest

from executions.engine.join import RUN, SKIP, WAIT, answer
from executions.engine.settings import ALL, ALL_LIVE, ALWAYS, COUNT

from .graphs import a, a_graph, do, work
from .runs import ran


def test_r5_the_chosen_port_makes_its_edges_live_and_the_others_dead() -> None:
    run = ran(a_graph("start > if; if.true > yes; if.false > no", **{"if": do(condition=True)}))

    assert run.edges == {"start.main-if": "live", "if.true-yes": "live", "if.false-no": "dead"}
    assert run.nodes == {"start": "completed", "if": "completed", "yes": "completed", "no": "skipped"}


def test_r5_a_skipped_node_makes_all_its_edges_dead() -> None:
    run = ran(a_graph("start > if; if.false > no > after > last", **{"if": do(condition=True)}))

    assert run.edges["no.main-after"] == "dead"
    assert run.nodes["last"] == "skipped"


@pytest.mark.parametrize(
    ("ports", "after"),
    [({}, "skipped"), ({"main": []}, "completed"), ({"main": None}, "completed")],
)
def test_r6_not_fired_an_empty_list_and_null_are_three_things(ports: dict, after: str) -> None:
    run = ran(a_graph("start > a > after", a=do(ports=ports), after=a("echo")))

    assert run.nodes["after"] == after
    if after == "completed":
        assert run.output("after") == ports["main"]


def test_r7_a_skipped_node_tells_the_reason_and_the_edges() -> None:
    run = ran(a_graph("start > if; if.false > no > after", **{"if": do(condition=True)}))

    assert run.reason("no")["code"] == "dead_edges"
    assert run.reason("no")["edges"] == ["if.false-no"]
    assert "if" in run.reason("no")["message"]
    assert run.reason("after")["edges"] == ["no.main-after"]


JOINS = [
    # join, count, undecided, live, dead → answer
    (ALL, 0, 1, 1, 0, WAIT),
    (ALL, 0, 0, 1, 1, RUN),
    (ALL, 0, 0, 0, 2, SKIP),
    (ALL_LIVE, 0, 1, 1, 0, WAIT),
    (ALL_LIVE, 0, 1, 0, 1, SKIP),
    (ALL_LIVE, 0, 0, 2, 0, RUN),
    (COUNT, 1, 1, 1, 0, RUN),
    (COUNT, 1, 1, 0, 1, WAIT),
    (COUNT, 1, 0, 0, 2, SKIP),
    (COUNT, 2, 1, 1, 1, WAIT),
    (COUNT, 2, 0, 2, 1, RUN),
    (COUNT, 2, 1, 0, 2, SKIP),
    (ALWAYS, 0, 1, 0, 1, WAIT),
    (ALWAYS, 0, 0, 0, 2, RUN),
    (ALL, 0, 0, 0, 0, RUN),
]


@pytest.mark.parametrize(("join", "count", "undecided", "live", "dead", "expected"), JOINS)
def test_r8_join_table(join: int, count: int, undecided: int, live: int, dead: int, expected: int) -> None:
    assert answer(join, count, undecided, live, dead) == expected


FORK = "start > x, y, z; x > j; y.main > j; z > j"
JOINED = [
    # join, ports of x, y, z → what becomes of the join
    ("all", [1, 1, 1], "completed"),
    ("all", [1, 0, 0], "completed"),
    ("all", [0, 0, 0], "skipped"),
    ("all_live", [1, 1, 1], "completed"),
    ("all_live", [1, 1, 0], "skipped"),
    ("any", [0, 0, 1], "completed"),
    ("any", [0, 0, 0], "skipped"),
    ({"count": 2}, [1, 0, 1], "completed"),
    ({"count": 2}, [1, 0, 0], "skipped"),
    ("always", [0, 0, 0], "completed"),
]


@pytest.mark.parametrize(("join", "fired", "expected"), JOINED)
def test_r8_join_policies(join: object, fired: list[int], expected: str) -> None:
    ports = [{"main": 1} if each else {"other": 1} for each in fired]
    graph = a_graph(
        FORK, x=do(ports=ports[0]), y=do(ports=ports[1]), z=do(ports=ports[2]), j=a("echo", join=join)
    )

    assert ran(graph).nodes["j"] == expected


def test_r8_any_runs_at_the_first_and_lets_the_rest_continue() -> None:
    run = ran(
        a_graph(
            "start > quick, slow > j", quick=work(seconds=1), slow=work(seconds=5), j=a("echo", join="any")
        )
    )

    assert run.output("j") == "quick"
    assert run.nodes["slow"] == "completed"
    [joined] = run.events("node.completed", "j")
    [slow] = run.events("node.completed", "slow")
    assert joined.at < slow.at


def test_r8_the_rest_of_a_join_can_be_cancelled() -> None:
    graph = a_graph(
        "start > quick, slow; slow > more; quick, more > j; slow > kept",
        quick=work(seconds=1),
        slow=work(seconds=5),
        more=work(seconds=5),
        j=a("echo", join="any", join_rest="cancel"),
    )

    run = ran(graph)

    assert run.nodes["more"] == "skipped"
    assert run.reason("more")["code"] == "join_satisfied"
    assert run.nodes["slow"] == "completed", "it also leads elsewhere"
    assert run.nodes["kept"] == "completed"


def test_r8_what_leads_only_to_a_satisfied_join_is_stopped() -> None:
    graph = a_graph(
        "start > quick, slow > j",
        quick=work(seconds=1),
        slow=work(seconds=500),
        j=a("echo", join="any", join_rest="cancel"),
    )

    run = ran(graph)

    assert run.nodes["slow"] == "cancelled"
    assert run.twin.clock < 1_800_000_100


def test_r9_two_edges_never_run_a_node_twice() -> None:
    run = ran(a_graph("start > a, b, c > j; j > k", j=a("echo", join="any")))

    assert run.count("j") == 1
    assert run.count("k") == 1


INPUTS = [
    ("start > x; x > j", "all", "x"),
    ("start > x, y > j", "all", {"x": "x", "y": "y"}),
    ("start > x, y > j", "all_live", {"x": "x", "y": "y"}),
    ("start > x, y, dead > j", "all", {"x": "x", "y": "y"}),
    ("start > x, dead > j", "all", "x"),
    ("start > x, dead > j", "always", {"x": "x"}),
    ("start > dead > j", "always", None),
]


@pytest.mark.parametrize(("text", "join", "expected"), INPUTS)
def test_r9_input_is_the_one_live_value_or_a_map(text: str, join: str, expected: object) -> None:
    run = ran(a_graph(text, j=a("echo", join=join), dead=do(ports={"other": 1})))

    assert run.output("j") == expected


def test_r10_ready_nodes_run_side_by_side() -> None:
    run = ran(a_graph("start > a, b, c > j", a=work(seconds=5), b=work(seconds=5), c=work(seconds=5)))

    assert run.twin.clock == 1_800_000_005


def test_r10_up_to_the_limit_of_the_run() -> None:
    graph = a_graph(
        "start > a, b, c",
        settings={"concurrency": 1},
        a=work(seconds=5),
        b=work(seconds=5),
        c=work(seconds=5),
    )

    assert ran(graph).twin.clock == 1_800_000_015
