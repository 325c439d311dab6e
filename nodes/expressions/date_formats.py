"""Dates in other forms: the directives `%Y %m %d …`, written and read by fixed rules and in English on every machine."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from nodes.expressions.errors import Fault
from nodes.expressions.moments import Moment, zone_of

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LONGEST = 200


def _offset(at: datetime, colon: str = "") -> str:
    offset = at.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{colon}{abs(minutes) % 60:02d}"


_WRITERS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04d}",
    "y": lambda at: f"{at.year % 100:02d}",
    "m": lambda at: f"{at.month:02d}",
    "d": lambda at: f"{at.day:02d}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at.hour:02d}",
    "I": lambda at: f"{at.hour % 12 or 12:02d}",
    "M": lambda at: f"{at.minute:02d}",
    "S": lambda at: f"{at.second:02d}",
    "f": lambda at: f"{at.microsecond:06d}",
    "p": lambda at: "AM" if at.hour < 12 else "PM",
    "B": lambda at: MONTHS[at.month - 1],
    "b": lambda at: MONTHS[at.month - 1][:3],
    "A": lambda at: DAYS[at.weekday()],
    "a": lambda at: DAYS[at.weekday()][:3],
    "u": lambda at: str(at.isoweekday()),
    "j": lambda at: f"{at.timetuple().tm_yday:03d}",
    "V": lambda at: f"{at.isocalendar().week:02d}",
    "G": lambda at: str(at.isocalendar().year),
    "z": _offset,
    "Z": lambda at: at.tzname() or "",
    "s": lambda at: str(int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())),
    "%": lambda at: "%",
}


def write_date(moment: Moment, form: str) -> str:
    """The moment in the form, of which every `%` and letter is replaced."""
    pieces: list[str] = []
    for directive, plain in _pieces(form):
        writer = _WRITERS.get(directive) if directive else None
        if directive and writer is None:
            known = " ".join(f"%{letter}" for letter in _WRITERS)
            raise Fault(f"A date has no `%{directive}`.", f"There are: {known}.")
        pieces.append(writer(moment.at) if writer else plain)
    return "".join(pieces)


def _pieces(form: str) -> list[tuple[str, str]]:
    """Each directive or plain character of the form."""
    if len(form) > _LONGEST:
        raise Fault(f"The form of a date has at most {_LONGEST} characters.")
    pieces: list[tuple[str, str]] = []
    index = 0
    while index < len(form):
        if form[index] == "%":
            pieces.append((form[index + 1 : index + 2] or "?", ""))
            index += 2
        else:
            pieces.append(("", form[index]))
            index += 1
    return pieces


_DIGITS = {"Y": 4, "y": 2, "m": 2, "d": 2, "e": 2, "H": 2, "I": 2, "M": 2, "S": 2, "f": 6, "j": 3, "s": 11}
_NAMED = {"B": MONTHS, "A": DAYS, "p": ("AM", "PM")}


def read_date(text: str, form: str) -> Moment:
    """The moment that the text writes in the form. What the form leaves out is the first of its kind."""
    if len(text) > _LONGEST:
        raise Fault(f"The text of a date has at most {_LONGEST} characters.")
    found: dict[str, int] = {}
    zone = ""
    at = 0
    for directive, plain in _pieces(form):
        if directive in _DIGITS:
            found[directive], at = _read_digits(text, at, _DIGITS[directive], directive)
        elif directive.upper() in ("B", "A", "P"):
            kind = "p" if directive == "p" else directive.upper()
            found[kind], at = _read_name(text, at, _NAMED[kind])
        elif directive in ("z", "Z"):
            zone, at = _read_zone(text, at)
        elif directive in ("", "%"):
            at = _read_plain(text, at, plain or "%")
        else:
            raise Fault(f"A date cannot be read with `%{directive}`.")
    if text[at:].strip():
        raise _unfit(text, at)
    return _assembled(
        found, zone, has_time=any(mark in form for mark in ("%H", "%I", "%M", "%S", "%f", "%z", "%s"))
    )


def _unfit(text: str, at: int) -> Fault:
    return Fault(f"'{text[:40]}' does not fit the form from '{text[at : at + 10]}' on.")


def _read_digits(text: str, at: int, most: int, directive: str) -> tuple[int, int]:
    end = at + 1 if directive == "s" and text[at : at + 1] == "-" else at
    while end < len(text) and end - at < most and "0" <= text[end] <= "9":
        end += 1
    try:
        number = int(text[at:end])
    except ValueError:
        raise _unfit(text, at) from None
    return (number * 10 ** (6 - (end - at)) if directive == "f" else number), end


def _read_name(text: str, at: int, names: tuple[str, ...]) -> tuple[int, int]:
    rest = text[at : at + 12].lower()
    for number, name in enumerate(names):
        for shape in (name.lower(), name[:3].lower()):
            if rest.startswith(shape):
                return number, at + len(shape)
    raise _unfit(text, at)


def _read_zone(text: str, at: int) -> tuple[str, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "()[],;":
        end += 1
    name = text[at:end]
    if len(name) == 5 and name[0] in "+-":
        name = f"{name[:3]}:{name[3:]}"
    return name, end


def _read_plain(text: str, at: int, plain: str) -> int:
    if plain.isspace():
        while at < len(text) and text[at].isspace():
            at += 1
        return at
    if text[at : at + 1].lower() != plain.lower():
        raise _unfit(text, at)
    return at + 1


def _assembled(found: dict[str, int], zone: str, *, has_time: bool) -> Moment:
    if "s" in found:
        return Moment(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=found["s"]))
    year = found.get("Y", 1900)
    if "y" in found:
        year = found["y"] + (2000 if found["y"] < 69 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") else 0)
    month = found["B"] + 1 if "B" in found else found.get("m", 1)
    try:
        at = datetime(
            year, month, found.get("d", found.get("e", 1)), hour, found.get("M", 0), found.get("S", 0)
        )
    except ValueError as error:
        raise Fault(f"There is no such date: {error}.") from None
    if "j" in found:
        at = at.replace(month=1, day=1) + timedelta(days=found["j"] - 1)
    at = at.replace(microsecond=found.get("f", 0))
    return Moment(at.replace(tzinfo=zone_of(zone)) if zone else at, is_date=not has_time)
