"""`session/`: who asks, where that person may do what, and what this installation can do."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.serializers import StrictSerializer
from builder.conf import setting
from builder.models import Membership

features: dict[str, Any] = {}
"""What other apps say of themselves to the front end, by name."""


class SessionUserSerializer(StrictSerializer):
    id = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    is_staff = serializers.BooleanField()


class SessionProjectSerializer(StrictSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    role = serializers.CharField()
    verbs = serializers.ListField(child=serializers.CharField())


class SessionSerializer(StrictSerializer):
    user = SessionUserSerializer()
    projects = SessionProjectSerializer(many=True)
    version = serializers.CharField()
    features = serializers.DictField()


class SessionView(ApiView):
    @operation("Who am I, and where may I do what", tag="session", answers={200: SessionSerializer})
    def get(self, request: Request) -> Response:
        told = {
            "user": _user(request.user),
            "projects": self._projects(),
            "version": str(setting("VERSION")),
            "features": {name: value() if callable(value) else value for name, value in features.items()},
        }
        return Response(told)

    def _projects(self) -> list[dict[str, Any]]:
        verbs = self.actor.verbs_by_project
        memberships = Membership.objects.filter(user=self.actor.person, project_id__in=list(verbs))
        return [
            {
                "id": membership.project_id,
                "name": membership.project.name,
                "slug": membership.project.slug,
                "role": membership.role,
                "verbs": sorted(verbs[membership.project_id]),
            }
            for membership in memberships.select_related("project").order_by("pk")
        ]


def _user(user: Any) -> dict[str, Any]:
    return {
        "id": str(user.pk),
        "name": user.get_full_name() or user.get_username(),
        "email": getattr(user, "email", ""),
        "is_staff": bool(user.is_staff),
    }
