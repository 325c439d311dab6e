"""Which times a schedule means, and which of them start a run."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from executions.triggers.schedule.slots import chosen, delay_of, due_slots, next_slot, next_times
from nodes.types.triggers.schedule import Config

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


def a_cron(line: str, zone: str = "UTC", **more: Any) -> Any:
    return Config(kind="cron", cron=line, time_zone=zone, **more)


def an_interval(seconds: float, **more: Any) -> Any:
    return Config(kind="interval", every_seconds=seconds, **more)


@pytest.mark.parametrize(
    ("zone", "line", "after", "due"),
    [
        # Summer time begins: 02:30 does not exist and comes right after the gap.
        ("Europe/Berlin", "30 2 * * *", "2026-03-28T12:00", ["2026-03-29T01:00", "2026-03-30T00:30"]),
        ("America/New_York", "30 2 * * *", "2026-03-07T12:00", ["2026-03-08T07:00", "2026-03-09T06:30"]),
        ("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T00:00", ["2026-10-03T15:30", "2026-10-04T15:15"]),
        ("America/Santiago", "30 0 * * *", "2026-09-05T12:00", ["2026-09-06T04:00", "2026-09-07T03:30"]),
        # It ends: 02:30 comes twice and counts once, the first time.
        ("Europe/Berlin", "30 2 * * *", "2026-10-24T12:00", ["2026-10-25T00:30", "2026-10-26T01:30"]),
        ("America/New_York", "30 1 * * *", "2026-10-31T12:00", ["2026-11-01T05:30", "2026-11-02T06:30"]),
        ("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T00:00", ["2026-04-04T14:45", "2026-04-05T15:15"]),
        ("America/Santiago", "30 23 * * *", "2026-04-04T12:00", ["2026-04-05T02:30", "2026-04-06T03:30"]),
        # What repeats within the day goes by real time.
        ("Europe/Berlin", "0 * * * *", "2026-03-29T00:30", ["2026-03-29T01:00", "2026-03-29T02:00"]),
        ("Europe/Berlin", "0 * * * *", "2026-10-25T00:00", ["2026-10-25T01:00", "2026-10-25T02:00"]),
        ("Europe/Berlin", "0 9 * * 1-5", "2026-03-27T12:00", ["2026-03-30T07:00", "2026-03-31T07:00"]),
    ],
)
def test_cron_times_follow_the_clock_on_the_wall(zone: str, line: str, after: str, due: list[str]) -> None:
    assert next_times(a_cron(line, zone), at(after), START, 2) == [at(text) for text in due]


def test_intervals_go_by_real_time_from_their_anchor() -> None:
    found = next_times(an_interval(90), START + timedelta(seconds=100), START, 2)

    assert found == [START + timedelta(seconds=180), START + timedelta(seconds=270)]


def test_one_time_comes_once_in_its_zone() -> None:
    config: Any = Config(kind="once", at="2026-07-01T09:00", time_zone="Europe/Berlin")

    assert next_times(config, START, START) == [at("2026-07-01T07:00")]
    assert next_slot(config, at("2026-07-01T07:00"), START) is None


@pytest.mark.parametrize("line", ["*/7 * * * *", "30 2 * * *", "0 * * * *", "15 1,2,3 * * 0"])
@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]
)
def test_where_one_begins_to_look_changes_no_time_over_a_whole_year(zone: str, line: str) -> None:
    config = a_cron(line, zone)
    for changes in (
        "2026-03-08",
        "2026-03-29",
        "2026-04-05",
        "2026-09-06",
        "2026-10-04",
        "2026-10-25",
        "2026-11-01",
    ):
        noon = at(f"{changes}T12:00")
        whole = [slot for slot in next_times(config, noon - timedelta(days=2), START, 600) if slot <= noon]

        for number in range(240):
            moment = noon - timedelta(minutes=10 * number)
            due = next((slot for slot in whole if slot > moment), None)
            assert due is None or next_slot(config, moment, START) == due


@pytest.mark.parametrize(
    ("missed", "late", "on_time", "started"),
    [
        ("skip", 5, 0, 0),
        ("skip", 5, 3, 3),
        ("once", 5, 0, 1),
        ("once", 5, 3, 3),
        ("all", 5, 3, 8),
        ("all", 500, 3, 100),
        ("once", 0, 0, 0),
    ],
)
def test_the_policy_for_missed_times(missed: str, late: int, on_time: int, started: int) -> None:
    now = START + timedelta(days=30)
    due = [now - timedelta(hours=late - number) for number in range(late)]
    due += [now - timedelta(seconds=10 * (on_time - number)) for number in range(on_time)]

    found = chosen(due, now, missed)

    assert found == due[len(due) - started :]


@pytest.mark.parametrize(
    "config", [a_cron("* * * * *"), an_interval(1), a_cron("*/5 * * * *", jitter_seconds=900)]
)
def test_a_year_without_a_clock_is_not_walked_through(config: Any) -> None:
    now = START + timedelta(days=365)

    due = due_slots(config, START + timedelta(minutes=5), now, START, "s")

    assert 100 < len(due) < 2000
    assert next_slot(config, due[-1], START) > now - timedelta(seconds=900)  # type: ignore[operator]


def test_nothing_is_left_out_or_doubled_however_often_one_looks() -> None:
    config = a_cron("*/10 * * * *", "Europe/Berlin", jitter_seconds=400)
    now, end = at("2026-10-24T20:00"), at("2026-10-25T08:00")
    first, found = next_slot(config, now, START), []

    while now < end:
        now += timedelta(seconds=97)
        due = due_slots(config, first, now, START, "s") if first is not None else []
        found += due
        first = next_slot(config, due[-1], START) if due else first

    assert found == sorted(set(found))
    assert found == next_times(config, at("2026-10-24T20:00"), START, len(found))
    assert len(found) >= 71


def test_jitter_is_the_same_for_the_same_time_and_spreads() -> None:
    slots = next_times(an_interval(60), START, START, 200)
    delays = [delay_of("one", slot, 600) for slot in slots]

    assert delays == [delay_of("one", slot, 600) for slot in slots]
    assert all(timedelta() <= delay < timedelta(seconds=600) for delay in delays)
    assert len({delay.total_seconds() // 60 for delay in delays}) == 10
    assert delay_of("one", slots[0], 600) != delay_of("other", slots[0], 600)
