"""`workflows/`: lists of workflows, new ones, and the draft of each."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.problems import refuse
from builder.api.workflow_extras import extras_for
from builder.api.workflow_serializers import (
    ConflictSerializer,
    NewWorkflowSerializer,
    WorkflowChangeSerializer,
    WorkflowSerializer,
    WorkflowShortSerializer,
)
from builder.models import Workflow
from builder.services.archive_workflow import archive_workflow
from builder.services.create_workflow import create_workflow
from builder.services.save_draft import save_draft

ORDERINGS: Final = ("updated_at", "-updated_at", "created_at", "-created_at", "name", "-name")
LISTED = Workflow.objects.select_related("published", "project").defer("document", "published__document")
FILTERS = [
    PROJECT,
    OpenApiParameter("search", str, description="Words in the name or the description."),
    OpenApiParameter("tag", str),
    OpenApiParameter("archived", bool, description="The archived ones instead."),
    OpenApiParameter("published", bool, description="Only those with or without a published version."),
    OpenApiParameter("ordering", str, enum=list(ORDERINGS)),
    OpenApiParameter("page_size", int),
]
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="The same key twice makes one workflow."
)


def workflow_answer(workflow: Workflow, status: int = 200) -> Response:
    """One workflow with its draft."""
    return Response(
        WorkflowSerializer(workflow, context={"extras": extras_for([workflow])}).data, status=status
    )


class WorkflowsView(ApiView):
    @operation(
        "The workflows of a project",
        tag="workflows",
        parameters=FILTERS,
        answers={200: WorkflowShortSerializer(many=True)},
        problems=(400, 404),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        chosen = self._chosen(LISTED.filter(project=self.project))
        rows = self.paginate_queryset(chosen) or []
        written = WorkflowShortSerializer(rows, many=True, context={"extras": extras_for(rows)})
        return self.get_paginated_response(written.data)

    @operation(
        "Make a workflow",
        tag="workflows",
        parameters=[PROJECT, IDEMPOTENCY_KEY],
        request=NewWorkflowSerializer,
        answers={201: WorkflowSerializer},
        problems=(400, 403, 404, 409, 413),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.EDIT)
        told = self.body(NewWorkflowSerializer)
        return workflow_answer(
            create_workflow(self.project, self.actor, **told, idempotency_key=idempotency_key(request)), 201
        )

    def _chosen(self, workflows: QuerySet[Workflow]) -> QuerySet[Workflow]:
        asked = self.request.query_params
        workflows = workflows.filter(archived_at__isnull=not _flag(asked, "archived", False))
        if "published" in asked:
            workflows = workflows.filter(published__isnull=not _flag(asked, "published", True))
        for word in asked.get("search", "").split()[:10]:
            workflows = workflows.filter(Q(name__icontains=word) | Q(description__icontains=word))
        if tag := asked.get("tag"):
            tagged = Workflow.objects.filter(project=self.project).values_list("pk", "tags")
            workflows = workflows.filter(pk__in=[pk for pk, tags in tagged if tag in tags])
        ordering = asked.get("ordering", "-updated_at")
        if ordering not in ORDERINGS:
            raise refuse("ordering", f"Order by one of {', '.join(ORDERINGS)}.")
        return workflows.order_by(ordering, "-pk")


class WorkflowView(ApiView):
    @operation(
        "A workflow with its draft", tag="workflows", answers={200: WorkflowSerializer}, problems=(404,)
    )
    def get(self, request: Request, workflow: str) -> Response:
        return workflow_answer(self.thing(DETAILED, pk=workflow))

    @operation(
        "Change the draft, name, description or tags",
        tag="workflows",
        request=WorkflowChangeSerializer,
        answers={200: WorkflowSerializer, (409, "application/problem+json"): ConflictSerializer},
        problems=(400, 403, 404, 413),
    )
    def patch(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, Verb.EDIT, pk=workflow)
        return workflow_answer(save_draft(found, self.actor, **self.body(WorkflowChangeSerializer)))

    @operation("Archive a workflow", tag="workflows", answers={204: None}, problems=(403, 404))
    def delete(self, request: Request, workflow: str) -> Response:
        archive_workflow(self.thing(DETAILED, Verb.EDIT, pk=workflow), self.actor)
        return Response(status=204)


DETAILED = Workflow.objects.select_related("published", "project").defer("published__document")


def idempotency_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 200 or not key.isprintable():
        raise refuse("Idempotency-Key", "An idempotency key has at most 200 printable characters.")
    return key


def _flag(asked: Any, name: str, default: bool) -> bool:
    text = asked.get(name, "true" if default else "false").lower()
    if text not in ("true", "false"):
        raise refuse(name, f"`{name}` is true or false.")
    return bool(text == "true")
