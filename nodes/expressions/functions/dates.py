"""Dates and times: reading, writing, zones and parts of ISO 8601 text."""

from nodes.expressions.date_formats import read_date, write_date
from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group, Number
from nodes.expressions.moments import Moment, read_in, read_moment, try_moment, zone_of

group = Group("Dates: reading and writing")


@group.function(example="today()", result="2026-11-20")
def today(frame: Frame, zone: str = "UTC") -> str:
    """The date of today in a time zone."""
    return frame.now.astimezone(zone_of(zone)).date().isoformat()


@group.function(example="parse_date('20.11.2026', '%d.%m.%Y')", result="2026-11-20", on=("text",))
def parse_date(frame: Frame, text: str, format: str | None = None, zone: str | None = None) -> str:
    """The date that the text writes in the format, as ISO 8601; a time without an offset is taken in the zone."""
    frame.budget.work(60)
    moment = read_date(text, format) if format else read_moment(text.strip()[:100])
    if zone and not moment.is_date and moment.at.tzinfo is None:
        moment = Moment(moment.at.replace(tzinfo=zone_of(zone)))
    return moment.written()


@group.function(example="is_date('2026-02-30')", result=False, on=("text",))
def is_date(frame: Frame, text: str) -> bool:
    """Whether the text is a date or time in ISO 8601."""
    frame.budget.work(20)
    return try_moment(text) is not None


@group.function(
    example="format_date('2026-11-20T18:30:00Z', '%e %B %Y')", result="20 November 2026", on=("text",)
)
def format_date(frame: Frame, date: str, format: str = "%Y-%m-%d", zone: str | None = None) -> str:
    """The date in the form that the directives say, on request in a time zone."""
    frame.budget.work(20 + 4 * len(format))
    return write_date(read_in(frame.budget, date, zone), format)


@group.function(
    example="in_zone('2026-11-20T18:30:00Z', 'Europe/Berlin')",
    result="2026-11-20T19:30:00+01:00",
    on=("text",),
)
def in_zone(frame: Frame, date: str, zone: str) -> str:
    """The same moment as the clocks of a time zone show it; a time without an offset is taken as UTC."""
    return read_in(frame.budget, date, zone).written()


@group.function(
    example="at_zone('2026-11-20T18:30:00', 'Europe/Berlin')",
    result="2026-11-20T18:30:00+01:00",
    on=("text",),
)
def at_zone(frame: Frame, date: str, zone: str) -> str:
    """The same time of day, said to be that of a time zone."""
    moment = read_in(frame.budget, date)
    return Moment(moment.at.replace(tzinfo=zone_of(zone))).written()


@group.function(example="year('2026-11-20')", result=2026, on=("text",))
def year(frame: Frame, date: str, zone: str | None = None) -> int:
    """The year of the date."""
    return read_in(frame.budget, date, zone).at.year


@group.function(example="month('2026-11-20')", result=11, on=("text",))
def month(frame: Frame, date: str, zone: str | None = None) -> int:
    """The month of the date, from 1 to 12."""
    return read_in(frame.budget, date, zone).at.month


@group.function(example="day('2026-11-20')", result=20, on=("text",))
def day(frame: Frame, date: str, zone: str | None = None) -> int:
    """The day of the month."""
    return read_in(frame.budget, date, zone).at.day


@group.function(example="hour('2026-11-20T18:30:00Z', 'Asia/Tokyo')", result=3, on=("text",))
def hour(frame: Frame, date: str, zone: str | None = None) -> int:
    """The hour of the time, from 0 to 23."""
    return read_in(frame.budget, date, zone).at.hour


@group.function(example="minute('2026-11-20T18:30:00Z')", result=30, on=("text",))
def minute(frame: Frame, date: str, zone: str | None = None) -> int:
    """The minute of the time."""
    return read_in(frame.budget, date, zone).at.minute


@group.function(example="weekday('2026-11-20')", result=5, on=("text",))
def weekday(frame: Frame, date: str, zone: str | None = None) -> int:
    """The day of the week, from 1 for Monday to 7 for Sunday."""
    return read_in(frame.budget, date, zone).at.isoweekday()


@group.function(example="week('2026-11-20')", result=47, on=("text",))
def week(frame: Frame, date: str, zone: str | None = None) -> int:
    """The number of the week in the year, by ISO 8601."""
    return read_in(frame.budget, date, zone).at.isocalendar().week


@group.function(example="quarter('2026-11-20')", result=4, on=("text",))
def quarter(frame: Frame, date: str, zone: str | None = None) -> int:
    """The quarter of the year, from 1 to 4."""
    return (read_in(frame.budget, date, zone).at.month + 2) // 3


@group.function(example="is_weekend('2026-11-21')", result=True, on=("text",))
def is_weekend(frame: Frame, date: str, zone: str | None = None) -> bool:
    """Whether the date is a Saturday or Sunday."""
    return read_in(frame.budget, date, zone).at.weekday() > 4


@group.function(example="timestamp('2026-11-20T00:00:00Z')", result=1795132800, on=("text",))
def timestamp(frame: Frame, date: str) -> int | float:
    """The seconds from the start of 1970 to the date."""
    seconds = read_in(frame.budget, date).absolute.timestamp()
    return int(seconds) if seconds.is_integer() else seconds


@group.function(example="from_timestamp(0)", result="1970-01-01T00:00:00Z", on=("number",))
def from_timestamp(frame: Frame, seconds: Number, zone: str = "UTC") -> str:
    """The time so many seconds after the start of 1970."""
    frame.budget.work(20)
    return read_moment("1970-01-01T00:00:00Z").plus(seconds).in_zone(zone_of(zone)).written()


@group.function(example="human_duration(3725)", result="1 h 2 min", on=("number",))
def human_duration(frame: Frame, seconds: Number) -> str:
    """So many seconds as people say it, by its two largest units."""
    frame.budget.work(20)
    rest = abs(round(seconds))
    parts: list[str] = []
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        amount, rest = divmod(rest, size)
        if amount or (unit == "s" and not parts):
            parts.append(f"{amount} {unit}")
    return ("-" if seconds < 0 else "") + " ".join(parts[:2])
