"""Why an execution is not running, in one sentence and a code (R38)."""

from typing import Any

from django.utils import timezone

from executions.models import Execution, NodeRun
from executions.picture import moment
from executions.process_signs import alive
from executions.statuses import NodeStatus, Status


def why(execution: Execution) -> dict[str, Any]:
    """`{"code", "message", …}` for the execution, and the same for each of its nodes that waits."""
    return {**_why_execution(execution), "status": execution.status, "nodes": _why_nodes(execution)}


def _why_execution(execution: Execution) -> dict[str, Any]:
    status = execution.status
    if execution.has_ended:
        return {"code": "ended", "message": f"It is {status} since {moment(execution.finished_at)}."}
    if execution.lease_owner and execution.lease_expires_at is not None:
        return _why_leased(execution)
    if status in (Status.QUEUED, Status.RUNNING) or (execution.due_at and execution.due_at <= timezone.now()):
        return _why_queued(execution)
    if status == Status.WAITING:
        until = f" until {moment(execution.wake_up_at)}" if execution.wake_up_at else ""
        return {"code": "waiting", "message": f"It waits{until}.", "until": moment(execution.wake_up_at)}
    reason = f": {execution.status_reason}" if execution.status_reason else ""
    return {"code": str(status), "message": f"It is {status}{reason}."}


def _why_leased(execution: Execution) -> dict[str, Any]:
    expires = execution.lease_expires_at
    assert expires is not None
    left = (expires - timezone.now()).total_seconds()
    if any(process.name == execution.lease_owner for process in alive("worker")):
        return {
            "code": "running",
            "message": f"Worker {execution.lease_owner} carries it.",
            "worker": execution.lease_owner,
        }
    if left > 0:
        return {
            "code": "worker_silent",
            "message": f"Worker {execution.lease_owner} has fallen silent. Its lease expires in {left:.0f} s,"
            " then another one takes over.",
            "worker": execution.lease_owner,
        }
    return {"code": "lease_expired", "message": "Its worker died. It waits for another one to take over."}


def _why_queued(execution: Execution) -> dict[str, Any]:
    workers = [each for each in alive("worker") if execution.queue in each.queues]
    if not workers:
        return {
            "code": "no_worker",
            "message": f"No worker serves the queue “{execution.queue}”. Start one: manage.py worker.",
            "queue": execution.queue,
        }
    if all(each.carrying >= each.concurrency for each in workers):
        return {
            "code": "workers_busy",
            "message": f"All {len(workers)} workers of the queue “{execution.queue}” are full.",
            "queue": execution.queue,
        }
    return {"code": "queued", "message": "A worker will take it in a moment."}


def _why_nodes(execution: Execution) -> list[dict[str, Any]]:
    waiting = (NodeStatus.WAITING, NodeStatus.PARKED, NodeStatus.UNCERTAIN)
    runs = NodeRun.objects.filter(execution=execution, status__in=waiting).order_by("last_number")[:100]
    return [
        {
            "node": run.node,
            "path": run.path,
            "code": (run.wait or {}).get("kind") or run.status,
            "message": _why_node(run),
            "since": moment(run.started_at),
        }
        for run in runs
    ]


def _why_node(run: NodeRun) -> str:
    wait = run.wait or {}
    until = wait.get("until") or wait.get("deadline")
    if run.status == NodeStatus.PARKED:
        return f"{run.node} stopped for a person: {(run.error or {}).get('message', 'it failed')}"
    if run.status == NodeStatus.UNCERTAIN:
        return f"Nobody knows whether {run.node} took effect before its worker died. Decide what to do."
    words = {
        "child": "the workflow that it started",
        "approval": "an approval",
        "form": "a form",
        "time": "time",
    }
    ending = f" until {moment(until)}" if isinstance(until, int | float) else ""
    return f"{run.node} waits for {words.get(str(wait.get('kind')), 'an answer')}{ending}."
