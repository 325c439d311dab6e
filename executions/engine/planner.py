"""What follows from what was settled: nodes that can be decided now, and decided once (R5–R8, R10)."""

from typing import Any

from executions.engine import join
from executions.engine.cancelling import cancel_region
from executions.engine.desk import Desk
from executions.engine.frame import Frame
from executions.engine.partial import Opening, why_not_reached
from executions.engine.states import DEAD, PENDING

EDGES_NAMED = 20


def decide(desk: Desk) -> None:
    """Decide every touched node that can be: make it ready, or skip it and look at what follows from that."""
    touched = desk.state.touched
    done = 0
    while done < len(touched):
        frame, index = touched[done]
        done += 1
        if frame.status[index] != PENDING or frame.closing is not None or frame.ended:
            continue
        verdict = answer_for(desk, frame, index)
        if verdict == join.RUN:
            desk.make_ready(frame, index)
            if index in frame.body.cancelling_joins:
                cancel_region(desk, frame, index)
        elif verdict == join.SKIP:
            skip(desk, frame, index, dead_edges(frame, index))
    touched.clear()


def answer_for(desk: Desk, frame: Frame, index: int) -> int:
    opening = desk.state.opening
    if frame.parent is None and opening is not None and index in opening.starts:
        return join.RUN
    settings = frame.body.nodes[index].settings
    return join.answer(
        settings.join, settings.count, frame.undecided[index], frame.live[index], frame.dead(index)
    )


def skip(desk: Desk, frame: Frame, index: int, reason: dict[str, Any]) -> None:
    desk.write("node.skipped", frame.body.nodes[index].id, frame.path, {"reason": reason})


def dead_edges(frame: Frame, index: int) -> dict[str, Any]:
    """The reason of a node that is skipped because of what came before it."""
    body = frame.body
    dead = [edge for edge, _, _ in body.nodes[index].into if frame.edges[edge] == DEAD]
    named = [body.edges[edge] for edge in dead[:EDGES_NAMED]]
    sources = ", ".join(dict.fromkeys(edge.source for edge in named))
    more = " and others" if len(dead) > EDGES_NAMED else ""
    return {
        "code": "dead_edges",
        "edges": [edge.id for edge in named],
        "message": f"Nothing came from {sources}{more}.",
    }


def open_run(desk: Desk, opening: Opening) -> None:
    """Settle what takes no part in this run, and what another execution has computed (R27, R44)."""
    root = desk.state.root
    for node in desk.plan.root.nodes:
        if root.status[node.index] != PENDING:
            continue
        if node.index in opening.provided:
            given = desk.options.provided[node.id]
            data = {
                "ports": dict(given.ports),
                "provenance": {"execution": given.execution},
                "started_at": desk.now,
            }
            desk.write("node.completed", node.id, "", data, 1)
        elif node.index not in opening.reached:
            skip(desk, root, node.index, why_not_reached(desk.plan, node.index, opening))
