"""The examples that come along run as they are, to the result that they promise."""

import asyncio
from typing import Any

import pytest

from builder.catalogue import catalogue
from builder.drafts import read_draft
from builder.services.first_steps import examples
from executions.engine.events import Event
from executions.engine.options import Options
from executions.engine.plan import compile_plan
from executions.engine.run_state import fold
from executions.engine.scheduler import carry
from executions.engine.twin import Twin

RESULTS: dict[str, Any] = {
    "Say hello": "Hello Ada, welcome to your first workflow.",
    "Decide on a refund": {"decision": "refunded", "message": "Grace gets 42 back."},
    "Report on orders": (
        "# 4 orders, 281.5 in all\n- Grace, Compiler: 120\n- Alan, Tape: 108\n- Ada, Notes: 40\n- Ada, Tea: 13.5"
    ),
}


def ran(document: dict[str, Any], inputs: dict[str, Any]) -> Any:
    plan = compile_plan(read_draft(document).graph, catalogue())
    created = {
        "inputs": inputs,
        "trigger": {"node": "start", "kind": "manual"},
        "mode": "run",
        "options": {},
        "version": "",
    }
    twin = Twin()
    twin.record([Event(1, "execution.created", twin.now(), data=created)])

    asyncio.run(
        carry(plan, list(twin.log), twin, Options.from_created(created, execution={"id": "x"}, workflow={}))
    )

    return fold(plan, twin.log)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["name"])
def test_it_runs_without_any_input_to_its_result(example: dict[str, Any]) -> None:
    state = ran(example["document"], {})

    assert state.status == "completed", state.error
    assert state.result == RESULTS[example["name"]]


def test_the_other_way_is_taken_too() -> None:
    example = next(one for one in examples() if one["name"] == "Decide on a refund")

    state = ran(example["document"], {"customer": "Alan", "amount": 900})

    assert state.result == {"decision": "review", "message": "900 for Alan is for a person to decide."}
