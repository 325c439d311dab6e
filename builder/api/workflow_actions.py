"""What can be done to a workflow besides changing it: validate, duplicate, take back from the archive."""

from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.serializers import StrictSerializer, Text, Value
from builder.api.workflow_serializers import FoundProblemsSerializer, WorkflowSerializer
from builder.api.workflows import DETAILED, workflow_answer
from builder.drafts import problems_of
from builder.services.duplicate_workflow import duplicate_workflow
from builder.services.unarchive_workflow import unarchive_workflow
from builder.surroundings import surroundings_of


class ToValidateSerializer(StrictSerializer):
    document = Value(required=False, help_text="Any document; the draft if it is left out.")


class DuplicateSerializer(StrictSerializer):
    name = Text(max_length=200, required=False)


class ValidateView(ApiView):
    @operation(
        "All problems of the draft, or of a given document, at once",
        tag="workflows",
        request=ToValidateSerializer,
        answers={200: FoundProblemsSerializer},
        problems=(400, 404, 413),
    )
    def post(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, pk=workflow)
        document = self.body(ToValidateSerializer).get("document", found.document)
        problems = problems_of(document, surroundings_of(found.project, without=found))
        return Response({"problems": [one.as_json() for one in problems]})


class DuplicateView(ApiView):
    @operation(
        "Copy a workflow",
        tag="workflows",
        request=DuplicateSerializer,
        answers={201: WorkflowSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, Verb.EDIT, pk=workflow)
        name = self.body(DuplicateSerializer).get("name", "")
        return workflow_answer(duplicate_workflow(found, self.actor, name=name), 201)


class UnarchiveView(ApiView):
    @operation(
        "Take a workflow back from the archive",
        tag="workflows",
        answers={200: WorkflowSerializer},
        problems=(403, 404),
    )
    def post(self, request: Request, workflow: str) -> Response:
        found = self.thing(DETAILED, Verb.EDIT, pk=workflow)
        return workflow_answer(unarchive_workflow(found, self.actor))
