"""`node-types/` and `credential-types/`: what palette and inspector are drawn from."""

from functools import cache
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.serializers import Mapped, StrictSerializer
from builder.catalogue import catalogue
from nodes.base import NodeType
from nodes.form import describe, describe_credential, describe_ports

KEY = OpenApiParameter("key", str, OpenApiParameter.PATH)


class PortSerializer(StrictSerializer):
    key = serializers.CharField()
    title = serializers.CharField(allow_blank=True)


class PortsSerializer(StrictSerializer):
    inputs = PortSerializer(many=True)
    outputs = PortSerializer(many=True)


class NodeTypeSerializer(StrictSerializer):
    """A node type as the palette shows it and as its form is drawn."""

    key = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField()
    icon = serializers.CharField()
    summary = serializers.CharField()
    version = serializers.IntegerField()
    role = serializers.CharField()
    effect = serializers.CharField()
    where = serializers.CharField()
    face = serializers.CharField(allow_blank=True)
    keywords = serializers.ListField(child=serializers.CharField())
    docs = serializers.CharField(allow_blank=True)
    schema = serializers.DictField(help_text="The JSON Schema of the config, with `x-…` hints for the form.")
    output_schema = serializers.DictField(allow_null=True)
    ports = PortsSerializer()
    computed_ports = serializers.BooleanField()
    port_rule = serializers.DictField(allow_null=True)
    retries = serializers.BooleanField()
    cached_for = serializers.FloatField(allow_null=True)
    lazy_fields = serializers.ListField(child=serializers.CharField())
    bare_fields = serializers.ListField(child=serializers.CharField())
    examples = serializers.ListField(child=serializers.DictField())
    credential_types = serializers.ListField(child=serializers.CharField())


class CredentialTypeSerializer(StrictSerializer):
    key = serializers.CharField()
    title = serializers.CharField()
    icon = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    schema = serializers.DictField()
    secret_fields = serializers.ListField(child=serializers.CharField())
    testable = serializers.BooleanField()
    suggested_hosts = serializers.ListField(child=serializers.CharField())


class NodeTypesSerializer(StrictSerializer):
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = NodeTypeSerializer(many=True)


class CredentialTypesSerializer(StrictSerializer):
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = CredentialTypeSerializer(many=True)


@cache
def described() -> list[dict[str, Any]]:
    return [describe(declared) for declared in catalogue().all()]


def _known(key: str) -> NodeType:
    declared = catalogue().get(key)
    if declared is None:
        raise Http404(f"There is no node type “{key[:80]}” here.")
    return declared


class NodeTypesView(ApiView):
    pagination_class = None

    @operation(
        "All node types", tag="node types", answers={200: NodeTypesSerializer}, operation_id="node_types_list"
    )
    def get(self, request: Request) -> Response:
        return Response({"next": None, "previous": None, "results": described()})


class NodeTypeView(ApiView):
    @operation(
        "One node type",
        tag="node types",
        parameters=[KEY],
        answers={200: NodeTypeSerializer},
        problems=(404,),
    )
    def get(self, request: Request, key: str) -> Response:
        return Response(describe(_known(key)))


class NodePortsView(ApiView):
    @operation(
        "The ports of a node with this config",
        tag="node types",
        parameters=[KEY],
        request=OpenApiTypes.OBJECT,
        answers={200: PortsSerializer},
        problems=(400, 404),
    )
    def post(self, request: Request, key: str) -> Response:
        declared = _known(key)
        config = Mapped().run_validation(request.data)
        return Response(describe_ports(declared.ports_for(config)))


class CredentialTypesView(ApiView):
    pagination_class = None

    @operation(
        "All credential types",
        tag="credentials",
        answers={200: CredentialTypesSerializer},
        operation_id="credential_types_list",
    )
    def get(self, request: Request) -> Response:
        results = [describe_credential(declared) for declared in catalogue().credential_types()]
        return Response({"next": None, "previous": None, "results": results})
