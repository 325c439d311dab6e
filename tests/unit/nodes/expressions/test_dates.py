"""Dates and time zones: forms are kept, clocks change, and bad dates are told."""

from typing import Any

import pytest

from tests.unit.nodes.expressions.scopes import error_of, value_of


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("add_days('2026-11-20', 1)", "2026-11-21"),
        ("add_days('2026-11-20T10:00:00', 1)", "2026-11-21T10:00:00"),
        ("add_days('2026-11-20T10:00:00Z', 1)", "2026-11-21T10:00:00Z"),
        ("add_days('2026-11-20T10:00:00+01:00', 1)", "2026-11-21T10:00:00+01:00"),
        ("add_hours('2026-11-20', 1)", "2026-11-20T01:00:00"),
        ("add_days(now, -20)", "2026-10-31T18:30:00Z"),
        ("date_add('2024-02-29', years=1)", "2025-02-28"),
        ("date_add('2026-01-31', months=-2)", "2025-11-30"),
        ("parse_date('Fri, 20 Nov 2026 18:30:00 GMT')", "2026-11-20T18:30:00Z"),
        ("parse_date('20 Nov 2026 6:05 pm', '%d %b %Y %I:%M %p')", "2026-11-20T18:05:00"),
        ("parse_date('2026-11-20 10:00 +0200', '%Y-%m-%d %H:%M %z')", "2026-11-20T10:00:00+02:00"),
        ("parse_date('2026-11-20 10:00', '%Y-%m-%d %H:%M', 'Asia/Tokyo')", "2026-11-20T10:00:00+09:00"),
        ("parse_date('1795199400', '%s')", "2026-11-20T18:30:00Z"),
        ("format_date(now, '%A %d %b %y %I:%M %p %j %V %%')", "Friday 20 Nov 26 06:30 PM 324 47 %"),
        ("format_date(now, '%H:%M %z %Z', 'America/New_York')", "13:30 -0500 EST"),
        ("in_zone('2026-07-01T12:00:00', 'Europe/Berlin')", "2026-07-01T14:00:00+02:00"),
        ("in_zone(now, '+05:30')", "2026-11-21T00:00:00+05:30"),
        ("date_diff('2026-11-20T00:00:00Z', '2026-11-20T01:30:00Z', 'hours')", 1.5),
        ("date_diff('2026-01-31', '2026-03-01', 'months')", 1),
        ("date_diff('2026-03-01', '2024-03-02', 'years')", -1),
        ("start_of('2026-11-20T18:30:15Z', 'week')", "2026-11-16T00:00:00Z"),
        ("end_of('2026-11-20T18:30:15Z', 'day')", "2026-11-20T23:59:59Z"),
        ("end_of('2026-11-20', 'quarter')", "2026-12-31"),
        ("add_workdays('2026-11-20', -6)", "2026-11-12"),
        ("add_workdays('2026-11-21', 0)", "2026-11-23"),
        ("date_range('2026-11-20', '2026-11-01')", []),
        ("timestamp('2026-11-20')", 1795132800),
        ("from_timestamp(1.5)", "1970-01-01T00:00:01.500000Z"),
        ("today('Pacific/Auckland')", "2026-11-21"),
    ],
)
def test_dates(source: str, value: Any) -> None:
    assert value_of(source) == value


def test_a_day_later_is_the_same_time_of_day_when_the_clocks_change() -> None:
    before = "'2026-03-28T12:00:00+01:00'"

    assert value_of(f"date_add({before}, days=1, zone='Europe/Berlin')") == "2026-03-29T12:00:00+02:00"
    assert value_of(f"date_add({before}, hours=24, zone='Europe/Berlin')") == "2026-03-29T13:00:00+02:00"


def test_a_time_that_the_clocks_leave_out_is_moved_on() -> None:
    source = "date_add('2026-03-28T02:30:00+01:00', days=1, zone='Europe/Berlin')"

    assert value_of(source) == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    "source",
    [
        "add_days('2026-02-30', 1)",
        "add_days('9999-12-31', 1)",
        "add_days('2026-01-01', 1e300)",
        "add_years('2026-01-01', 99999)",
        "add_months('2026-01-01', 9223372036854775807)",
        "from_timestamp(1e20)",
        "in_zone('0001-01-01T00:00:00+14:00', 'UTC')",
        "in_zone(now, '../../etc/passwd')",
        "in_zone(now, '/etc/localtime')",
        "in_zone(now, '')",
        "parse_date('2026', '%Q')",
        "parse_date('20.11.2026x', '%d.%m.%Y')",
        "parse_date('31.02.2026', '%d.%m.%Y')",
        "format_date(now, '%')",
        "date_diff(now, now, 'fortnights')",
        "start_of(now, 'century')",
        "date_range('2026-01-01', '2026-01-02', 0)",
    ],
)
def test_a_bad_date_is_told(source: str) -> None:
    error_of(source)
