"""What the API says of a workflow, and what it takes."""

from typing import Any

from rest_framework import serializers

from builder.api.serializers import Mapped, Moment, StrictSerializer, Text, Value, Whole
from builder.models import Workflow


class TagField(serializers.ListField):
    child = Text(max_length=40)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)


class OutlineSerializer(StrictSerializer):
    """The small drawing of a workflow: boxes, and pairs of their places in the list."""

    nodes = serializers.ListField(child=serializers.DictField())
    edges = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class WorkflowShortSerializer(StrictSerializer):
    id = serializers.UUIDField()
    project = serializers.UUIDField(source="project_id")
    name = serializers.CharField()
    description = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    revision = serializers.IntegerField()
    published_version = serializers.SerializerMethodField()
    problems_count = serializers.IntegerField()
    outline = OutlineSerializer()
    created_at = Moment()
    updated_at = Moment()
    archived_at = Moment(allow_null=True)
    last_execution = serializers.DictField(allow_null=True, required=False)
    recent = serializers.ListField(child=serializers.CharField(), required=False)

    def get_published_version(self, workflow: Workflow) -> int | None:
        return workflow.published.number if workflow.published is not None else None

    def to_representation(self, workflow: Workflow) -> dict[str, Any]:
        written = super().to_representation(workflow)
        return {**written, **self.context.get("extras", {}).get(workflow.pk, {})}


class WorkflowSerializer(WorkflowShortSerializer):
    document = Value(help_text="The draft.")


class NewWorkflowSerializer(StrictSerializer):
    name = Text(max_length=200)
    description = Text(max_length=10_000, required=False, allow_blank=True)
    tags = TagField(required=False)
    document = Mapped(required=False, help_text="The draft; an empty one if it is left out.")


class WorkflowChangeSerializer(StrictSerializer):
    revision = Whole(min_value=1, help_text="The revision that you changed.")
    name = Text(max_length=200, required=False)
    description = Text(max_length=10_000, required=False, allow_blank=True)
    tags = TagField(required=False)
    document = Mapped(required=False)


class ConflictSerializer(StrictSerializer):
    """Somebody else saved meanwhile: both sides, and both in one where no field was changed by both."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    mine = Value()
    theirs = serializers.DictField()
    merged = Value()


class FoundProblemSerializer(StrictSerializer):
    code = serializers.CharField()
    severity = serializers.ChoiceField(["error", "warning"])
    message = serializers.CharField()
    node = serializers.CharField(allow_blank=True)
    edge = serializers.CharField(allow_blank=True)
    field = serializers.CharField(allow_blank=True)
    start = serializers.IntegerField(
        required=False, help_text="First character meant, within the field's text."
    )
    end = serializers.IntegerField(required=False)


class FoundProblemsSerializer(StrictSerializer):
    problems = FoundProblemSerializer(many=True)
