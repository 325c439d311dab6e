"""What expressions of a node saw in an execution: for trying an expression on real data."""

from typing import Any
from uuid import UUID

from django.http import Http404

from builder.access import Actor, Verb, for_actor
from executions.artefacts import restored_value
from executions.engine.frame import output_of
from executions.engine.join import by_source
from executions.models import Event, Execution, NodeRun
from executions.picture import moment

Ports = dict[str, dict[str, Any]]


def seen_scope(actor: Actor, execution: UUID, node: str, path: str) -> dict[str, Any]:
    """The names and values at this node and path. Raises `Http404` for a foreign execution."""
    found = for_actor(actor, Execution.objects.select_related("workflow", "version"), Verb.READ)
    row = found.filter(pk=execution).first()
    if row is None:
        raise Http404("There is no such execution.")
    around = _around(path)
    ports = _ports(row, around)
    outputs = {each: output_of(fired) for each, fired in ports.items() if fired}
    scope: dict[str, Any] = dict(row.inputs) if isinstance(row.inputs, dict) else {}
    scope |= {
        "inputs": row.inputs,
        "outputs": outputs,
        "execution": {
            "id": str(row.pk),
            "created_at": row.created_at.timestamp(),
            "trigger": row.trigger_kind,
            "metadata": row.metadata,
        },
        "workflow": {
            "id": str(row.workflow_id),
            "name": row.workflow.name,
            "version": row.version.number,
        },
        "now": moment(row.started_at or row.created_at),
    }
    scope |= _iteration(row, around)
    came_in = _input(row, node, ports)
    if came_in is not None:
        scope["input"] = came_in
    elif "item" in scope:
        scope["input"] = scope["item"]
    return scope


def _around(path: str) -> list[str]:
    """The path and those around it, from the top level down."""
    steps = path.split("/") if path else []
    return ["", *("/".join(steps[: count + 1]) for count in range(len(steps)))]


def _ports(row: Execution, around: list[str]) -> Ports:
    """What fired, by node: of the last attempt, inner passes hiding nothing of outer ones."""
    runs = NodeRun.objects.filter(execution=row, path__in=around).order_by("attempt")
    return {run.node: restored_value(row.project_id, run.ports) for run in runs if run.ports}


def _iteration(row: Execution, around: list[str]) -> dict[str, Any]:
    """`item` and `index` of the innermost iteration, where there is one."""
    begun = {
        event.path: event.data
        for event in Event.objects.filter(execution=row, kind="iteration.started", path__in=around[1:])
    }
    for path in reversed(around[1:]):
        data = begun.get(path)
        if data is not None:
            return {name: data[name] for name in ("item", "index", "state") if name in data}
    return {}


def _input(row: Execution, node: str, ports: Ports) -> Any:
    arrived = [
        (edge["source"], port, ports[edge["source"]][port])
        for edge in row.version.document.get("edges", ())
        if edge["target"] == node
        and (port := edge.get("source_port", "main")) in ports.get(edge["source"], {})
    ]
    if len(arrived) == 1:
        return arrived[0][2]
    return by_source(arrived) if arrived else None
