"""The same run with its worker lost after every event: it must come to the same end (R30, R33)."""

import asyncio
from typing import Any

from executions.engine.plan import Plan
from executions.engine.port import Command
from executions.engine.run_state import fold
from executions.engine.states import NODE_STATUS
from executions.engine.twin import Twin

MOST_CUTS = 60
UNSURE = {"uncertain", "parked"}


def ends_alike(
    plan: Plan, twin: Twin, commands: list[tuple[float, Command]], options: dict[str, Any]
) -> None:
    """Assert that a cut after any event of this run changes nothing but what a `once` node makes uncertain."""
    from .runs import created, recover

    whole = summary(plan, twin)
    for cut in range(1, len(twin.log), max(1, len(twin.log) // MOST_CUTS)):
        again = Twin()
        created(again, **options)
        for after, command in commands:
            again.send(command, again.clock + after)
        asyncio.run(recover(plan, again, cut))
        found = summary(plan, again)
        assert [event.number for event in again.log] == list(range(1, len(again.log) + 1)), "gapless"
        assert_nothing_repeated(again)
        if UNSURE.isdisjoint(found["nodes"].values()) or not UNSURE.isdisjoint(whole["nodes"].values()):
            assert found == whole, f"cut after {cut}: {twin.log[cut - 1]}"


def summary(plan: Plan, twin: Twin) -> dict[str, Any]:
    state = fold(plan, twin.log)
    return {
        "status": state.status,
        "result": state.result,
        "error": state.error,
        "nodes": {node.id: NODE_STATUS[state.root.status[node.index]] for node in plan.root.nodes},
        "ports": {plan.root.nodes[index].id: ports for index, ports in state.root.ports.items()},
        "frames": sorted(state.frames),
    }


def assert_nothing_repeated(twin: Twin) -> None:
    """A committed result is never computed again, and a `once` node never runs twice without anybody saying so."""
    resets = {(event.path, event.node) for event in twin.log if event.kind == "node.reset"}
    completed = [(event.path, event.node) for event in twin.log if event.kind == "node.completed"]
    doubled = {place for place in completed if completed.count(place) > 1} - resets
    assert not doubled
