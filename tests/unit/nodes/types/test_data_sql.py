"""`data.sql`: lists as tables, and everything else closed."""

from typing import Any

import pytest

from nodes.errors import FatalError, InvalidError
from nodes.testing import run_node
from nodes.types.data.sql import sql

SECRETS = [{"password": "s3cret"}]


def ask(statement: str, input: Any = None, **config: Any) -> Any:
    return run_node(sql, {"sql": statement, **config}, [{"n": 1, "s": "a"}] if input is None else input).value


@pytest.mark.parametrize(
    ("items", "statement", "rows"),
    [
        ([1, 2, None], "SELECT sum(value) AS s FROM items", [{"s": 3}]),
        ([], "SELECT count(*) AS n FROM items", [{"n": 0}]),
        ([{"a": 1}, {"b": "x"}], "SELECT a, b FROM items", [{"a": 1, "b": None}, {"a": None, "b": "x"}]),
        ([{"o": {"p": [1, 2]}}], "SELECT o.p[2] AS x, o FROM items", [{"x": 2, "o": {"p": [1, 2]}}]),
        ([{"a": 1}, {"a": "x"}], "SELECT count(*) AS n FROM items", [{"n": 2}]),
        ([{"d": "2026-11-20"}], "SELECT d::DATE + 1 AS d, 1.50::DECIMAL(5,2) AS x FROM items", [{"d": "2026-11-21", "x": "1.50"}]),
        ([{"a'b\"c": 1}], "SELECT \"a'b\"\"c\" AS x FROM items", [{"x": 1}]),
    ],
)  # fmt: skip
def test_list_of_any_shape_is_a_table(items: Any, statement: str, rows: Any) -> None:
    assert ask(statement, items)["rows"] == rows


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM SECRETS",
        "SELECT * FROM CLOSED",
        "SELECT getenv('PATH')",
        "COPY items TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db' AS x",
        "EXPORT DATABASE '/tmp/x'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '10GB'",
        "PRAGMA database_list",
        "DROP TABLE items",
        "INSERT INTO items VALUES (1, 'x')",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
    ],
)
def test_rule_3_only_the_tables_at_hand_can_be_asked(statement: str) -> None:
    with pytest.raises(InvalidError):
        ask(statement)


def test_values_are_bound() -> None:
    attack = "x' OR 1=1 --"

    assert ask("SELECT n FROM items WHERE s = $s", parameters={"s": attack})["rows"] == []


@pytest.mark.parametrize(
    ("statement", "config", "told"),
    [
        ("SELEC 1", {}, "cannot be run"),
        ("SELECT none FROM items", {}, "none"),
        ("SELECT n FROM items WHERE n = $x", {}, "cannot be run"),
        ("SELECT 1 AS a, 2 AS a", {}, "Two columns are called 'a'"),
        ("SELECT 1 AS a", {"tables": {"No Name": []}}, "is no name for a table"),
        ("SELECT 1 AS a", {"tables": {'x" AS SELECT 1; --': []}}, "is no name for a table"),
        ("SELECT 1 AS a", {"tables": {"t": 7}}, "must be a list"),
    ],
)
def test_mistake_is_the_author_s_to_mend(statement: str, config: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidError, match=told):
        ask(statement, **config)


@pytest.mark.parametrize(
    ("statement", "config", "code"),
    [
        ("SELECT count(*) AS n FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 5", {"seconds": 0.3}, "time_limit"),
        ("SELECT list(a.range::VARCHAR || repeat('x', 1000)) AS l FROM range(1000000) a", {"megabytes": 64}, "memory_limit"),
    ],
)  # fmt: skip
def test_greedy_statement_is_ended_within_its_limits(
    statement: str, config: dict[str, Any], code: str
) -> None:
    with pytest.raises(FatalError) as raised:
        ask(statement, **config)

    assert raised.value.code == code
    assert ask("SELECT 1 AS a")["rows"] == [{"a": 1}]


def test_only_so_many_rows_are_taken() -> None:
    told = ask("SELECT range AS n FROM range(1000000)", rows=3)

    assert (told["rows"], told["complete"]) == ([{"n": 0}, {"n": 1}, {"n": 2}], False)
