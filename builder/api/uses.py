"""`…/uses/`: which workflows name a credential, a variable or a workflow."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.serializers import StrictSerializer
from builder.models import Credential, Variable, Workflow
from builder.services.find_uses import FoundUse, find_uses


class UseSerializer(StrictSerializer):
    workflow = serializers.UUIDField()
    name = serializers.CharField()
    node = serializers.CharField(allow_blank=True)
    field = serializers.CharField()
    where = serializers.ChoiceField(["draft", "published"])


class UsesSerializer(StrictSerializer):
    results = UseSerializer(many=True)


def _told(found: list[FoundUse]) -> Response:
    return Response({"results": [use.as_json() for use in found]})


class CredentialUsesView(ApiView):
    @operation(
        "Which workflows use a credential", tag="credentials", answers={200: UsesSerializer}, problems=(404,)
    )
    def get(self, request: Request, credential: str) -> Response:
        found = self.thing(Credential.objects.select_related("project"), pk=credential)
        return _told(find_uses(found.project, "credentials", str(found.pk)))


class VariableUsesView(ApiView):
    @operation(
        "Which workflows use a variable", tag="variables", answers={200: UsesSerializer}, problems=(404,)
    )
    def get(self, request: Request, variable: str) -> Response:
        found = self.thing(Variable.objects.select_related("project"), pk=variable)
        return _told(find_uses(found.project, "variables", found.name))


class WorkflowUsesView(ApiView):
    @operation(
        "Which workflows call a workflow", tag="workflows", answers={200: UsesSerializer}, problems=(404,)
    )
    def get(self, request: Request, workflow: str) -> Response:
        found = self.thing(Workflow.objects.select_related("project"), pk=workflow)
        return _told(find_uses(found.project, "workflows", str(found.pk)))
