"""Starts an execution: checks what it is given, writes the row that is the promise, and sends a wake-up."""

import hashlib
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from builder.access import Actor
from builder.ids import uuid7
from builder.models import Workflow, WorkflowVersion
from builder.refusals import Clash
from executions import failpoints, queues
from executions.live.announce import announce_created
from executions.models import Event, Execution
from executions.services.check_inputs import check_inputs
from executions.services.check_start import check_start
from executions.services.choose_version import choose_version
from executions.services.partial_start import earlier_outputs
from executions.startable import Startable, startable


@dataclass(frozen=True, slots=True)
class Start:
    """What is asked for. Everything but the workflow has a default."""

    inputs: Any = None
    version: str | int = "published"
    mode: str = "run"
    trigger_node: str = ""
    trigger_kind: str = "manual"
    metadata: dict[str, Any] = field(default_factory=dict)
    priority: str = "default"
    queue: str = ""
    idempotency_key: str | None = None
    breakpoints: tuple[str, ...] = ()
    from_execution: UUID | None = None
    from_node: str = ""
    to_node: str = ""
    deadline: float | None = None
    parent: UUID | None = None
    parent_node: str = ""
    parent_path: str = ""
    depth: int = 0
    fits_schema: bool = True
    """Off for what a trigger hands over as its own type declares it."""


@dataclass(frozen=True, slots=True)
class Started:
    execution: Execution
    created: bool
    """False when the idempotency key had started it before (R28)."""


def start_execution(workflow: Workflow, actor: Actor, start: Start) -> Started:
    """The caller has checked that the actor may run the workflow.

    Raises `Wrong` for inputs that do not fit, `Unsound` for a graph with errors, `Clash` when the idempotency key
    belongs to a start with other inputs. When it returns, the start is durable.
    """
    earlier = earlier_outputs(workflow, start.from_execution, start.from_node)
    given = start.inputs if start.inputs is not None or earlier is None else earlier.inputs
    version = choose_version(workflow, start.version, actor)
    ready = startable(version, workflow)
    ready.refuse_errors()
    check_start(
        ready,
        trigger=start.trigger_node,
        from_node=start.from_node,
        to_node=start.to_node,
        breakpoints=start.breakpoints,
    )
    inputs = check_inputs(given, ready.inputs_schema if start.fits_schema else {})
    digest = _digest(workflow, inputs)
    if start.idempotency_key:
        known = _known(workflow, start.idempotency_key, digest)
        if known is not None:
            return Started(known, created=False)
    options = _options(start, version, earlier.outputs if earlier is not None else {})
    execution = _row(workflow, version, actor, start, inputs, options, digest, ready)
    try:
        _write(execution, version, options)
    except IntegrityError:
        known = _known(workflow, start.idempotency_key, digest)
        if known is None:
            raise
        return Started(known, created=False)
    return Started(execution, created=True)


def _digest(workflow: Workflow, inputs: Any) -> str:
    return hashlib.sha256(workflow.pk.bytes + orjson.dumps(inputs, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _known(workflow: Workflow, key: str | None, digest: str) -> Execution | None:
    found = (
        Execution.objects.filter(project_id=workflow.project_id, idempotency_key=key).first() if key else None
    )
    if found is not None and found.inputs_digest != digest:
        raise Clash(
            "This idempotency key has started an execution with other inputs. Use a new key for a new start.",
            code="idempotency_mismatch",
            execution=str(found.pk),
        )
    return found


def _options(start: Start, version: WorkflowVersion, provided: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {"pins": version.number is None}
    if start.breakpoints:
        options["breakpoints"] = list(start.breakpoints)
    for name, value in (
        ("from_node", start.from_node),
        ("to_node", start.to_node),
        ("deadline", start.deadline),
    ):
        if value:
            options[name] = value
    if provided:
        options["provided"] = provided
    if start.depth:
        options["depth"] = start.depth
    return options


def _row(
    workflow: Workflow,
    version: WorkflowVersion,
    actor: Actor,
    start: Start,
    inputs: Any,
    options: dict[str, Any],
    digest: str,
    ready: Startable,
) -> Execution:
    return Execution(
        id=uuid7(),
        project_id=workflow.project_id,
        workflow=workflow,
        version=version,
        trigger_node=start.trigger_node or ready.only_trigger(start.trigger_kind),
        trigger_kind=start.trigger_kind,
        mode=start.mode,
        priority=start.priority,
        queue=start.queue or queues.QUEUE_OF_PRIORITY[start.priority],
        inputs=inputs,
        metadata=start.metadata,
        options={name: value for name, value in options.items() if name != "provided"},
        idempotency_key=start.idempotency_key or None,
        inputs_digest=digest,
        parent_id=start.parent,
        parent_node=start.parent_node,
        parent_path=start.parent_path,
        depth=start.depth,
        nodes_total=ready.nodes_total,
        next_event=2,
        # By the database's clock, which is also the one that a claim looks at.
        due_at=Now(),
        hinted_at=Now(),
        created_by=actor.person,
    )


def _write(execution: Execution, version: WorkflowVersion, options: dict[str, Any]) -> None:
    with transaction.atomic():
        execution.save(force_insert=True)
        Event.objects.create(
            execution=execution,
            number=1,
            kind="execution.created",
            at=time.time(),
            data={
                "inputs": execution.inputs,
                "trigger": {"node": execution.trigger_node, "kind": execution.trigger_kind},
                "mode": execution.mode,
                "options": {**options, "seed": str(execution.pk)},
                "version": version.number,
            },
        )
        failpoints.reach("start.before_commit")
        transaction.on_commit(lambda: _after(execution))


def _after(execution: Execution) -> None:
    queues.wake_up(execution.pk, execution.queue)
    announce_created(execution)
