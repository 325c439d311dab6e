"""`projects/{id}/invitations/`: links by which people join a project."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.members import PersonSerializer
from builder.api.serializers import Moment, StrictSerializer
from builder.conf import setting
from builder.models import Invitation, MembershipRole, Project
from builder.services.invite_member import invite_member
from builder.services.revoke_invitation import revoke_invitation


class InvitationSerializer(StrictSerializer):
    id = serializers.UUIDField(read_only=True)
    role = serializers.ChoiceField(MembershipRole.choices)
    email = serializers.EmailField(required=False, allow_blank=True, default="")
    state = serializers.SerializerMethodField()
    invited_by = PersonSerializer(read_only=True, allow_null=True)
    accepted_by = PersonSerializer(read_only=True, allow_null=True)
    created_at = Moment(read_only=True)
    expires_at = Moment(read_only=True)

    def get_state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return "accepted"
        if invitation.revoked_at:
            return "revoked"
        return "open" if invitation.expires_at > timezone.now() else "expired"


class NewInvitationSerializer(InvitationSerializer):
    link = serializers.CharField(read_only=True, help_text="Shown this once. Send it to the person.")


class InvitationsView(ApiView):
    @operation(
        "The invitations of a project",
        tag="projects",
        answers={200: InvitationSerializer(many=True)},
        problems=(403, 404),
    )
    def get(self, request: Request, project: str) -> Response:
        found = self.thing(Project.objects.all(), Verb.ADMINISTER, pk=project)
        return self.page(found.invitations.select_related("invited_by", "accepted_by"), InvitationSerializer)

    @operation(
        "Invite somebody by link",
        tag="projects",
        request=InvitationSerializer,
        answers={201: NewInvitationSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request, project: str) -> Response:
        found = self.thing(Project.objects.all(), Verb.ADMINISTER, pk=project)
        told = self.body(InvitationSerializer)
        invitation, path = invite_member(found, self.actor, **told)
        invitation.link = absolute(request, path)  # type: ignore[attr-defined]
        return Response(NewInvitationSerializer(invitation).data, status=201)


class InvitationView(ApiView):
    @operation("Take an invitation back", tag="projects", answers={204: None}, problems=(403, 404))
    def delete(self, request: Request, project: str, invitation: str) -> Response:
        found = self.thing(Invitation.objects.filter(project_id=project), Verb.ADMINISTER, pk=invitation)
        revoke_invitation(found, self.actor)
        return Response(status=204)


def absolute(request: Any, path: str) -> str:
    """The address of a page for people, under the base URL of the settings if there is one."""
    base = str(setting("BASE_URL")).rstrip("/")
    return f"{base}{path}" if base else str(request.build_absolute_uri(path))
