"""What the API of executions takes, and the shape of what it answers with."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from builder.api.serializers import Flag, Mapped, StrictSerializer, Text, Value, Whole
from executions.services.give_command import ACTIONS
from executions.statuses import Status


@extend_schema_field(
    {"oneOf": [{"type": "string", "enum": ["draft", "published"]}, {"type": "integer", "minimum": 1}]}
)
class VersionChoice(serializers.Field):
    """ "draft", "published", or the number of a version."""

    def to_internal_value(self, data: Any) -> Any:
        if data in ("draft", "published") or (
            isinstance(data, int) and not isinstance(data, bool) and data > 0
        ):
            return data
        raise ValidationError("This must be “draft”, “published” or the number of a version.", code="invalid")

    def to_representation(self, value: Any) -> Any:
        return value


class ExecuteSerializer(StrictSerializer):
    inputs = Value(required=False)
    async_execution = Flag(required=False, default=True)
    wait_seconds = serializers.FloatField(required=False, default=30.0, min_value=0)
    mode = serializers.ChoiceField(["run", "step"], required=False, default="run")
    version = VersionChoice(required=False)
    metadata = Mapped(required=False)
    priority = serializers.ChoiceField(["high", "default", "low"], required=False, default="default")
    trigger = Text(required=False, max_length=200, help_text="The id of the trigger node to start at.")
    from_execution = serializers.UUIDField(required=False, allow_null=True)
    from_node = Text(required=False, allow_blank=True, max_length=200)
    to_node = Text(required=False, allow_blank=True, max_length=200)
    breakpoints = serializers.ListField(child=Text(max_length=200), required=False, max_length=1000)
    idempotency_key = Text(required=False, max_length=255)


class ControlSerializer(StrictSerializer):
    action = serializers.ChoiceField(list(ACTIONS))
    node = Text(required=False, allow_blank=True, max_length=200, default="")
    path = Text(required=False, allow_blank=True, max_length=500, default="")
    config = Mapped(required=False)
    output = Value(required=False)
    port = Text(required=False, max_length=200)
    reason = Text(required=False, allow_blank=True, max_length=1000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["action"] in ("retry_node", "skip_node", "supply_output") and not attrs["node"]:
            raise ValidationError({"node": f"Say which node to {attrs['action'].replace('_', ' ')}."})
        if attrs["action"] == "supply_output" and "output" not in attrs:
            raise ValidationError({"output": "Say which output to supply; null is one too."})
        return attrs


class AnswerSerializer(StrictSerializer):
    value = Value(required=True)


class ExecutionShortSerializer(StrictSerializer):
    """An execution in a list."""

    id = serializers.UUIDField()
    workflow = serializers.UUIDField()
    workflow_name = serializers.CharField()
    version = serializers.DictField()
    project = serializers.UUIDField()
    status = serializers.ChoiceField(Status.values)
    status_reason = serializers.CharField()
    trigger = serializers.DictField()
    mode = serializers.CharField()
    priority = serializers.CharField()
    error = Value(allow_null=True)
    progress = serializers.FloatField()
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    wake_up_at = serializers.DateTimeField(allow_null=True)
    created_by = serializers.CharField(allow_null=True)
    last_event = serializers.IntegerField()
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]


class ExecutionSerializer(ExecutionShortSerializer):
    """An execution with the states of its nodes."""

    eta_seconds = serializers.FloatField(allow_null=True)
    inputs = Value()
    result = Value(allow_null=True)
    metadata = serializers.DictField()
    node_states = serializers.DictField()
    edge_states = serializers.DictField()
    counts = serializers.DictField()


class EventSerializer(StrictSerializer):
    number = serializers.IntegerField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    node = serializers.CharField()
    path = serializers.CharField()
    attempt = serializers.IntegerField()
    data = serializers.DictField()  # type: ignore[assignment]


class EventsSerializer(StrictSerializer):
    results = EventSerializer(many=True)
    last = serializers.IntegerField()


class NodeRunsSerializer(StrictSerializer):
    results = serializers.ListField(child=serializers.DictField())
    next = Whole(allow_null=True)


class LogsSerializer(StrictSerializer):
    results = serializers.ListField(child=serializers.DictField())
    last = serializers.IntegerField()


class WhySerializer(StrictSerializer):
    code = serializers.CharField()
    message = serializers.CharField()
    status = serializers.CharField()
    nodes = serializers.ListField(child=serializers.DictField())


class WaitSerializer(StrictSerializer):
    """Something that waits for an answer."""

    id = serializers.UUIDField()
    execution = serializers.UUIDField()
    workflow = serializers.UUIDField()
    workflow_name = serializers.CharField()
    node = serializers.CharField()
    path = serializers.CharField()
    kind = serializers.CharField()
    request = serializers.DictField()
    schema = Value(allow_null=True)
    deadline = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    answer = Value(allow_null=True)
    answered_by = serializers.CharField()
    link = serializers.CharField(allow_null=True, help_text="For answers without an account; single use.")
