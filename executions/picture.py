"""An execution as the API and the sockets show it: its row, the state of each node, and which edges are live."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Max

from executions.eta import eta_seconds
from executions.models import Execution, NodeRun
from executions.statuses import SETTLED, NodeStatus

_URGENCY = (
    NodeStatus.RUNNING, NodeStatus.PARKED, NodeStatus.UNCERTAIN, NodeStatus.WAITING, NodeStatus.FAILED,
    NodeStatus.COMPLETED, NodeStatus.CANCELLED, NodeStatus.SKIPPED, NodeStatus.PENDING,
)  # fmt: skip


def moment(value: datetime | float | None) -> str | None:
    """ISO 8601 in UTC."""
    if value is None:
        return None
    if isinstance(value, int | float):
        value = datetime.fromtimestamp(value, UTC)
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def short(execution: Execution) -> dict[str, Any]:
    """What lists show. Needs workflow, version and created_by joined."""
    return {
        "id": str(execution.pk),
        "workflow": str(execution.workflow_id),
        "workflow_name": execution.workflow.name,
        "version": {"id": str(execution.version_id), "number": execution.version.number},
        "project": str(execution.project_id),
        "status": execution.status,
        "status_reason": execution.status_reason,
        "trigger": {"node": execution.trigger_node, "kind": execution.trigger_kind},
        "mode": execution.mode,
        "priority": execution.priority,
        "error": execution.error,
        "progress": execution.progress,
        "created_at": moment(execution.created_at),
        "started_at": moment(execution.started_at),
        "finished_at": moment(execution.finished_at),
        "wake_up_at": moment(execution.wake_up_at),
        "created_by": str(execution.created_by) if execution.created_by is not None else None,
        "last_event": execution.last_event,
        "parent": str(execution.parent_id) if execution.parent_id else None,
    }


def whole(
    execution: Execution, *, document: dict[str, Any] | None = None, begun: bool = True
) -> dict[str, Any]:
    """Everything of one execution but its log. Who has the document at hand saves reading it again."""
    document = execution.version.document if document is None else document
    nested = any(node.get("parent") for node in document.get("nodes", ()))
    states = node_states(execution, nested=nested) if begun else {}
    return {
        **short(execution),
        "eta_seconds": eta_seconds(execution),
        "inputs": execution.inputs,
        "result": execution.result,
        "metadata": execution.metadata,
        "node_states": states,
        "edge_states": edge_states(document.get("edges", ()), states),
        "counts": counts(document.get("nodes", ()), states),
    }


def counts(nodes: Iterable[Any], states: dict[str, Any]) -> dict[str, int]:
    """How many nodes stand where."""
    counted: dict[str, int] = {}
    for node in nodes:
        status = states.get(node["id"], {}).get("status", "pending")
        counted[status] = counted.get(status, 0) + 1
    return counted


def node_states(execution: Execution, *, nested: bool = True) -> dict[str, dict[str, Any]]:
    """By node id: the last attempt at the top level; for nodes in containers the most urgent of their runs."""
    states: dict[str, dict[str, Any]] = {}
    for run in NodeRun.objects.filter(execution=execution, path="").order_by("attempt"):
        states[run.node] = state_of(run)
    if not nested:
        return states
    inner = (
        NodeRun.objects.filter(execution=execution)
        .exclude(path="")
        .values("node", "status")
        .annotate(runs=Count("node"), last=Max("last_number"))
        .order_by()
    )
    by_node: dict[str, dict[str, tuple[int, int]]] = {}
    for row in inner:
        by_node.setdefault(row["node"], {})[row["status"]] = (row["runs"], row["last"])
    chosen = {node: next(each for each in _URGENCY if each in found) for node, found in by_node.items()}
    wanted = [by_node[node][status][1] for node, status in chosen.items()]
    for run in NodeRun.objects.filter(execution=execution, last_number__in=wanted).exclude(path=""):
        if run.status == chosen.get(run.node):
            states[run.node] = {**state_of(run), "runs": {k: v[0] for k, v in by_node[run.node].items()}}
    return states


def state_of(run: NodeRun) -> dict[str, Any]:
    """One node run as JSON."""
    retrying = run.status == NodeStatus.FAILED and bool(run.wait) and (run.wait or {}).get("kind") == "retry"
    ports = run.ports
    total = run.iterations_total
    counting = total is not None or run.iterations_done or run.iterations_failed
    return {
        "status": NodeStatus.WAITING.value if retrying else run.status,
        "attempts": run.attempt,
        "started_at": moment(run.started_at),
        "finished_at": moment(run.finished_at),
        "latency_ms": run.latency_ms,
        "cached": run.cached,
        "output": (ports or {}).get("main") if ports else None,
        "ports": ports,
        "error": run.error,
        "reason": run.reason,
        "wait": run.wait,
        "notes": run.notes,
        "path": run.path,
        "iterations": {"total": total, "done": run.iterations_done, "failed": run.iterations_failed}
        if counting
        else None,
    }


def edge_states(edges: Iterable[Any], states: dict[str, dict[str, Any]]) -> dict[str, str]:
    """An edge is live if its source fired its port, dead if the source is settled otherwise (R5)."""
    found = {}
    for edge in edges:
        state = states.get(edge["source"])
        if state is None or state["status"] not in SETTLED:
            continue
        fired = edge.get("source_port", "main") in (state["ports"] or {})
        found[edge["id"]] = "live" if fired else "dead"
    return found
