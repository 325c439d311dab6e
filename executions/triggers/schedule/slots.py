"""The times that a schedule means, and which of them are due. Pure: the time is always given.

Times are those of the clock on the wall in the zone. A cron time that summer time skips comes at the first minute
after the gap; one that the end of summer time brings twice comes once, the first time. Lines that repeat within the
day by a `*` in minute or hour go by real time. Intervals go by real time from their anchor, whatever the zone.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim

MOST_MISSED = 100
ON_TIME = timedelta(minutes=1)
"""A slot that is later than this has been missed."""
_BEFORE_THE_FOLD = timedelta(hours=3)
_WINDOWS = (timedelta(hours=2), timedelta(days=4), timedelta(days=120), timedelta(days=4 * 366))


def slots_after(config: Any, moment: datetime, anchor: datetime) -> Iterator[datetime]:
    """In UTC, in order, without end for what repeats."""
    if config.kind == "once":
        at = the_one_time(config)
        if at > moment:
            yield at
    elif config.kind == "interval":
        yield from _intervals(config.every_seconds, moment, anchor)
    else:
        yield from _cron_times(config, moment)


def _cron_times(config: Any, moment: datetime) -> Iterator[datetime]:
    begin = moment.astimezone(ZoneInfo(config.time_zone))
    if begin.fold:
        # In the hour that comes twice the search would take its second passing for the first and go back in time.
        begin = (moment - _BEFORE_THE_FOLD).astimezone(begin.tzinfo)
    for local in CronSim(config.cron, begin):
        slot = local.astimezone(UTC)
        if slot > moment:
            yield slot


def the_one_time(config: Any) -> datetime:
    at = datetime.fromisoformat(config.at)
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(config.time_zone))
    return at.astimezone(UTC)


def next_slot(config: Any, moment: datetime, anchor: datetime) -> datetime | None:
    return next(slots_after(config, moment, anchor), None)


def next_times(config: Any, moment: datetime, anchor: datetime, count: int = 10) -> list[datetime]:
    return list(islice(slots_after(config, moment, anchor), count))


def delay_of(schedule: str, slot: datetime, jitter_seconds: float) -> timedelta:
    """By how much this slot comes later: the same for everybody who asks, spread evenly over slots."""
    if jitter_seconds <= 0:
        return timedelta()
    drawn = hashlib.sha256(f"{schedule}|{slot.isoformat()}".encode()).digest()[:8]
    return timedelta(seconds=int.from_bytes(drawn) / 2**64 * jitter_seconds)


def due_slots(config: Any, first: datetime, now: datetime, anchor: datetime, schedule: str) -> list[datetime]:
    """The slots from `first` on whose time has come, oldest first; of very many the latest."""
    jitter = config.jitter_seconds
    found = []
    for slot in _from(config, first, now, anchor):
        if slot + delay_of(schedule, slot, jitter) > now:
            break
        found.append(slot)
    return found


def chosen(due: list[datetime], now: datetime, missed: str, jitter_seconds: float = 0.0) -> list[datetime]:
    """Which of the due slots start a run, by the policy for what was missed."""
    limit = now - ON_TIME - timedelta(seconds=jitter_seconds)
    on_time = [slot for slot in due if slot >= limit]
    late = [slot for slot in due if slot < limit]
    if missed == "all":
        return (late + on_time)[-max(MOST_MISSED, len(on_time)) :]
    if missed == "once" and not on_time:
        return late[-1:]
    return on_time


def _from(config: Any, first: datetime, now: datetime, anchor: datetime) -> Iterator[datetime]:
    """Begins at `first`, or so late that still enough are left: a year of minutes is not walked through."""
    just_before = first - timedelta(seconds=1)
    if config.kind == "interval":
        step = timedelta(seconds=config.every_seconds)
        spread = timedelta(seconds=config.jitter_seconds)
        just_before = max(first - step / 2, now - step * (2 * MOST_MISSED) - 2 * ON_TIME - spread)
    elif config.kind == "cron":
        just_before = _late_enough(config, just_before, now, anchor)
    yield from slots_after(config, just_before, anchor)


def _late_enough(config: Any, just_before: datetime, now: datetime, anchor: datetime) -> datetime:
    missed_before = now - ON_TIME - timedelta(seconds=config.jitter_seconds)
    for window in _WINDOWS:
        start = missed_before - window
        if start <= just_before:
            return just_before
        some = islice(slots_after(config, start, anchor), MOST_MISSED + 1)
        if sum(1 for slot in some if slot < missed_before) > MOST_MISSED:
            return start
    return just_before


def _intervals(seconds: float, moment: datetime, anchor: datetime) -> Iterator[datetime]:
    step = timedelta(seconds=seconds)
    number = max(1, (moment - anchor) // step + 1)
    while True:
        yield anchor + step * number
        number += 1
