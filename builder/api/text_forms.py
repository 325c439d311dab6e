"""`workflows/import/` and `…/export/`: workflows as text, for git and from elsewhere."""

from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.problems import refuse
from builder.api.serializers import Mapped, StrictSerializer, Text
from builder.api.versions import document_named
from builder.api.workflow_serializers import WorkflowSerializer
from builder.api.workflows import DETAILED, workflow_answer
from builder.graph.text import FORMS
from builder.services.import_workflow import import_workflow
from builder.texts import READABLE, as_text, described, form_named, from_text

MAX_TEXT = 10_000_000


class ImportSerializer(StrictSerializer):
    """Either a document, or a text and its form."""

    document = Mapped(required=False)
    text = Text(required=False, max_length=MAX_TEXT, trim_whitespace=False)
    form = serializers.ChoiceField(list(READABLE), required=False, default="json")
    name = Text(max_length=200, required=False, default="")


class UnboundSerializer(StrictSerializer):
    """A field that named something of another place."""

    node = serializers.CharField()
    field = serializers.CharField()
    kind = serializers.ChoiceField(["credential", "workflow"])
    title = serializers.CharField()
    accepts = serializers.ListField(child=serializers.CharField())


class TranslatedSerializer(StrictSerializer):
    """What became of a part of a workflow of another product."""

    verdict = serializers.ChoiceField(["translated", "approximated", "not"])
    message = serializers.CharField()
    node = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True, help_text="What it was called there.")
    field = serializers.CharField(allow_blank=True)


class ImportedSerializer(WorkflowSerializer):
    report = TranslatedSerializer(
        many=True, help_text="For `n8n`: what was translated, approximated, or not."
    )
    unbound = UnboundSerializer(many=True, help_text="What must be chosen again.")


class ImportView(ApiView):
    @operation(
        "Make a workflow from a text or a document; nothing is run",
        tag="workflows",
        parameters=[PROJECT],
        request=ImportSerializer,
        answers={201: ImportedSerializer},
        problems=(400, 403, 404, 413),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.EDIT)
        told: dict[str, Any] = self.body(ImportSerializer)
        if ("document" in told) == ("text" in told):
            raise refuse("document", "Send either `document` or `text`.")
        given = from_text(told["text"], told["form"]) if "text" in told else described(told["document"])
        workflow, unbound = import_workflow(self.project, self.actor, given, name=told["name"])
        answer = workflow_answer(workflow, 201)
        answer.data["report"] = [entry.as_json() for entry in given.report]
        answer.data["unbound"] = [one.as_json() for one in unbound]
        return answer


class ExportView(ApiView):
    @operation(
        "A workflow as text that is stable in git",
        tag="workflows",
        parameters=[
            OpenApiParameter("as", str, enum=list(FORMS), description="`json` if it is left out."),
            OpenApiParameter(
                "version", str, description="A number, `published` or `draft` (if it is left out)."
            ),
        ],
        answers={
            (200, form.media_type): OpenApiTypes.STR if form.name == "python" else OpenApiTypes.OBJECT
            for form in FORMS.values()
        },
        problems=(400, 404),
    )
    def get(self, request: Request, workflow: str) -> HttpResponse:
        found = self.thing(DETAILED, pk=workflow)
        form = form_named(request.query_params.get("as", "json"))
        document = document_named(found, "version", request.query_params.get("version", "draft"))
        name = f"{slugify(found.name) or 'workflow'}{form.suffix}"
        return HttpResponse(
            as_text(found, document, form.name),
            content_type=f"{form.media_type}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )
