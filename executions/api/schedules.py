"""`schedules/`: when published workflows start by themselves; pause, run now, and the times of a config."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.problems import ApiProblem
from builder.api.serializers import Flag, Mapped, Moment, StrictSerializer
from executions.api.serializers import ExecutionSerializer
from executions.models import Schedule
from executions.picture import whole
from executions.triggers.schedule.pause import pause, resume
from executions.triggers.schedule.slots import delay_of, next_times
from executions.triggers.schedule.start_slot import start_now
from nodes.errors import InvalidError
from nodes.types.triggers.schedule import Config
from nodes.types.triggers.schedule import schedule as schedule_trigger

_LIVE = Schedule.objects.filter(is_live=True).select_related("workflow__project", "workflow__published")


class ScheduleSerializer(StrictSerializer):
    id = serializers.UUIDField()
    workflow = serializers.UUIDField()
    workflow_name = serializers.CharField()
    node = serializers.CharField()
    config = serializers.DictField()
    paused = serializers.BooleanField()
    next_at = Moment(allow_null=True)
    next_times = serializers.ListField(child=Moment(), help_text="The next ten; empty while it is paused.")
    queued = serializers.IntegerField(help_text="How many times wait for the run before them to end.")
    last_slot = Moment(allow_null=True)
    last_execution = serializers.UUIDField(allow_null=True)
    last_problem = serializers.CharField()


class ScheduleChangeSerializer(StrictSerializer):
    paused = Flag()


class SchedulePreviewSerializer(StrictSerializer):
    config = Mapped(help_text="The config of a trigger.schedule node.")


class ScheduleTimesSerializer(StrictSerializer):
    next_times = serializers.ListField(child=Moment())


def as_json(row: Schedule) -> dict[str, Any]:
    config = Config.model_validate(row.config)
    return {
        "id": str(row.pk),
        "workflow": str(row.workflow_id),
        "workflow_name": row.workflow.name,
        "node": row.node,
        "config": row.config,
        "paused": row.is_paused,
        "next_at": _moment(row.next_at),
        "next_times": [] if row.is_paused else _times(config, row.anchor, str(row.pk)),
        "queued": len(row.queued),
        "last_slot": _moment(row.last_slot),
        "last_execution": str(row.last_execution) if row.last_execution else None,
        "last_problem": row.last_problem,
    }


def _times(config: Any, anchor: datetime, schedule: str) -> list[str | None]:
    slots = next_times(config, timezone.now(), anchor)
    return [_moment(slot + delay_of(schedule, slot, config.jitter_seconds)) for slot in slots]


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class SchedulesView(ApiView):
    @operation(
        "The schedules of a project",
        tag="schedules",
        parameters=[PROJECT],
        answers={200: ScheduleSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        page = self.paginate_queryset(_LIVE.filter(project=self.project).order_by("-id")) or []
        return self.get_paginated_response([as_json(row) for row in page])


class ScheduleView(ApiView):
    @operation("One schedule", tag="schedules", answers={200: ScheduleSerializer}, problems=(404,))
    def get(self, request: Request, schedule: UUID) -> Response:
        return Response(as_json(self.thing(_LIVE, pk=schedule)))

    @operation(
        "Pause a schedule or let it go on",
        tag="schedules",
        request=ScheduleChangeSerializer,
        answers={200: ScheduleSerializer},
        problems=(403, 404),
    )
    def patch(self, request: Request, schedule: UUID) -> Response:
        row = self.thing(_LIVE, Verb.CONTROL, pk=schedule)
        change = pause if self.body(ScheduleChangeSerializer)["paused"] else resume
        change(row, self.actor)
        return Response(as_json(_LIVE.get(pk=row.pk)))


class RunNowView(ApiView):
    @operation(
        "Run it now, beside its times",
        tag="schedules",
        answers={202: ExecutionSerializer},
        problems=(403, 404, 409, 422),
    )
    def post(self, request: Request, schedule: UUID) -> Response:
        row = self.thing(_LIVE, Verb.RUN, pk=schedule)
        execution = start_now(row, Config.model_validate(row.config), self.actor)
        return Response(
            whole(execution, begun=False), 202, headers={"Location": f"/api/executions/{execution.pk}/"}
        )


class SchedulePreviewView(ApiView):
    @operation(
        "The next ten times of a config",
        tag="schedules",
        request=SchedulePreviewSerializer,
        answers={200: ScheduleTimesSerializer},
        problems=(),
    )
    def post(self, request: Request) -> Response:
        given = self.body(SchedulePreviewSerializer)["config"]
        try:
            config: Any = schedule_trigger.read_config(given)
        except InvalidError as error:
            raise ApiProblem(400, str(error), errors=_errors(error)) from error
        return Response({"next_times": _times(config, timezone.now(), "")})


def _errors(error: InvalidError) -> list[dict[str, str]]:
    fields = (error.details or {}).get("fields") if isinstance(error.details, Mapping) else None
    told = fields if isinstance(fields, dict) else {"": str(error)}
    return [
        {"path": f"config.{path}".rstrip("."), "code": "invalid", "message": str(message)}
        for path, message in told.items()
    ]
