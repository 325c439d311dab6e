"""Reading and writing files: what comes out, and what hostile files do not do."""

from typing import Any

import pytest

from nodes.errors import InvalidError
from nodes.testing import run_node
from nodes.testing_context import MemoryFiles
from nodes.types.files.read import read
from nodes.types.files.write import write

ROWS = [{"name": "Tea, green", "price": 2.5, "n": 1}, {"name": "Größe", "price": None, "n": 2}]
LAUGHS = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
ENTITIES = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'


def look(content: bytes, name: str = "a.csv", media_type: str = "", **config: Any) -> Any:
    files = MemoryFiles({"f": content})
    reference = {"$file": "f", "name": name, "media_type": media_type}
    return run_node(read, {"file": "{{ input }}", **config}, reference, artefacts=files).value


@pytest.mark.parametrize(
    ("content", "config", "rows"),
    [
        (b"a,b\n1,x\n", {}, [{"a": "1", "b": "x"}]),
        (b"\xef\xbb\xbfa;b\r\n1;x\r\n", {}, [{"a": "1", "b": "x"}]),
        (b"a\tb\n1\tx", {}, [{"a": "1", "b": "x"}]),
        (b'a,b\n"x\ny","say ""hi"""\n', {}, [{"a": "x\ny", "b": 'say "hi"'}]),
        (b"a,b\n1\n1,2,3\n\n", {}, [{"a": "1", "b": None}, {"a": "1", "b": "2", "column_3": "3"}]),
        (b"a,,a\n1,2,3\n", {}, [{"a": "1", "column_2": "2", "a_2": "3"}]),
        (b"1,2\n3,4", {"format": "csv", "header": False}, [["1", "2"], ["3", "4"]]),
        ("ä\nö".encode("latin-1"), {"encoding": "latin-1"}, [{"ä": "ö"}]),
        (b"", {}, []),
    ],
)
def test_csv_of_many_kinds(content: bytes, config: dict[str, Any], rows: list[Any]) -> None:
    told = look(content, **config)

    assert (told["content"], told["count"], told["complete"]) == (rows, len(rows), True)


def test_rows_beyond_the_limit_are_left_out_and_told() -> None:
    told = look(b"a\n1\n2\n3\n", rows=2)

    assert (told["count"], told["complete"]) == (2, False)


@pytest.mark.parametrize(
    ("name", "content", "value"),
    [
        ("a.json", b'{"a": 1}', {"a": 1}),
        ("a.jsonl", b'{"a": 1}\n\n[2]\n', [{"a": 1}, [2]]),
        ("a.yml", b"a: 1\nb: [x, 2026-11-20]", {"a": 1, "b": ["x", "2026-11-20"]}),
        ("a.txt", b"hello", "hello"),
        ("a.xml", b'<o id="7" xmlns="u:x"><l>a</l><l>b</l><e/><t k="v">x</t></o>', {"o": {"@id": "7", "l": ["a", "b"], "e": None, "t": {"@k": "v", "#text": "x"}}}),
        ("a.xml", b'<?xml version="1.0" encoding="iso-8859-1"?><o>\xe4</o>', {"o": "\u00e4"}),
    ],
)  # fmt: skip
def test_format_is_told_by_the_name(name: str, content: bytes, value: Any) -> None:
    assert look(content, name)["content"] == value


def test_format_is_told_by_the_type_where_the_name_says_nothing() -> None:
    assert look(b"[1]", "answer", "application/json; charset=utf-8")["content"] == [1]
    with pytest.raises(InvalidError, match="choose it"):
        look(b"[1]", "answer", "application/octet-stream")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"{", "is no JSON"),
        ("a.jsonl", b"1\n{", "Line 2 is no JSON"),
        ("a.csv", b"a\n\0", "NUL"),
        ("a.csv", b"\xff", "not written in utf-8"),
        ("a.yaml", b"a: [", "no YAML"),
        ("a.yaml", LAUGHS.encode(), "aliases"),
        ("a.yaml", b"!!python/object/apply:os.system [true]", "no YAML"),
        ("a.yaml", b"[" * 5000, "no YAML"),
        ("a.xml", b"<a>", "no XML"),
        ("a.xml", ENTITIES.encode(), "document type"),
        ("a.xml", ENTITIES.encode("utf-16"), "document type"),
        ("a.xml", b"<a>" * 100 + b"</a>" * 100, "more than 60 levels"),
        ("a.xlsx", b"PK no zip", "cannot be read as a spreadsheet"),
    ],
)
def test_file_that_cannot_or_must_not_be_read_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(InvalidError, match=told):
        look(content, name)


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "jsonl", "yaml"])
def test_what_is_written_can_be_read_again(format: str) -> None:
    files = MemoryFiles()
    reference = run_node(write, {"format": format, "name": "stock"}, ROWS, artefacts=files).value

    told = run_node(read, {"file": "{{ input }}"}, reference, artefacts=files).value

    as_text = [{"name": "Tea, green", "price": "2.5", "n": "1"}, {"name": "Größe", "price": "", "n": "2"}]
    assert reference["name"] == f"stock.{format}"
    assert told["content"] == (as_text if format == "csv" else ROWS)


def test_columns_are_chosen_and_ordered() -> None:
    files = MemoryFiles()

    run_node(write, {"columns": ["n", "none"], "delimiter": ";"}, ROWS, artefacts=files)

    assert files.kept["file-1"] == b"n;none\r\n1;\r\n2;\r\n"


def test_text_that_a_spreadsheet_would_run_gets_a_sign_before_it() -> None:
    files = MemoryFiles()

    run_node(write, {}, [{"a": "=1+1", "b": -1, "c": "-x"}], artefacts=files)
    run_node(write, {"safe_cells": False}, [{"a": "=1+1"}], artefacts=files)

    assert files.kept["file-1"] == b"a,b,c\r\n'=1+1,-1,'-x\r\n"
    assert files.kept["file-2"] == b"a\r\n=1+1\r\n"


def test_spreadsheet_takes_text_as_text() -> None:
    files = MemoryFiles()
    given = [{"a": "=1+1", "b": "http://x.example", "c": "007", "d": True, "e": [1]}]

    reference = run_node(write, {"format": "xlsx"}, given, artefacts=files).value

    told = run_node(read, {"file": "{{ input }}"}, reference, artefacts=files).value
    assert told["content"] == [{"a": "=1+1", "b": "http://x.example", "c": "007", "d": True, "e": "[1]"}]


@pytest.mark.parametrize("value", [None, {"a": 1}, "text", [{"a": 1}, 2]])
def test_table_needs_rows(value: Any) -> None:
    with pytest.raises(InvalidError):
        run_node(write, {"format": "csv"}, value)


def test_sheet_that_is_not_there_is_said_so() -> None:
    files = MemoryFiles()
    reference = run_node(write, {"format": "xlsx"}, ROWS, artefacts=files).value

    with pytest.raises(InvalidError, match=r"There is no sheet 'Other'\. There are: Sheet1"):
        run_node(read, {"file": reference, "sheet": "Other"}, artefacts=files)


def test_file_that_is_not_there_is_said_so() -> None:
    with pytest.raises(InvalidError, match="There is no file"):
        run_node(read, {"file": {"$file": "x", "name": "a.csv"}})
