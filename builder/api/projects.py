"""`projects/`: the projects of a person, new ones, and their names."""

from django.db.models import Count, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb, for_actor
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.problems import ApiProblem
from builder.api.serializers import Moment, StrictSerializer, Text
from builder.models import Project
from builder.services.create_project import create_project
from builder.services.rename_project import rename_project


class ProjectSerializer(StrictSerializer):
    id = serializers.UUIDField(read_only=True)
    name = Text(max_length=120)
    slug = serializers.CharField(read_only=True)
    created_at = Moment(read_only=True)
    workflows = serializers.IntegerField(read_only=True, source="workflow_count")
    members = serializers.IntegerField(read_only=True, source="member_count")


def _counted() -> QuerySet[Project]:
    return Project.objects.annotate(
        workflow_count=Count("workflows", distinct=True), member_count=Count("memberships", distinct=True)
    )


class ProjectsView(ApiView):
    @operation("Your projects", tag="projects", answers={200: ProjectSerializer(many=True)})
    def get(self, request: Request) -> Response:
        return self.page(for_actor(self.actor, _counted()), ProjectSerializer)

    @operation(
        "Make a project; you become its owner",
        tag="projects",
        request=ProjectSerializer,
        answers={201: ProjectSerializer},
        problems=(400, 403),
    )
    def post(self, request: Request) -> Response:
        if self.actor.token is not None:
            raise ApiProblem(403, "A token belongs to one project. Sign in to make another.")
        project = create_project(self.actor, name=self.body(ProjectSerializer)["name"])
        return Response(ProjectSerializer(_counted().get(pk=project.pk)).data, status=201)


class ProjectView(ApiView):
    @operation("One project", tag="projects", answers={200: ProjectSerializer}, problems=(404,))
    def get(self, request: Request, project: str) -> Response:
        return Response(ProjectSerializer(self.thing(_counted(), pk=project)).data)

    @operation(
        "Rename a project",
        tag="projects",
        request=ProjectSerializer,
        answers={200: ProjectSerializer},
        problems=(400, 403, 404),
    )
    def patch(self, request: Request, project: str) -> Response:
        found = self.thing(Project.objects.all(), Verb.ADMINISTER, pk=project)
        rename_project(found, self.actor, name=self.body(ProjectSerializer)["name"])
        return Response(ProjectSerializer(_counted().get(pk=found.pk)).data)
