"""`workflows/{id}/versions/`: publish, list, compare and restore immutable versions."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.members import PersonSerializer
from builder.api.problems import refuse
from builder.api.serializers import Moment, StrictSerializer, Text, Value, Whole
from builder.api.workflow_serializers import ConflictSerializer, WorkflowSerializer
from builder.api.workflows import DETAILED, workflow_answer
from builder.graph.changes import compare
from builder.models import Workflow, WorkflowVersion
from builder.services.publish_version import publish_version
from builder.services.restore_version import restore_version


class VersionShortSerializer(StrictSerializer):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    message = serializers.CharField()
    author = PersonSerializer(allow_null=True)
    content_hash = serializers.CharField(help_text="Of what it does; layout and notes left out.")
    created_at = Moment()


class VersionSerializer(VersionShortSerializer):
    document = Value()


class PublishSerializer(StrictSerializer):
    message = Text(max_length=5_000, required=False, allow_blank=True, default="")
    revision = Whole(
        min_value=1, required=False, help_text="Publish only if the draft is still at this revision."
    )


class RestoreSerializer(StrictSerializer):
    revision = Whole(min_value=1, help_text="The revision of the draft that you saw.")


class PublishView(ApiView):
    @operation(
        "Publish the draft as a version",
        tag="versions",
        request=PublishSerializer,
        answers={201: VersionSerializer},
        problems=(400, 403, 404, 409, 422),
    )
    def post(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, Verb.PUBLISH, pk=workflow)
        version = publish_version(found, self.actor, **self.body(PublishSerializer))
        return Response(VersionSerializer(version).data, status=201)


class VersionsView(ApiView):
    @operation(
        "The published versions, newest first",
        tag="versions",
        answers={200: VersionShortSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, pk=workflow)
        return self.page(_numbered(found).defer("document"), VersionShortSerializer)


class VersionView(ApiView):
    @operation(
        "One version with its document", tag="versions", answers={200: VersionSerializer}, problems=(404,)
    )
    def get(self, request: Request, workflow: str, number: int) -> Response:
        return Response(VersionSerializer(_version(self.thing(DETAILED, pk=workflow), number)).data)


class RestoreView(ApiView):
    @operation(
        "Make a version the draft again",
        tag="versions",
        request=RestoreSerializer,
        answers={200: WorkflowSerializer, (409, "application/problem+json"): ConflictSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request, workflow: str, number: int) -> Response:
        found = self.thing(DETAILED, Verb.EDIT, pk=workflow)
        version = _version(found, number)
        return workflow_answer(restore_version(version, self.actor, **self.body(RestoreSerializer)))


class CompareView(ApiView):
    @operation(
        "What differs between two versions",
        tag="versions",
        parameters=[
            OpenApiParameter("a", str, required=True, description="A number, or `draft`, or `published`."),
            OpenApiParameter("b", str, description="The same; the draft if it is left out."),
        ],
        answers={200: OpenApiTypes.OBJECT},
        problems=(400, 404),
    )
    def get(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, pk=workflow)
        asked = request.query_params
        sides = [document_named(found, name, asked.get(name, "draft")) for name in ("a", "b")]
        return Response(compare(*sides).as_json())


def document_named(workflow: Workflow, parameter: str, which: str) -> Any:
    """The document of `draft`, `published` or a number. Raises 400 for another word and 404 for a version not there."""
    if which == "draft":
        return workflow.document
    if which == "published" and workflow.published is not None:
        return workflow.published.document
    if not which.isascii() or not which.isdigit() or len(which) > 9:
        raise refuse(parameter, "Name a version by its number, or say `draft` or `published`.")
    return _version(workflow, int(which)).document


def _numbered(workflow: Workflow) -> QuerySet[WorkflowVersion]:
    versions = WorkflowVersion.objects.filter(workflow=workflow, number__isnull=False).select_related(
        "author"
    )
    return versions.order_by("-number")


def _version(workflow: Workflow, number: int) -> WorkflowVersion:
    found = _numbered(workflow).filter(number=number).select_related("workflow__project").first()
    if found is None:
        raise Http404(f"This workflow has no version {number}.")
    return found
