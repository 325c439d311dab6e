"""What tests of executions are played with: a project, workflows of few nodes, and a carrier that runs to the end."""

import asyncio
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from builder.access import Actor
from builder.models import Membership, Project, Workflow
from builder.services.create_workflow import create_workflow
from builder.services.publish_version import publish_version
from executions.carrier import Carrier
from executions.models import Event, Execution
from executions.services.start_execution import Start, start_execution


def an_actor(name: str = "alice", project: str = "team") -> tuple[Actor, Project]:
    """Somebody who owns a project."""
    user, _ = get_user_model().objects.get_or_create(username=name, email=f"{name}@example.org")
    row, _ = Project.objects.get_or_create(slug=project, defaults={"name": project})
    Membership.objects.get_or_create(project=row, user=user, defaults={"role": "owner"})
    return Actor(user), row


def a_node(identifier: str, kind: str, config: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"id": identifier, "type": kind, "config": config or {}, **more}


def a_chain(*nodes: dict[str, Any], **document: Any) -> dict[str, Any]:
    """A manual start, these nodes one after the other, and the edges between them."""
    every = [a_node("start", "trigger.manual"), *nodes]
    edges = [{"source": a["id"], "target": b["id"]} for a, b in pairwise(every)]
    return {"format": 1, "nodes": every, "edges": edges, **document}


GREETING = a_chain(
    a_node("greet", "data.set", {"fields": {"text": "Hello {{ name }}"}}),
    a_node("done", "flow.end", {"result": "{{ outputs.greet.text }}"}),
    inputs={"type": "object", "properties": {"name": {"type": "string", "default": "you"}}},
)
APPROVAL = a_chain(
    a_node("ask", "people.approval", {"title": "May it go on?"}),
    a_node("done", "flow.end", {"result": "{{ outputs.ask }}"}),
)
APPROVAL["edges"][1]["source_port"] = "approved"


def a_workflow(document: dict[str, Any] = GREETING, name: str = "greeting", actor: str = "alice") -> Workflow:
    """A published workflow of somebody's project."""
    who, project = an_actor(actor)
    workflow = create_workflow(project, who, name=name, document=document)
    publish_version(workflow, who)
    return Workflow.objects.select_related("project", "published").get(pk=workflow.pk)


def begin(workflow: Workflow, inputs: Any = None, **start: Any) -> Execution:
    """Start it and leave it for whoever carries."""
    who, _ = an_actor()
    return start_execution(workflow, who, Start(inputs=inputs, **start)).execution


def carry(seconds: float = 10.0) -> None:
    """Carry whatever is due, in this process, until nothing is."""
    asyncio.run(asyncio.wait_for(_carry(), seconds))


async def _carry() -> None:
    carrier = Carrier(name="tests")
    await carrier.start()
    try:
        while await carrier.take_due():
            await carrier.idle()
    finally:
        await carrier.stop()


def now(execution: Execution | UUID) -> Execution:
    """The row as it stands."""
    pk = execution if isinstance(execution, UUID) else execution.pk
    return Execution.objects.select_related("workflow", "version", "created_by").get(pk=pk)


def kinds(execution: Execution) -> list[str]:
    """The kinds of its events, in order. Fails if a number is missing."""
    events = list(Event.objects.filter(execution=execution).order_by("number"))
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    return [event.kind for event in events]
