"""The workflows that the benchmarks run, and how one is started."""

from itertools import pairwise
from typing import Any

from django.contrib.auth import get_user_model

from builder.access import Actor
from builder.models import Membership, Project, Workflow
from builder.services.create_workflow import create_workflow
from builder.services.publish_version import publish_version
from executions.models import Execution
from executions.services.start_execution import Start, start_execution


def an_owner() -> tuple[Actor, Project]:
    user, _ = get_user_model().objects.get_or_create(username="bench", email="bench@example.org")
    project, _ = Project.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    Membership.objects.get_or_create(project=project, user=user, defaults={"role": "owner"})
    return Actor(user), project


def published(name: str, document: dict[str, Any]) -> Workflow:
    actor, project = an_owner()
    workflow = create_workflow(project, actor, name=name, document=document)
    publish_version(workflow, actor)
    return Workflow.objects.select_related("project", "published").get(pk=workflow.pk)


def begin(workflow: Workflow, inputs: Any = None, queue: str = "") -> Execution:
    return start_execution(workflow, an_owner()[0], Start(inputs=inputs, queue=queue)).execution


def chain(*nodes: dict[str, Any]) -> dict[str, Any]:
    every = [{"id": "start", "type": "trigger.manual"}, *nodes]
    edges = [{"source": a["id"], "target": b["id"]} for a, b in pairwise(every)]
    return {"format": 1, "nodes": every, "edges": edges}


GREETING = chain(
    {"id": "greet", "type": "data.set", "config": {"fields": {"text": "Hello {{ inputs.name }}"}}},
    {"id": "done", "type": "flow.end", "config": {"result": "{{ outputs.greet.text }}"}},
)


def no_ops(count: int) -> dict[str, Any]:
    return chain(*({"id": f"n{number}", "type": "flow.noop"} for number in range(count)))


def fan(count: int) -> dict[str, Any]:
    """One node, then so many side by side, then one that joins them."""
    middle = [f"m{number}" for number in range(count)]
    return {
        "format": 1,
        "nodes": [
            {"id": "start", "type": "trigger.manual"},
            *({"id": name, "type": "flow.noop"} for name in middle),
            {"id": "join", "type": "flow.noop"},
        ],
        "edges": [
            *({"source": "start", "target": name} for name in middle),
            *({"source": name, "target": "join"} for name in middle),
        ],
    }
