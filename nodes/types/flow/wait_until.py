"""Waits until a moment without holding a worker (R22)."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_validator

from nodes.base import NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import moment, text
from nodes.node import node
from nodes.outcomes import WaitUntil


class Config(NodeConfig):
    at: str = moment(
        title="Until", help="A moment such as 2027-01-31T09:00. If it has passed, the run goes on at once."
    )
    time_zone: str = text("UTC", title="Time zone", help="For a moment without an offset: Europe/Berlin.")

    @field_validator("time_zone")
    @classmethod
    def known(cls, name: str) -> str:
        zone(name)
        return name


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}; write one such as Europe/Berlin") from None


@node(
    key="flow.wait_until",
    title="Wait until",
    group="flow",
    icon="alarm-clock",
    summary="Waits until a moment, then hands on what came in.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    face="{{ at }}",
    keywords=("delay", "sleep", "date", "time", "later", "timer"),
)
def wait_until(config: Config, context: NodeContext) -> WaitUntil:
    try:
        moment = datetime.fromisoformat(config.at.strip())
    except ValueError:
        raise InvalidError(
            f"at: {config.at!r:.60} is not a moment; write it as 2027-01-31T09:00", code="config"
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone(config.time_zone))
    return WaitUntil(moment.timestamp(), value=context.input)
