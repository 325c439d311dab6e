"""Carrying small graphs in memory, and looking at what became of them."""

import asyncio
from dataclasses import dataclass
from typing import Any

from builder.graph.model import Graph
from executions.engine.events import Event
from executions.engine.options import Options
from executions.engine.plan import Plan, compile_plan
from executions.engine.port import Command, HandedBack, Parked, Verdict
from executions.engine.run_state import RunState, fold
from executions.engine.scheduler import carry
from executions.engine.states import EDGE_STATE, NODE_STATUS
from executions.engine.twin import Crashed, Twin

from .cuts import ends_alike
from .scripts import TYPES


@dataclass
class Ran:
    plan: Plan
    twin: Twin
    verdict: Verdict | None

    @property
    def state(self) -> RunState:
        return fold(self.plan, self.twin.log)

    @property
    def status(self) -> str:
        return self.state.status

    @property
    def result(self) -> Any:
        return self.state.result

    @property
    def error(self) -> Any:
        return self.state.error

    @property
    def nodes(self) -> dict[str, str]:
        """The status of each node at the top level."""
        root = self.state.root
        return {node.id: NODE_STATUS[root.status[node.index]] for node in root.body.nodes}

    @property
    def edges(self) -> dict[str, str]:
        root = self.state.root
        return {edge.id: EDGE_STATE[root.edges[at]] for at, edge in enumerate(root.body.edges)}

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.twin.log]

    def events(self, kind: str, node: str = "") -> list[Event]:
        return [event for event in self.twin.log if event.kind == kind and (not node or event.node == node)]

    def output(self, node: str, path: str = "", port: str = "main") -> Any:
        [event] = [event for event in self.events("node.completed", node) if event.path == path]
        return event.data["ports"][port]

    def input_seen(self, node: str) -> Any:
        return self.output(node)

    def reason(self, node: str) -> dict[str, Any]:
        [event] = self.events("node.skipped", node)
        return event.data["reason"]

    def count(self, node: str) -> int:
        """How often the node was called, in all places."""
        return sum(1 for _, name in self.twin.calls if name == node)

    def sent(self, node: str) -> int:
        return sum(1 for _, _, name in self.twin.effects if name == node)


def created(
    twin: Twin,
    inputs: Any = None,
    *,
    trigger: str = "",
    mode: str = "run",
    **options: Any,
) -> None:
    data = {
        "inputs": {} if inputs is None else inputs,
        "trigger": {"node": trigger},
        "mode": mode,
        "options": options,
    }
    twin.log.append(Event(1, "execution.created", twin.clock, data=data))


async def carry_on(plan: Plan, twin: Twin, reason: str = "started", **facts: Any) -> Verdict:
    """Carry the execution as far as it goes, moving the clock on whenever it is parked, until nothing moves it."""
    while True:
        known: dict[str, Any] = {"execution": {"id": "run"}, "claim": {"reason": reason}, **facts}
        options = Options.from_created(twin.log[0].data, **known)
        verdict = await carry(plan, twin.log, twin, options)
        if isinstance(verdict, HandedBack):
            return verdict
        if not twin.advance(verdict.wake_at if isinstance(verdict, Parked) else None):
            return verdict
        reason = "woken"


async def recover(plan: Plan, twin: Twin, crash_at: int) -> Verdict:
    """Carry until the worker is lost after so many events, and then take over from the log."""
    twin.crash_at = crash_at
    try:
        return await carry_on(plan, twin)
    except Crashed:
        twin.restart()
        return await carry_on(plan, twin, "recovered")


def plan_of(graph: Graph) -> Plan:
    return compile_plan(graph, TYPES)


def ran(
    graph: Graph,
    inputs: Any = None,
    *,
    commands: list[tuple[float, Command]] | None = None,
    cuts: bool = True,
    **given: Any,
) -> Ran:
    """Run a graph to its end, or as far as it goes, and again with the log cut after every event.

    `commands` come in so many seconds after the start. Without `cuts`: where the run is a race against the clock,
    which a lost worker changes.
    """
    plan, twin = plan_of(graph), Twin()
    created(twin, inputs, **given)
    for after, command in commands or ():
        twin.send(command, twin.clock + after)
    verdict = asyncio.run(carry_on(plan, twin))
    if cuts:
        ends_alike(plan, twin, commands or [], {"inputs": inputs, **given})
    return Ran(plan, twin, verdict)


def told(
    action: str, node: str = "", path: str = "", *, id: str = "", by: str = "ann", **payload: Any
) -> Command:
    return Command(id or f"{action}-{path}-{node}", action, node, path, payload, by)
