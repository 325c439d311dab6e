"""An execution that always has something to do still hears what it is told (R24)."""

import time

import pytest

from executions.models import Execution
from executions.services.give_command import give_command
from executions.statuses import ENDED
from tests.integration.executions.stage import a_node, a_workflow, begin, now
from tests.integration.executions.test_api import CarriedMeanwhile

ENDLESS = {
    "format": 1,
    "nodes": [
        a_node("start", "trigger.manual"),
        a_node("again", "flow.while", {"condition": "true", "max_iterations": 100_000}),
        a_node("keep", "data.set", {"fields": {"x": "1"}}, parent="again"),
    ],
    "edges": [{"source": "start", "target": "again"}],
}


def wait_until_it_is(execution: Execution, statuses: set[str], seconds: float = 20) -> str:
    end = time.monotonic() + seconds
    while now(execution).status not in statuses and time.monotonic() < end:
        time.sleep(0.1)
    return now(execution).status


@pytest.mark.parametrize(("action", "status"), [("cancel", "cancelled"), ("pause", "paused")])
def test_R24_a_loop_that_never_waits_hears_a_command(action: str, status: str) -> None:
    execution = begin(a_workflow(ENDLESS))

    with CarriedMeanwhile():
        wait_until_it_is(execution, {"running"})
        give_command(execution.pk, action)
        reached = wait_until_it_is(execution, {status, *ENDED})
        give_command(execution.pk, "cancel") if action == "pause" else None
        wait_until_it_is(execution, set(ENDED))

    assert reached == status
    assert now(execution).last_event < 3 * 100_000
