"""Dates and times: adding, differences, starts and ends of months and the like."""

from datetime import timedelta

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group, Number
from nodes.expressions.moments import Moment, read_in

group = Group("Dates: arithmetic")


@group.function(
    example="date_add('2026-01-31', months=1, days=1)",
    result="2026-03-01",
    on=("text",),
    aliases=("add_to_date",),
)
def date_add(
    frame: Frame,
    date: str,
    years: int = 0,
    months: int = 0,
    weeks: Number = 0,
    days: Number = 0,
    hours: Number = 0,
    minutes: Number = 0,
    seconds: Number = 0,
    zone: str | None = None,
) -> str:
    """The date moved on by so much, or back by a negative number. With a zone, days are days of its calendar."""
    moment = read_in(frame.budget, date, zone)
    if years or months:
        moment = moment.plus_months(12 * years + months)
    if weeks or days:
        moment = moment.plus_days(7 * weeks + days)
    passed = 3600 * hours + 60 * minutes + seconds
    return (moment.plus(passed) if passed else moment).written()


@group.function(example="add_days('2026-02-27', 2)", result="2026-03-01", on=("text",))
def add_days(frame: Frame, date: str, count: Number) -> str:
    """The date so many days later."""
    return read_in(frame.budget, date).plus_days(count).written()


@group.function(example="add_months('2026-01-31', 1)", result="2026-02-28", on=("text",))
def add_months(frame: Frame, date: str, count: int) -> str:
    """The same day so many months later, or that month's last day."""
    return read_in(frame.budget, date).plus_months(count).written()


@group.function(example="add_years('2024-02-29', 1)", result="2025-02-28", on=("text",))
def add_years(frame: Frame, date: str, count: int) -> str:
    """The same day so many years later."""
    return read_in(frame.budget, date).plus_months(12 * count).written()


@group.function(example="add_hours('2026-11-20T23:00:00Z', 2)", result="2026-11-21T01:00:00Z", on=("text",))
def add_hours(frame: Frame, date: str, count: Number) -> str:
    """The time so many hours later."""
    return read_in(frame.budget, date).plus(3600 * count).written()


@group.function(
    example="add_minutes('2026-11-20T23:50:00Z', 15)", result="2026-11-21T00:05:00Z", on=("text",)
)
def add_minutes(frame: Frame, date: str, count: Number) -> str:
    """The time so many minutes later."""
    return read_in(frame.budget, date).plus(60 * count).written()


@group.function(example="add_workdays('2026-11-20', 1)", result="2026-11-23", on=("text",))
def add_workdays(frame: Frame, date: str, count: int) -> str:
    """The date so many days from Monday to Friday later; holidays are not known."""
    frame.budget.work(40)
    moment = read_in(frame.budget, date)
    weeks, rest = divmod(abs(count), 5)
    step = 1 if count >= 0 else -1
    moment = moment.plus_days(7 * weeks * step)
    while rest or moment.at.weekday() > 4:
        moment = moment.plus_days(step)
        rest -= rest > 0 and moment.at.weekday() < 5
    return moment.written()


_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}


@group.function(example="date_diff('2026-11-20', '2026-12-25')", result=35, on=("text",))
def date_diff(frame: Frame, start: str, end: str, unit: str = "days") -> int | float:
    """How much time lies from the start to the end, in seconds, minutes, hours, days, weeks, or full months or years."""
    first, second = read_in(frame.budget, start), read_in(frame.budget, end)
    if unit in ("months", "years"):
        months = _full_months(first, second)
        return months if unit == "months" else int(months / 12)
    if unit not in _SECONDS:
        raise Fault(f"There is no unit `{unit[:30]}`.", f"There are: {', '.join(_SECONDS)}, months, years.")
    amount = (second.absolute - first.absolute).total_seconds() / _SECONDS[unit]
    return int(amount) if amount.is_integer() else amount


def _full_months(first: Moment, second: Moment) -> int:
    if second.absolute < first.absolute:
        return -_full_months(second, first)
    months = (second.at.year - first.at.year) * 12 + second.at.month - first.at.month
    return months - (months > 0 and first.plus_months(months).absolute > second.absolute)


@group.function(example="is_before('2026-11-20', '2026-11-21')", result=True, on=("text",))
def is_before(frame: Frame, date: str, other: str) -> bool:
    """Whether the date lies before the other, whatever zones they are written in."""
    return read_in(frame.budget, date).absolute < read_in(frame.budget, other).absolute


@group.function(
    example="is_after('2026-11-20T12:00:00+02:00', '2026-11-20T11:00:00Z')", result=False, on=("text",)
)
def is_after(frame: Frame, date: str, other: str) -> bool:
    """Whether the date lies after the other, whatever zones they are written in."""
    return read_in(frame.budget, date).absolute > read_in(frame.budget, other).absolute


_UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute")


def _start(moment: Moment, unit: str) -> Moment:
    if unit not in _UNITS:
        raise Fault(f"There is no unit `{unit[:30]}`.", f"There are: {', '.join(_UNITS)}.")
    at = moment.at.replace(second=0, microsecond=0)
    if unit == "minute":
        return Moment(at)
    at = at.replace(minute=0)
    if unit == "hour":
        return Moment(at)
    at = at.replace(hour=0)
    if unit == "week":
        at -= timedelta(days=at.weekday())
    elif unit != "day":
        month = {"month": at.month, "quarter": (at.month - 1) // 3 * 3 + 1, "year": 1}[unit]
        at = at.replace(month=month, day=1)
    return Moment(at, moment.is_date)


@group.function(example="start_of('2026-11-20', 'month')", result="2026-11-01", on=("text",))
def start_of(frame: Frame, date: str, unit: str, zone: str | None = None) -> str:
    """The start of the year, quarter, month, week, day, hour or minute."""
    return _start(read_in(frame.budget, date, zone), unit).written()


@group.function(example="end_of('2026-11-20', 'month')", result="2026-11-30", on=("text",))
def end_of(frame: Frame, date: str, unit: str, zone: str | None = None) -> str:
    """The last day, or of a time the last second, of the year, quarter, month, week, day, hour or minute."""
    moment = read_in(frame.budget, date, zone)
    start = _start(moment, unit)
    months = {"year": 12, "quarter": 3, "month": 1}.get(unit)
    if months:
        after = start.plus_months(months)
    elif unit in ("week", "day"):
        after = start.plus_days(7 if unit == "week" else 1)
    else:
        after = start.plus(3600 if unit == "hour" else 60)
    return (after.plus_days(-1) if moment.is_date else after.plus(-1)).written()


@group.function(
    example="date_range('2026-11-20', '2026-11-22')",
    result=["2026-11-20", "2026-11-21", "2026-11-22"],
    on=("text",),
)
def date_range(frame: Frame, start: str, end: str, days: int = 1) -> list[str]:
    """The dates from the start to the end, both included, one every so many days."""
    if days < 1:
        raise Fault("The step of a range of dates is at least one day.")
    first, last = read_in(frame.budget, start), read_in(frame.budget, end)
    count = max(0, (last.absolute - first.absolute).days // days + 1)
    frame.budget.items(8 * count)
    frame.budget.work(10 * count)
    return [first.plus_days(days * place).written() for place in range(count)]
