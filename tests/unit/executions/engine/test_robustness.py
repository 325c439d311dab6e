"""Random graphs with everything in them, carried under random commands and lost workers: what must hold of any run."""

import asyncio
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.graph.model import Graph, Node
from executions.engine.options import Options
from executions.engine.port import Command, Parked
from executions.engine.run_state import fold
from executions.engine.scheduler import carry
from executions.engine.states import ENDED, NODE_STATUS, PARKED, UNCERTAIN, WAITING
from executions.engine.twin import Crashed, Twin

from .runs import created, plan_of
from .test_properties import graphs

ACTIONS = ["pause", "resume", "cancel", "retry", "step", "answer", "retry_node", "skip_node", "supply_output"]
MOST_CARRYINGS = 200


@st.composite
def wilder(draw: st.DrawFn) -> Graph:
    """A graph of the other test, with breaks, ends, once nodes, questions, loops that repeat, limits and undo nodes."""
    graph = draw(graphs())
    nodes = tuple(_wilder(draw, node) for node in graph.nodes)
    chosen = {
        "on_failure": draw(st.sampled_from(["fail_fast", "drain"])),
        "concurrency": draw(st.integers(1, 4)),
        "timeout": draw(st.sampled_from([None, None, 15])),
    }
    return Graph(nodes=(*nodes, Node("undoes", "send")), edges=graph.edges, settings=chosen)


def _wilder(draw: st.DrawFn, node: Node) -> Node:
    if node.type == "start" or node.type.startswith("flow."):
        return node
    given: dict[str, Any] = dict(node.settings) | {"join_rest": draw(st.sampled_from(["continue", "cancel"]))}
    if draw(st.integers(0, 3)) == 0:
        given["on_error"] = "park"
    if draw(st.integers(0, 3)) == 0:
        given["undo"] = "undoes"
    kind = draw(st.sampled_from(["", "", "", "send", "breaks", "ends", "whole", "asks", "limit", "child"]))
    config: dict[str, Any] = {
        "breaks": {"breaks": True},
        "ends": {"ends": node.id},
        "whole": {"ends": node.id, "whole": True},
        "asks": {"asks": True, "deadline": 7},
        "child": {"workflow": "other"},
        "send": {"seconds": draw(st.integers(0, 4))},
    }.get(kind, dict(node.config))
    if kind == "limit":
        given["attempt_timeout"] = 2
    script = "send" if kind == "send" else node.type
    return Node(node.id, script, parent=node.parent, config=config, settings=given)


commands = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(ACTIONS),
        st.integers(1, 8),
        st.sampled_from(["", "", "n1[0]", "n2[1]"]),
    ),
    max_size=6,
)


async def carried(graph: Graph, orders: list[tuple[int, str, int, str]], cuts: list[int]) -> Twin:
    plan, twin = plan_of(graph), Twin()
    created(twin, "start")
    for number, (after, action, node, path) in enumerate(orders):
        twin.send(
            Command(f"c{number}", action, f"n{node}", path, {"value": 1, "output": 2}, "ann"),
            twin.clock + after,
        )
    reason, left = "started", sorted(cuts)
    for _ in range(MOST_CARRYINGS):
        twin.crash_at = next((cut for cut in left if cut > len(twin.log)), None)
        options = Options.from_created(twin.log[0].data, execution={"id": "run"}, claim={"reason": reason})
        try:
            verdict = await carry(plan, twin.log, twin, options)
        except Crashed:
            twin.restart()
            reason = "recovered"
            continue
        if not twin.advance(verdict.wake_at if isinstance(verdict, Parked) else None):
            return twin
        reason = "woken"
    raise AssertionError("it goes on for ever")


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(wilder(), commands, st.lists(st.integers(2, 80), max_size=3))
def test_any_run_keeps_its_promises(graph: Graph, orders: list[Any], cuts: list[int]) -> None:
    twin = asyncio.run(carried(graph, orders, cuts))

    assert [event.number for event in twin.log] == list(range(1, len(twin.log) + 1))
    assert_commands_are_answered(twin, len(orders))
    assert_nothing_completes_twice(twin)
    assert_once_is_once(twin)
    assert_nothing_is_left_behind(graph, twin)


def assert_commands_are_answered(twin: Twin, count: int) -> None:
    named = [event.data["command"] for event in twin.log if "command" in event.data]
    assert sorted(named) == sorted(f"c{number}" for number in range(count))


def assert_nothing_completes_twice(twin: Twin) -> None:
    """Between two resets a node run comes to one end."""
    ended: set[tuple[str, str]] = set()
    for event in twin.log:
        place = (event.path, event.node)
        if event.kind == "node.reset":
            ended.discard(place)
        elif event.kind in ("node.completed", "node.failed", "node.skipped", "node.cancelled"):
            assert place not in ended
            ended.add(place)


def assert_once_is_once(twin: Twin) -> None:
    """Every effect has an intent of its own in the log before it, so none was repeated without a decision."""
    intents = [
        event.data.get("idempotency_key")
        for event in twin.log
        if event.kind in ("node.started", "undo.started")
    ]
    for key in {key for key, _, _ in twin.effects}:
        assert sum(1 for each, _, _ in twin.effects if each == key) <= intents.count(key)
    asked = {(event.path, event.node) for event in twin.log if event.kind in ("node.reset", "node.retrying")}
    for key, path, node in twin.effects:
        if node != "undoes" and (path, node) not in asked:
            assert sum(1 for each, _, _ in twin.effects if each == key) == 1


def assert_nothing_is_left_behind(graph: Graph, twin: Twin) -> None:
    plan = plan_of(graph)
    state = fold(plan, twin.log)
    running = [
        f"{frame.path}/{node.id}"
        for frame in state.frames.values()
        for node in frame.body.nodes
        if NODE_STATUS[frame.status[node.index]] == "running" and not node.is_container
    ]
    assert running == [] or state.status == "paused", "what a pause holds back may have begun before a crash"
    if state.status == "completed":
        assert all(status > UNCERTAIN for status in state.root.status)
        assert sum(1 for frame in state.frames.values() if not frame.ended) == 1
    elif state.status in ENDED:
        assert not any(status in (WAITING, PARKED, UNCERTAIN) for status in state.root.status)
    else:
        assert state.status in ("waiting", "parked", "paused")
