"""Dates and times as text: reading ISO 8601, keeping its form (date, local time or time with offset), writing it again."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from nodes.expressions.budget import Budget
from nodes.expressions.errors import Fault, instead

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time. Without a zone it is a local time, compared as if it were UTC."""

    at: datetime
    is_date: bool = False

    def written(self) -> str:
        if self.is_date:
            return self.at.date().isoformat()
        text = self.at.isoformat()
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text

    @property
    def absolute(self) -> datetime:
        return self.at if self.at.tzinfo else self.at.replace(tzinfo=UTC)

    def in_zone(self, zone: tzinfo) -> "Moment":
        return Moment(self.absolute.astimezone(zone))

    def plus_months(self, months: int) -> "Moment":
        """The same day of a later month, or that month's last day."""
        if abs(months) > 120_000:
            raise Fault("Dates reach from the year 1 to the year 9999.")
        years, month = divmod(self.at.year * 12 + self.at.month - 1 + months, 12)
        if not 1 <= years <= 9999:
            raise Fault("Dates reach from the year 1 to the year 9999.")
        day = min(self.at.day, monthrange(years, month + 1)[1])
        return replace(self, at=self._settled(self.at.replace(year=years, month=month + 1, day=day)))

    def plus_days(self, days: float) -> "Moment":
        """Days on the calendar: over a change of the clocks, the time of day stays."""
        return replace(self, at=self._settled(self.at + span(days=days)))

    def plus(self, seconds: float) -> "Moment":
        """Time that really passes."""
        later = self.absolute.astimezone(UTC) + span(seconds=seconds)
        return Moment(later.astimezone(self.at.tzinfo) if self.at.tzinfo else later.replace(tzinfo=None))

    @staticmethod
    def _settled(at: datetime) -> datetime:
        """A time of day that a change of the clocks leaves out is moved on to one that exists."""
        return at.astimezone(UTC).astimezone(at.tzinfo) if at.tzinfo else at


def span(days: float = 0, seconds: float = 0) -> timedelta:
    try:
        return timedelta(days=days, seconds=seconds)
    except OverflowError:
        raise Fault("Dates reach from the year 1 to the year 9999.") from None


def read_moment(text: str) -> Moment:
    moment = try_moment(text)
    if moment is None:
        raise Fault(
            f"'{text[:40]}' is no date in ISO 8601.",
            "Write 2026-11-20 or 2026-11-20T18:30:00Z, or use parse_date(text, format).",
        )
    return moment


def read_in(budget: Budget, text: str, zone: str | None = None) -> Moment:
    """The moment, on request as the clocks of a time zone show it."""
    budget.work(20)
    moment = read_moment(text)
    return moment if zone is None else moment.in_zone(zone_of(zone))


@lru_cache(maxsize=1024)
def try_moment(text: str) -> Moment | None:
    """The moment, or None where the text is neither ISO 8601 nor the form that mail and HTTP use."""
    if not 8 <= len(text) <= _LONGEST or not text.isascii():
        return None
    try:
        return Moment(datetime.combine(date.fromisoformat(text), datetime.min.time()), is_date=True)
    except ValueError:
        pass
    try:
        return Moment(datetime.fromisoformat(text))
    except ValueError:
        pass
    try:
        return Moment(parsedate_to_datetime(text)) if "," in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """The zone of a name such as Europe/Berlin, of UTC, or of an offset such as +02:00."""
    if name in ("UTC", "Z"):
        return UTC
    if name in _zone_names():
        return ZoneInfo(name)
    if len(name) == 6 and name[0] in "+-" and name[3] == ":" and (name[1:3] + name[4:]).isdecimal():
        minutes = int(name[1:3]) * 60 + int(name[4:])
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    near = instead(name, sorted(_zone_names())).partition(" There are:")[0]
    raise Fault(
        f"There is no time zone `{name[:60]}`.{near}",
        "Examples: UTC, Europe/Berlin, America/New_York, +02:00.",
    )
