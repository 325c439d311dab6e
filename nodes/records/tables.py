"""SQL over lists of objects: a DuckDB of its own in memory, closed to files, network, settings and Python's variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Timer
from typing import Any

import orjson

from nodes.errors import FatalError, InvalidError
from nodes.records.items import list_of

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "1",
}


@dataclass(frozen=True, slots=True)
class Query:
    sql: str
    parameters: Mapping[str, Any]
    rows: int
    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[dict[str, Any]]
    complete: bool


def query_tables(tables: Mapping[str, Any], query: Query) -> Found:
    """Blocks, for a thread. Raises `InvalidError` for a statement that cannot be run, `FatalError` at a limit."""
    # Loaded late: it is large, and few workers ever need it.
    import duckdb  # noqa: PLC0415

    with duckdb.connect(":memory:", config={**CLOSED, "memory_limit": f"{query.megabytes}MB"}) as connection:
        connection.execute("SET max_temp_directory_size = '0KB'")
        connection.execute("SET lock_configuration = true")
        ended = Timer(query.seconds, connection.interrupt)
        ended.start()
        try:
            for name, rows in tables.items():
                _create(connection, name, rows)
            return _answer(connection, query)
        except duckdb.InterruptException:
            raise FatalError(
                f"The statement ran longer than {query.seconds:g} s", code="time_limit"
            ) from None
        except duckdb.OutOfMemoryException:
            raise FatalError(
                f"The statement used more than {query.megabytes} MB", code="memory_limit"
            ) from None
        except duckdb.PermissionException:
            raise InvalidError(
                "The statement reaches for files or the network, which are closed here", code="sql"
            ) from None
        except duckdb.Error as error:
            raise InvalidError(f"The statement cannot be run: {error!s:.500}", code="sql") from None
        finally:
            ended.cancel()


def _create(connection: Any, name: str, rows: Any) -> None:
    if not NAME.fullmatch(name):
        raise InvalidError(
            f"{name!r:.60} is no name for a table; write lower case letters, digits and _", code="table"
        )
    items = [item if isinstance(item, dict) else {"value": item} for item in list_of(rows, f"table {name!r}")]
    if not any(items):
        connection.execute(f'CREATE TABLE "{name}" (value VARCHAR)')
        return
    written = orjson.dumps(items).decode()
    [structure] = connection.execute("SELECT json_structure(?::JSON)", [written]).fetchone()
    made = f'CREATE TABLE "{name}" AS SELECT r.* FROM (SELECT unnest(from_json(?::JSON, ?)) AS r)'  # noqa: S608 - a checked name
    connection.execute(made, [written, structure])


def _answer(connection: Any, query: Query) -> Found:
    statements = connection.extract_statements(query.sql)
    if len(statements) != 1 or statements[0].type.name != "SELECT":
        raise InvalidError("Write one statement, and one that selects", code="sql")
    cursor = connection.execute(statements[0], dict(query.parameters))
    names = [column[0] for column in cursor.description]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InvalidError(
            f"Two columns are called {doubled[0]!r}; give one of them another name with AS", code="columns"
        )
    found = cursor.fetchmany(query.rows + 1)
    return Found(
        [dict(zip(names, row, strict=True)) for row in found[: query.rows]], len(found) <= query.rows
    )
