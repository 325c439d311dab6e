"""`workflows/{id}/scope/`: the names that an expression of a node may use, for completion."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.expressions import scope_of_execution
from builder.api.serializers import Flag, Mapped, StrictSerializer, Text
from builder.api.workflows import DETAILED
from builder.catalogue import catalogue
from builder.drafts import read_draft
from builder.graph.completions import scope_schema
from builder.surroundings import surroundings_of


class ScopeSerializer(StrictSerializer):
    node = Text(max_length=200)
    document = Mapped(required=False, help_text="Any document; the draft if it is left out.")
    execution = serializers.UUIDField(required=False, help_text="Take types and values from its outputs too.")
    lazy = Flag(
        required=False, default=False, help_text="For the fields that are evaluated inside a container."
    )


class ScopeView(ApiView):
    @operation(
        "What an expression of a node may use, as a JSON Schema",
        tag="expressions",
        request=ScopeSerializer,
        answers={200: OpenApiTypes.OBJECT},
        problems=(404, 413),
    )
    def post(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, Verb.READ, pk=workflow)
        told: dict[str, Any] = self.body(ScopeSerializer)
        draft = read_draft(told.get("document", found.document))
        samples: dict[str, Any] = {}
        if "execution" in told:
            samples = scope_of_execution(self.actor, told["execution"], told["node"], "").get("outputs", {})
        surroundings = surroundings_of(found.project, without=found)
        schema = scope_schema(
            draft.graph, told["node"], catalogue(), samples, surroundings=surroundings, lazy=told["lazy"]
        )
        return Response(schema)
