"""One workflow of more than 25 types, validated as the canvas does it and run by the engine in memory."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.graph.document import parse
from builder.graph.validation import validate
from executions.engine.events import Event
from executions.engine.options import Options
from executions.engine.plan import compile_plan
from executions.engine.port import Command, Parked
from executions.engine.run_state import fold
from executions.engine.scheduler import carry
from executions.engine.twin import Twin
from executions.engine.twin_context import TwinContext
from nodes.registry import Registry
from nodes.testing_context import MemoryFiles, MemoryStore

DOCUMENT = json.loads((Path(__file__).parent / "order_desk.json").read_text(encoding="utf-8"))
REGISTRY = Registry.discover(entry_point_group="none")
ORDERS = [
    {
        "order": 1,
        "lines": [{"sku": " tea", "count": "4"}, {"sku": "cake", "count": 1}, {"sku": "TEA", "count": 4}],
    },
    {"order": 2, "lines": [{"sku": "milk", "count": "2"}, {"sku": "milk", "count": 0}]},
]


class Context(TwinContext):
    artefacts = MemoryFiles()
    store = MemoryStore()


async def run(inputs: dict[str, Any], answer: dict[str, Any]) -> Any:
    graph = parse(DOCUMENT).graph
    assert graph is not None
    plan, twin = compile_plan(graph, REGISTRY), Twin()
    twin.context = Context
    created = {"inputs": inputs, "trigger": {"node": "start"}, "mode": "run", "options": {}}
    twin.log.append(Event(1, "execution.created", twin.clock, data=created))
    while True:
        options = Options.from_created(created, execution={"id": "run"}, claim={"reason": "started"})
        verdict = await carry(plan, twin.log, twin, options)
        if isinstance(verdict, Parked) and any(event.node == "ask" for event in twin.log):
            twin.send(Command("answer", "answer", "ask", "", {"value": answer}, "ada"))
        if not twin.advance(verdict.wake_at if isinstance(verdict, Parked) else None):
            return fold(plan, twin.log)


def test_it_uses_more_than_25_types_and_has_no_error() -> None:
    problems = [problem for problem in validate(DOCUMENT, REGISTRY) if problem.severity == "error"]

    assert problems == []
    assert len({node["type"] for node in DOCUMENT["nodes"]}) > 25


@pytest.mark.parametrize(("country", "rate"), [("DE", 0.19), ("FR", 0)])
async def test_it_runs_to_its_end(country: str, rate: float) -> None:
    Context.store = MemoryStore()

    state = await run({"orders": ORDERS, "country": country}, {"decision": "approve"})

    assert (state.error, state.status) == (None, "completed")
    assert state.result == {
        "letter": "Run 1\n- 1: 24.0\n- 2: 2.4",
        "top": [{"sku": "CAKE", "order": 1, "total": 14}, {"sku": "TEA", "order": 1, "total": 10.0}],
        "small": [{"sku": "MILK", "order": 2, "total": 2.4}],
        "rate": rate,
        "parcels": 2,
        "added": 2,
        "changed": 1,
        "equal": False,
        "note": "No stock of CAKE",
        "countdown": [3, 2, 1],
        "search": ["CAKE", "TEA"],
        "rows": 3,
        "refused": [{"order": 2, "why": "0 is less than the minimum of 1"}],
        "released": "approved",
    }
