"""A JSON value as the content of a file."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from nodes.errors import InvalidError
from nodes.files.yaml import written_yaml
from nodes.records.items import list_of
from nodes.records.written import as_text

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_SHEET_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class Writing:
    format: str
    columns: Sequence[str] = ()
    delimiter: str = ","
    header: bool = True
    safe_cells: bool = True
    """Text that a spreadsheet would run as a formula gets a ' before it."""


MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "text": "text/plain",
    "yaml": "application/yaml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {"text": "txt"}


def write_file(value: Any, how: Writing) -> bytes:
    """Raises `InvalidError` for a value that the format has no place for."""
    return _WRITERS[how.format](value, how)


def table(value: Any, how: Writing) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows. Objects give a cell per column, lists their entries, anything else one cell."""
    items = list_of(value, "rows")
    if not any(isinstance(item, dict) for item in items):
        return list(how.columns), [item if isinstance(item, list) else [item] for item in items]
    columns = list(how.columns) or list(
        dict.fromkeys(name for item in items if isinstance(item, dict) for name in item)
    )
    for at, item in enumerate(items):
        if not isinstance(item, dict):
            raise InvalidError(f"Row {at} is no object like the others", code="rows")
    return columns, [[item.get(name) for name in columns] for item in items]


def _csv(value: Any, how: Writing) -> bytes:
    columns, rows = table(value, how)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=how.delimiter)
    if how.header and columns:
        writer.writerow([_safe(name, how) for name in columns])
    writer.writerows(
        [
            [_safe(as_text(cell), how) if isinstance(cell, str) else as_text(cell) for cell in row]
            for row in rows
        ]
    )
    return text.getvalue().encode()


def _safe(text: str, how: Writing) -> str:
    return f"'{text}" if how.safe_cells and text.startswith(FORMULA) else text


def _xlsx(value: Any, how: Writing) -> bytes:
    # Loaded late: few workers ever write a spreadsheet.
    from xlsxwriter import Workbook  # noqa: PLC0415

    columns, rows = table(value, how)
    if len(rows) > MAX_SHEET_ROWS:
        raise InvalidError(f"There are {len(rows):,} rows; a sheet takes {MAX_SHEET_ROWS:,}", code="rows")
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet()
        lines = [columns, *rows] if how.header and columns else rows
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                _put(sheet, at, column, cell)
    return file.getvalue()


def _put(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < 2**53:
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, as_text(cell)[:32_767])


_WRITERS: dict[str, Callable[[Any, Writing], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": lambda value, how: orjson.dumps(value, option=orjson.OPT_INDENT_2),
    "jsonl": lambda value, how: b"".join(orjson.dumps(each) + b"\n" for each in list_of(value, "rows")),
    "yaml": lambda value, how: written_yaml(value).encode(),
    "text": lambda value, how: as_text(value).encode(),
}
