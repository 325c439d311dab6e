"""`projects/{id}/members/`: who belongs to a project, and in which role."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.serializers import Moment, StrictSerializer
from builder.models import Membership, MembershipRole, Project
from builder.services.change_member import change_member
from builder.services.remove_member import remove_member


class PersonSerializer(StrictSerializer):
    id = serializers.CharField(source="pk")
    name = serializers.SerializerMethodField()

    def get_name(self, user: Any) -> str:
        return str(user.get_full_name() or user.get_username())


class MemberSerializer(StrictSerializer):
    id = serializers.UUIDField(read_only=True)
    user = PersonSerializer(read_only=True)
    role = serializers.ChoiceField(MembershipRole.choices)
    created_at = Moment(read_only=True)


class MembersView(ApiView):
    @operation(
        "The members of a project",
        tag="projects",
        answers={200: MemberSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request, project: str) -> Response:
        found = self.thing(Project.objects.all(), pk=project)
        return self.page(found.memberships.select_related("user"), MemberSerializer)


class MemberView(ApiView):
    @operation(
        "Change the role of a member",
        tag="projects",
        request=MemberSerializer,
        answers={200: MemberSerializer},
        problems=(400, 403, 404, 409),
    )
    def patch(self, request: Request, project: str, member: str) -> Response:
        membership = self.thing(_in(project), Verb.ADMINISTER, pk=member)
        role = self.body(MemberSerializer)["role"]
        return Response(MemberSerializer(change_member(membership, self.actor, role=role)).data)

    @operation(
        "Take a member out of a project, or leave it",
        tag="projects",
        answers={204: None},
        problems=(403, 404, 409),
    )
    def delete(self, request: Request, project: str, member: str) -> Response:
        membership = self.thing(_in(project), pk=member)
        leaving = membership.user_id == request.user.pk and self.actor.token is None
        if not leaving:
            self.authorize(Verb.ADMINISTER, membership)
        remove_member(membership, self.actor)
        return Response(status=204)


def _in(project: str) -> Any:
    return Membership.objects.filter(project_id=project).select_related("user", "project")
