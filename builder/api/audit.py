"""`audit/`: who did what in a project."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.serializers import Moment, StrictSerializer
from builder.models import AuditEntry


class AuditEntrySerializer(StrictSerializer):
    id = serializers.UUIDField()
    at = Moment()
    actor = serializers.CharField()
    action = serializers.CharField()
    thing_kind = serializers.CharField()
    thing_id = serializers.CharField()
    thing_name = serializers.CharField()
    details = serializers.DictField()


class AuditView(ApiView):
    @operation(
        "The audit log of a project, newest first",
        tag="audit",
        parameters=[
            PROJECT,
            OpenApiParameter("action", str),
            OpenApiParameter("thing", str, description="An id."),
        ],
        answers={200: AuditEntrySerializer(many=True)},
        problems=(403, 404),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.ADMINISTER)
        entries = AuditEntry.objects.filter(project=self.project)
        if action := request.query_params.get("action"):
            entries = entries.filter(action=action)
        if thing := request.query_params.get("thing"):
            entries = entries.filter(thing_id=thing)
        return self.page(entries, AuditEntrySerializer)
