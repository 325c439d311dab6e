"""Where a run starts, what takes part, how it ends (R27, R44–R46)."""

from .graphs import a, a_graph, do, each, work
from .runs import ran


def test_r44_the_other_trigger_and_what_only_it_reaches_are_skipped() -> None:
    graph = a_graph("start > a > j; start_b > b > j; j > k", j=a("echo", join="all_live"))

    run = ran(graph, trigger="start")

    assert run.nodes == {"start": "completed", "a": "completed", "j": "completed"} | {
        "start_b": "skipped",
        "b": "skipped",
        "k": "completed",
    }
    assert run.reason("b")["code"] == "other_trigger"
    assert run.output("j") == {"a": "a"}, "a policy about several gives a map"


def test_r44_a_node_that_nothing_leads_to_does_not_run() -> None:
    run = ran(a_graph("start > a; lonely > b"))

    assert run.nodes["lonely"] == "skipped"
    assert run.nodes["b"] == "skipped"
    assert run.reason("lonely")["code"] == "unreachable"
    assert run.status == "completed"


def test_r44_without_a_trigger_to_choose_it_fails() -> None:
    two = ran(a_graph("start > a; start_b > b"))
    wrong = ran(a_graph("start > a"), trigger="a")

    assert two.error["code"] == wrong.error["code"] == "no_trigger"


def test_r45_the_result_is_what_the_one_end_says() -> None:
    assert ran(a_graph("start > a > end", end=do(ends={"n": 1}))).result == {"n": 1}


def test_r45_several_ends_give_an_object() -> None:
    run = ran(a_graph("start > one; start > two", one=do(ends=1), two=do(ends=None)))

    assert run.result == {"one": 1, "two": None}


def test_r45_without_an_end_it_is_the_last_outputs() -> None:
    run = ran(a_graph("start > a > b; start > c; start > d", d=do(ports={})))

    assert run.result == {"b": "b", "c": "c"}


def test_r45_an_end_may_end_the_whole_run() -> None:
    graph = a_graph(
        "start > quick > end; start > slow > after",
        quick=work(seconds=1),
        slow=work(seconds=100),
        end=do(ends="done", whole=True),
    )

    run = ran(graph)

    assert run.result == "done"
    assert run.nodes["slow"] == "cancelled"
    assert run.reason("after")["code"] == "run_ended"
    assert run.status == "completed"
    assert run.twin.clock == 1_800_000_001


def test_r45_also_from_inside_a_loop() -> None:
    graph = a_graph(
        "start > loop > after; loop: x > y",
        loop=each([1, 2, 3]),
        x=do(ends="{{ item }}", whole="{{ item == 2 }}"),
    )

    run = ran(graph)

    assert run.result == 2
    assert run.nodes == {"start": "completed", "loop": "cancelled", "after": "skipped"}


def test_r45_an_end_inside_a_loop_ends_only_its_branch() -> None:
    run = ran(
        a_graph("start > loop > end; loop: x", loop=each([1, 2]), x=do(ends="{{ item }}"), end=a("echo"))
    )

    assert run.output("loop") == [1, 2]
    assert run.result == {"end": [1, 2]}


def test_r46_a_disabled_node_hands_its_input_on() -> None:
    run = ran(a_graph("start > a > b > c", a=do(value=5), b=do(value=9, disabled=True), c=a("echo")))

    assert run.output("c") == 5
    assert run.count("b") == 0


def test_r46_a_disabled_container_likewise() -> None:
    run = ran(
        a_graph("start > a > loop > c; loop: x", a=do(value=5), loop=each([1], disabled=True), c=a("echo"))
    )

    assert run.output("c") == 5
    assert run.count("x") == 0


def test_r46_a_disabled_trigger_never_fires() -> None:
    run = ran(a_graph("start > a", start=a("start", disabled=True)), trigger="start")

    assert run.status == "failed"
    assert run.error["code"] == "no_trigger"


PROVIDED = {
    "start": {"ports": {"main": {}}, "execution": "e1"},
    "a": {"ports": {"main": 5}, "execution": "e1"},
}


def test_r27_run_from_here_takes_the_earlier_outputs() -> None:
    graph = a_graph("start > a > b > c; start > other", b=do(value="{{ outputs.a + 1 }}"), c=a("echo"))

    run = ran(graph, from_node="b", provided=PROVIDED)

    assert run.output("c") == 6
    assert run.count("a") == 0
    assert run.events("node.completed", "a")[0].data["provenance"] == {"execution": "e1"}
    assert run.reason("other")["code"] == "not_reached"


def test_r27_the_node_to_run_from_runs_whatever_came_before() -> None:
    run = ran(a_graph("start > a > b > c"), from_node="b")

    assert run.nodes == {"start": "skipped", "a": "skipped", "b": "completed", "c": "completed"}


def test_r27_run_up_to_here() -> None:
    run = ran(a_graph("start > a > b > c; start > d > b; start > e"), to_node="b")

    assert run.nodes == {
        "start": "completed",
        "a": "completed",
        "b": "completed",
        "c": "skipped",
        "d": "completed",
        "e": "skipped",
    }
    assert run.reason("c")["code"] == "not_reached"


def test_r27_run_up_to_here_takes_what_is_given_but_runs_the_node_itself() -> None:
    given = {**PROVIDED, "b": {"ports": {"main": "old"}, "execution": "e1"}}

    run = ran(a_graph("start > a > b > c"), to_node="b", provided=given)

    assert run.count("a") == 0
    assert run.output("b") == "b"


def test_r27_pins_count_in_test_runs_only() -> None:
    graph = a_graph("start > a > b", a=work(seconds=9, pin={"value": "pinned"}), b=a("echo"))

    test_run, real_run = ran(graph, pins=True), ran(graph)

    assert test_run.output("b") == "pinned"
    assert test_run.events("node.completed", "a")[0].data["provenance"] == {"pin": True}
    assert real_run.output("b") == "a"


def test_r27_a_node_that_is_not_there_fails_the_run_with_a_sentence() -> None:
    assert "not in this version" in ran(a_graph("start > a"), to_node="gone").error["message"]
