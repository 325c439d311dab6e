"""The content of a file as a JSON value. Everything here is bounded: rows, depth, sizes, and no reference is followed."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from nodes.errors import InvalidError
from nodes.files.xml import parsed_xml, xml_as_json
from nodes.files.yaml import parsed_yaml

MAX_FIELD = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read. `rows` is the most that are taken of a table."""

    format: str
    encoding: str = "utf-8"
    delimiter: str = ""
    header: bool = True
    sheet: str = ""
    rows: int = 100_000


def read_file(content: bytes, how: Reading) -> dict[str, Any]:
    """`{"format", "content"}` and for tables also `count` and `complete`. Raises `InvalidError` for what cannot be read."""
    if how.format in _TABLES:
        rows = list(islice(_TABLES[how.format](content, how), how.rows + 1))
        taken = rows[: how.rows]
        return {
            "format": how.format,
            "content": taken,
            "count": len(taken),
            "complete": len(rows) <= how.rows,
        }
    return {"format": how.format, "content": _VALUES[how.format](content, how)}


def decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode("utf-8-sig" if encoding.lower().replace("_", "-") == "utf-8" else encoding)
    except LookupError:
        raise InvalidError(
            f"There is no encoding {encoding!r}; write utf-8 or latin-1", code="encoding"
        ) from None
    except UnicodeDecodeError as error:
        raise InvalidError(
            f"The file is not written in {encoding}: byte {error.start} does not fit; try latin-1",
            code="encoding",
        ) from None


def _csv(content: bytes, how: Reading) -> Iterator[Any]:
    text = decoded(content, how.encoding)
    if "\0" in text:
        raise InvalidError("The file holds the character NUL, so it is no CSV", code="csv")
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=how.delimiter or _delimiter(text))
    try:
        rows = (row for row in reader if row)
        names = _names(next(rows, [])) if how.header else []
        for row in rows:
            yield _named(names, row) if how.header else row
    except csv.Error as error:
        raise InvalidError(f"Line {reader.line_num} cannot be read as CSV: {error}", code="csv") from None


def _delimiter(text: str) -> str:
    """The sign that the first line holds most of: a comma, a semicolon, a tab or a bar."""
    first = text[:10_000].split("\n", 1)[0]
    return max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))


def _names(header: list[str]) -> list[str]:
    """Each name once: an empty one is called by its column, a second one gets a number."""
    names: list[str] = []
    for at, name in enumerate(header, 1):
        wanted = name.strip() or f"column_{at}"
        given, number = wanted, 2
        while given in names:
            given, number = f"{wanted}_{number}", number + 1
        names.append(given)
    return names


def _named(names: list[str], row: list[Any]) -> dict[str, Any]:
    """The row as an object; what is missing at its end is null, what is too much goes by its column."""
    longer = [*names, *(f"column_{at}" for at in range(len(names) + 1, len(row) + 1))]
    return {name: row[at] if at < len(row) else None for at, name in enumerate(longer)}


def _jsonl(content: bytes, how: Reading) -> Iterator[Any]:
    for number, line in enumerate(io.BytesIO(content), 1):
        if line.strip():
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InvalidError(f"Line {number} is no JSON: {error}", code="json") from None


def _xlsx(content: bytes, how: Reading) -> Iterator[Any]:
    # Loaded late: few workers ever read a spreadsheet.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if how.sheet and how.sheet not in workbook.sheet_names:
            there = ", ".join(workbook.sheet_names[:20])
            raise InvalidError(f"There is no sheet {how.sheet!r}. There are: {there}", code="sheet")
        rows = iter(workbook.get_sheet_by_name(how.sheet or workbook.sheet_names[0]).to_python())
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise InvalidError(f"The file cannot be read as a spreadsheet: {error!s:.200}", code="xlsx") from None
    names = _names([str(cell) for cell in next(rows, [])]) if how.header else []
    for row in rows:
        cells = [_cell(cell) for cell in row]
        yield _named(names, cells) if how.header else cells


def _cell(value: Any) -> Any:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


def _json(content: bytes, how: Reading) -> Any:
    try:
        return orjson.loads(decoded(content, how.encoding))
    except orjson.JSONDecodeError as error:
        raise InvalidError(f"The file is no JSON: {error}", code="json") from None


_TABLES: dict[str, Callable[[bytes, Reading], Iterator[Any]]] = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
_VALUES: dict[str, Callable[[bytes, Reading], Any]] = {
    "json": _json,
    "yaml": lambda content, how: parsed_yaml(decoded(content, how.encoding)),
    "xml": lambda content, how: xml_as_json(parsed_xml(content)),
    "text": lambda content, how: decoded(content, how.encoding),
}
