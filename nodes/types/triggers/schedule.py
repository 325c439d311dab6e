"""Starts a run at times that come again."""

from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError
from pydantic import field_validator, model_validator

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, duration, key_value, moment, text
from nodes.node import node


class Config(NodeConfig):
    kind: Literal["cron", "interval", "once"] = choice(
        "cron",
        title="Repeat",
        labels={"cron": "At times", "interval": "Every so often", "once": "Not: one time only"},
    )
    cron: str = text(
        "",
        title="Times",
        placeholder="0 9 * * 1-5",
        help="Minute, hour, day of the month, month, day of the week.",
        show_if={"kind": "cron"},
    )
    every_seconds: float | None = duration(
        None, title="Every", show_if={"kind": "interval"}, ge=1, le=366 * 86_400
    )
    at: str = moment(
        "", title="When", help="Without an offset it is a time of the zone.", show_if={"kind": "once"}
    )
    time_zone: str = text("UTC", title="Time zone", help="Such as Europe/Berlin; summer time is minded.")
    missed: Literal["skip", "once", "all"] = choice(
        "once",
        title="Times missed while nothing ran",
        labels={"skip": "Leave out", "once": "Make up for once", "all": "Make up for each (at most 100)"},
        section="advanced",
    )
    overlap: Literal["start", "skip", "queue", "cancel_previous"] = choice(
        "start",
        title="When the last run is still going",
        labels={
            "start": "Start anyway",
            "skip": "Leave this one out",
            "queue": "Start when it has ended (at most 100 wait)",
            "cancel_previous": "Cancel it and start",
        },
        section="advanced",
    )
    jitter_seconds: float = duration(
        0,
        title="Spread over",
        help="Each time comes later by up to this, always by the same for the same time.",
        ge=0,
        le=86_400,
        section="advanced",
    )
    inputs: dict[str, Any] = key_value({}, title="Inputs of the run")

    @field_validator("time_zone")
    @classmethod
    def known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"there is no time zone {name!r}; write one such as Europe/Berlin") from None
        return name

    @field_validator("cron")
    @classmethod
    def readable(cls, line: str) -> str:
        if line:
            try:
                next(CronSim(line, datetime(2026, 1, 1, tzinfo=UTC)))
            except CronSimError as error:
                raise ValueError(
                    f"{line!r} cannot be read: {error}; five fields such as 0 9 * * 1-5"
                ) from None
            except StopIteration:
                raise ValueError(f"{line!r} never comes; there is no such day") from None
        return line

    @field_validator("at")
    @classmethod
    def a_moment(cls, at: str) -> str:
        if at:
            try:
                datetime.fromisoformat(at)
            except ValueError:
                raise ValueError(f"{at!r} is no time; write one such as 2026-12-24T18:00") from None
        return at

    @model_validator(mode="after")
    def complete(self) -> "Config":
        if self.kind == "cron" and not self.cron:
            raise ValueError("write the times, such as 0 9 * * 1-5")
        if self.kind == "interval" and self.every_seconds is None:
            raise ValueError("say how often")
        if self.kind == "once" and not self.at:
            raise ValueError("say when")
        return self


@node(
    key="trigger.schedule",
    title="Schedule",
    group="triggers",
    icon="calendar-clock",
    summary="Starts at times that come again.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {
            "scheduled_for": {"type": "string", "format": "date-time"},
            "time_zone": {"type": "string"},
            "inputs": {"type": "object"},
        },
    },
    face="{{ cron }} {{ time_zone }}",
    keywords=("cron", "timer", "daily", "hourly", "interval", "every", "recurring"),
    docs="""
    Times are those of the clock on the wall in the zone. A time that summer time skips runs at the next minute that exists; one that comes twice runs once. Each time
    starts one run, however many clocks are running.
    """,
    examples=(
        Example(
            "Working days at nine",
            {"cron": "0 9 * * 1-5", "time_zone": "Europe/Berlin"},
            input={"scheduled_for": "2026-11-20T08:00:00Z", "time_zone": "Europe/Berlin", "inputs": {}},
            output={"scheduled_for": "2026-11-20T08:00:00Z", "time_zone": "Europe/Berlin", "inputs": {}},
        ),
    ),
)
def schedule(config: Config, context: NodeContext) -> Any:
    return context.input
