"""The value of a secret that a node says is recorded nowhere (R43)."""

from typing import Any

import pytest

from builder.services.create_credential import create_credential
from executions.blanking import BLANK
from executions.models import Event, Execution, LogLine, NodeRun
from tests.integration.executions.stage import a_chain, a_node, a_workflow, an_actor, begin, carry, now

SECRET = "tok-4711-very-secret"


@pytest.fixture(autouse=True)
def _types(spy: None) -> None:
    """The telltale is among the node types."""


def a_run_that_tells(**config: Any) -> Execution:
    actor, project = an_actor()
    credential = create_credential(
        project, actor, type="http_bearer", name="the token", fields={"token": SECRET}
    )
    tell = a_node("tell", "spy.telltale", {"credential": str(credential.pk), **config})
    execution = begin(a_workflow(a_chain(tell), name="telling"))
    carry()
    return now(execution)


def recorded(execution: Execution) -> str:
    """Everything that the database keeps of this execution, as one text."""
    rows: list[Any] = [
        *Event.objects.filter(execution=execution).values(),
        *NodeRun.objects.filter(execution=execution).values(),
        *LogLine.objects.filter(execution=execution).values(),
        *Execution.objects.filter(pk=execution.pk).values(),
    ]
    return repr(rows)


def test_R43_outputs_logs_and_checkpoints_are_blanked() -> None:
    execution = a_run_that_tells()

    assert execution.status == "completed", execution.error
    assert execution.result == {"tell": {"echo": BLANK, BLANK: [f"<{BLANK}>"]}}
    line = LogLine.objects.get(execution=execution)
    assert (line.message, line.data) == (f"sent {BLANK}", {"header": f"Bearer {BLANK}", "parts": [BLANK]})
    assert Event.objects.get(execution=execution, kind="node.checkpoint").data == {"value": {"token": BLANK}}
    assert SECRET not in recorded(execution)


@pytest.mark.parametrize("way", ["breaks", "foreseen"])
def test_R43_errors_and_tracebacks_are_blanked(way: str) -> None:
    execution = a_run_that_tells(**{way: True})

    assert execution.status == "failed"
    assert BLANK in execution.error["message"]
    assert SECRET not in recorded(execution)
