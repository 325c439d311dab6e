"""What the caller of a webhook is answered: at once, when the run is done, or what a node of it says."""

import time
from typing import Any

from executions.artefacts import restored_value
from executions.conf import conf
from executions.endings import Endings
from executions.models import Execution, NodeRun
from executions.services.start_execution import Started
from executions.startable import startable
from executions.statuses import NodeStatus, Status
from executions.triggers.webhook.call import Answer

RESPONDS = "web.webhook_respond"
_FIRST_LOOK = 0.02
_LONGEST_PAUSE = 0.5


def answer_to(started: Started, config: Any) -> Answer:
    execution = started.execution
    seconds = min(config.wait_seconds, conf().max_wait_seconds)
    if config.respond == "when_done":
        return _when_done(execution, seconds)
    if config.respond == "by_node":
        return _by_node(execution, seconds)
    return Answer(202, {"execution": str(execution.pk), "duplicate": not started.created})


def _when_done(execution: Execution, seconds: float) -> Answer:
    if not execution.has_ended and not Endings.of_this_process().wait(execution.pk, seconds):
        return _still_running(execution)
    execution.refresh_from_db(fields=["status", "result"])
    if execution.status != Status.COMPLETED:
        return Answer(500, {"execution": str(execution.pk), "status": execution.status})
    return Answer(200, restored_value(execution.project_id, execution.result))


def _still_running(execution: Execution) -> Answer:
    return Answer(202, {"execution": str(execution.pk), "status": "running"})


def _by_node(execution: Execution, seconds: float) -> Answer:
    """The first answering node that has completed; without one, how the run ended."""
    document = startable(execution.version, execution.workflow).document
    nodes = [node["id"] for node in document["nodes"] if node["type"] == RESPONDS]
    until, pause = time.monotonic() + seconds, _FIRST_LOOK
    while True:
        # Asked before the answer is looked for: what completed before the end is then seen.
        ended = execution.has_ended or _has_ended(execution)
        said = _said(execution, nodes)
        if said is not None:
            return said
        if ended:
            return _when_done(execution, 0)
        left = until - time.monotonic()
        if left <= 0:
            return _still_running(execution)
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _has_ended(execution: Execution) -> bool:
    execution.refresh_from_db(fields=["status"])
    return execution.has_ended


def _said(execution: Execution, nodes: list[str]) -> Answer | None:
    runs = NodeRun.objects.filter(execution=execution, node__in=nodes, status=NodeStatus.COMPLETED)
    first = runs.order_by("last_number").first()
    if first is None:
        return None
    value = restored_value(execution.project_id, (first.ports or {}).get("main"))
    if not isinstance(value, dict) or not isinstance(value.get("status"), int):
        return Answer(500, {"execution": str(execution.pk), "status": "no answer"})
    return Answer(value["status"], value.get("body"), value.get("headers") or {})
