"""The runs that the browser's fold must read as the engine does: `python -m tests.unit.executions.engine.contract_cases`.

Each case holds the shape of the plan, the events, and what they come to at the top level.
"""

import json
from pathlib import Path
from typing import Any

from executions.engine.events import Event
from executions.engine.states import EDGE_STATE, UNDECIDED_EDGE

from .graphs import a, a_graph, a_scope, a_while, do, each, send, work
from .runs import Ran, ran, told

FILE = Path(__file__).parents[3] / "contracts" / "run-fold.json"


def cases() -> list[dict[str, Any]]:
    return [_case(name, run) for name, run in _runs()]


def _runs() -> list[tuple[str, Ran]]:
    failing = a_graph("start > a > b > c", b=do(fails=1))
    loop = a_graph(
        "start > loop > after; loop: x > y", loop=each([1, 2, 3]), y=do(fails=1, when="{{ item == 2 }}")
    )
    dropping = a_graph(
        "start > loop > after; loop: x",
        loop=each([1, 2, 3], on_item_error="drop"),
        x=do(fails=1, when="{{ item == 2 }}"),
    )
    branches = a_graph("start > if; if.true > yes > end; if.false > no > end", **{"if": do(condition=True)})
    caught = a_graph("start > s > fine; s.error > caught; s: x > y", s=a_scope(), x=do(fails=1))
    routed = a_graph("start > a > b; a.error > c", a=do(fails=1, on_error="route"))
    ended = a_graph("start > end; start > slow > after", end=do(ends=1, whole=True), slow=work(seconds=9))
    raced = a_graph(
        "start > quick, slow > j",
        quick=work(seconds=1),
        slow=work(seconds=9),
        j=a("echo", join="any", join_rest="cancel"),
    )
    return [
        ("a chain", ran(a_graph("start > a > b > c"))),
        ("a branch not taken", ran(branches)),
        ("another trigger", ran(a_graph("start > a > j; start_b > b > j"), trigger="start")),
        ("a node that is tried again", ran(a_graph("start > a > b", a=a("fetch", fails=2, kind="transient")))),
        ("an error port", ran(routed)),
        ("a failure", ran(failing)),
        ("a failure that is retried", ran(failing, commands=[(60, told("retry"))])),
        ("a failure beside what runs", ran(a_graph("start > a; start > slow", a=work(seconds=1, fails=1), slow=work(seconds=9)))),
        ("a parked node", ran(a_graph("start > a > b", a=do(fails=9, on_error="park")))),
        ("an output by hand", ran(a_graph("start > a > b", a=do(fails=9, on_error="park")), commands=[(9, told("supply_output", "a", output=1))])),
        ("a node that somebody skips", ran(a_graph("start > a > b", a=do(fails=9, on_error="park")), commands=[(9, told("skip_node", "a"))])),
        ("a wait", ran(a_graph("start > a > b", a=do(waits=60)))),
        ("an answer to come", ran(a_graph("start > a > b", a=do(asks=True)))),
        ("an answer", ran(a_graph("start > a > b", a=do(asks=True)), commands=[(9, told("answer", "a", value=1))])),
        ("a loop", ran(a_graph("start > loop > after; loop: x > y", loop=each([1, 2, 3], concurrency=2)))),
        ("a loop that drops an item", ran(dropping)),
        ("a loop that stops", ran(loop)),
        ("a loop that is driven again", ran(loop, commands=[(60, told("retry"))])),
        ("a while", ran(a_graph("start > loop; loop: x", loop=a_while("index < 3")))),
        ("a loop that is left", ran(a_graph("start > loop > after; loop: x", loop=each([1, 2, 3]), x=do(breaks=True, when="{{ item == 2 }}")))),
        ("a scope that catches", ran(caught)),
        ("an end of the whole run", ran(ended)),
        ("the rest of a join", ran(raced)),
        ("a pause", ran(a_graph("start > a > b", a=work(seconds=9)), commands=[(5, told("pause"))], cuts=False)),
        ("a breakpoint", ran(a_graph("start > a > b"), breakpoints=["a"])),
        ("a cancellation", ran(a_graph("start > a > b", a=work(seconds=9)), commands=[(5, told("cancel"))])),
        ("a compensation", ran(a_graph("start > a > b; undo_a", a=do(undo="undo_a"), b=do(fails=1), undo_a=send()))),
        ("a run that is out of time", ran(a_graph("start > a", settings={"timeout": 5}, a=work(seconds=9)))),
    ]  # fmt: skip


def _case(name: str, run: Ran) -> dict[str, Any]:
    state = run.state
    root = run.plan.root
    return {
        "name": name,
        "plan": {
            "nodes": [{"id": node.id, "parent": node.parent} for node in run.plan.graph.nodes],
            "edges": [
                {"id": edge.id, "source": edge.source, "source_port": edge.source_port, "target": edge.target}
                for edge in run.plan.graph.edges
            ],
        },
        "events": [_as_json(event) for event in run.twin.log],
        "expected": {
            "status": state.status,
            "result": state.result,
            "error": state.error and state.error["message"],
            "last": state.number,
            "nodes": {
                node: {"status": status, "attempts": _attempts(run, node)}
                for node, status in run.nodes.items()
            },
            "edges": {
                edge.id: EDGE_STATE[state.root.edges[at]]
                for at, edge in enumerate(root.edges)
                if state.root.edges[at] != UNDECIDED_EDGE
            },
            "iterations": {node.id: _iterations(run, node.id) for node in root.nodes if node.is_container},
        },
    }


def _as_json(event: Event) -> dict[str, Any]:
    return {
        "number": event.number,
        "kind": event.kind,
        "at": event.at,
        "node": event.node,
        "path": event.path,
        "attempt": event.attempt,
        "data": event.data,
    }


def _attempts(run: Ran, node: str) -> int:
    """The highest attempt that was told; a node that completed without one had one."""
    ran_kinds = (
        "node.started",
        "node.completed",
        "node.failed",
        "node.retrying",
        "node.waiting",
        "node.parked",
    )
    told_attempts = [
        max(event.attempt, 1) for kind in ran_kinds for event in run.events(kind, node) if event.path == ""
    ]
    return max(told_attempts, default=0)


def _iterations(run: Ran, node: str) -> dict[str, Any]:
    """How many passes have come to a result, and how many have failed and were not driven again since."""
    last = {
        event.path: event.kind
        for event in run.twin.log
        if event.kind.startswith("iteration.") and event.node == node
    }
    kinds = list(last.values())
    totals = [event.data.get("total") for event in run.events("node.started", node)]
    return {
        "total": totals[-1] if totals else None,
        "done": kinds.count("iteration.completed"),
        "failed": kinds.count("iteration.failed"),
    }


def as_text() -> str:
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FILE.write_text(as_text())
