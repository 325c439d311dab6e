"""`db.sql` against a real PostgreSQL, reached over TCP on loopback."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from nodes.credentials import Credential
from nodes.effects import Effect
from nodes.egress.client import Egress
from nodes.errors import FatalError, InvalidError, NodeError, TransientError
from nodes.testing import Ran, run_node_async
from nodes.types.credentials.postgresql import postgresql
from nodes.types.db.sql import sql
from tests.services.postgres import postgres_in

MANY = "SELECT a AS n FROM generate_series(1, 10000) AS a, generate_series(1, 10000) AS b"


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while content := source.recv(65536):
            target.sendall(content)
    except OSError:
        pass
    finally:
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def forward(listening: socket.socket, path: str) -> None:
    """The server listens on a unix socket only; this is its door to TCP."""
    while True:
        try:
            caller, _ = listening.accept()
        except OSError:
            return
        server = socket.socket(socket.AF_UNIX)
        server.connect(path)
        for ends in ((caller, server), (server, caller)):
            threading.Thread(target=pump, args=ends, daemon=True).start()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    import psycopg

    with tempfile.TemporaryDirectory(prefix="quintet-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        service = postgres_in(folder / "postgres")
        with psycopg.connect(service.url, autocommit=True) as connection:
            path = f"{connection.info.host}/.s.PGSQL.{connection.info.port}"
            connection.execute(
                "CREATE TABLE stock (id int PRIMARY KEY, name text, price numeric, at timestamptz, tags jsonb)"
            )
            connection.execute(
                "INSERT INTO stock VALUES (1, 'Tea', 2.50, '2026-11-20T10:00:00Z', '[1]'), (2, 'O''Neil', NULL, NULL, NULL)"
            )
        listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=forward, args=(listening, path), daemon=True).start()
        yield listening.getsockname()[1]
        listening.close()
        service.stop()


async def ask(port: int, statement: str, *, allow: bool = True, hosts: tuple[str, ...] = ("127.0.0.1",), fields: dict[str, Any] | None = None, **config: Any) -> Ran:  # fmt: skip
    server = {"host": "127.0.0.1", "port": port, "database": "postgres", "username": "postgres", "password": "s3cret", "security": "disable"} | (fields or {})  # fmt: skip
    credentials = {"c1": Credential("c1", "postgresql", "Shop", server, hosts)}
    async with Egress(allow=[f"127.0.0.1:{port}"] if allow else []) as egress:
        given = {"credential": "c1", "sql": statement, **config}
        return await run_node_async(sql, given, credentials=credentials, http=egress)


async def test_rows_come_as_objects_of_json(port: int) -> None:
    ran = await ask(port, "SELECT * FROM stock ORDER BY id")

    assert ran.value["rows"] == [
        {"id": 1, "name": "Tea", "price": "2.50", "at": "2026-11-20T10:00:00+00:00", "tags": [1]},
        {"id": 2, "name": "O'Neil", "price": None, "at": None, "tags": None},
    ]
    assert ran.value["complete"] is True


async def test_rule_3_values_are_bound_and_never_become_part_of_the_statement(port: int) -> None:
    attack = "x'; DROP TABLE stock; --"

    ran = await ask(
        port,
        "SELECT %(name)s AS name, %(list)s::int[] AS l, %(o)s AS o",
        parameters={"name": attack, "list": [1, 2], "o": {"a": 1}},
    )

    assert ran.value["rows"] == [{"name": attack, "l": [1, 2], "o": {"a": 1}}]


async def test_braces_in_a_statement_are_no_expression(port: int) -> None:
    assert (await ask(port, "SELECT '{{ input }}' AS x")).value["rows"] == [{"x": "{{ input }}"}]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM stock RETURNING id",
        "INSERT INTO stock (id) VALUES (9) RETURNING id",
        "WITH gone AS (DELETE FROM stock RETURNING id) SELECT * FROM gone",
        "SELECT set_config('transaction_read_only', 'off', false), nextval('s')",
        "CREATE TABLE t AS SELECT 1",
        "SELECT 1; DELETE FROM stock",
        "COMMIT; DELETE FROM stock",
    ],
)
async def test_rule_3_reading_cannot_write(port: int, statement: str) -> None:
    with pytest.raises((InvalidError, FatalError)):
        await ask(port, statement)

    assert len((await ask(port, "SELECT id FROM stock")).value["rows"]) == 2


async def test_statement_that_writes_says_how_to_allow_it(port: int) -> None:
    with pytest.raises(InvalidError, match=r"switch .*Only read.* off") as raised:
        await ask(port, "INSERT INTO stock (id) VALUES (9) RETURNING id")

    assert raised.value.code == "read_only"


async def test_writing_where_it_is_allowed_is_committed(port: int) -> None:
    first = await ask(
        port,
        "INSERT INTO stock (id, name) VALUES (%(id)s, 'New') RETURNING id",
        read_only=False,
        parameters={"id": 10},
    )
    second = await ask(port, "DELETE FROM stock WHERE id = 10", read_only=False)

    assert first.value == {"rows": [{"id": 10}], "affected": 1, "complete": True}
    assert second.value == {"rows": [], "affected": 1, "complete": True}


async def test_writing_takes_one_statement_and_undoes_what_fails(port: int) -> None:
    with pytest.raises(InvalidError, match="multiple commands"):
        await ask(port, "DELETE FROM stock; DELETE FROM stock", read_only=False)
    with pytest.raises(InvalidError, match="duplicate key"):
        await ask(port, "INSERT INTO stock (id) VALUES (20), (1)", read_only=False)

    assert len((await ask(port, "SELECT id FROM stock")).value["rows"]) == 2


async def test_only_so_many_rows_are_taken_of_a_very_large_answer(port: int) -> None:
    ran = await ask(port, MANY, rows=5)

    assert (len(ran.value["rows"]), ran.value["complete"]) == (5, False)


async def test_statement_that_takes_too_long_is_ended(port: int) -> None:
    with pytest.raises(FatalError, match=r"longer than 0\.2 s") as raised:
        await ask(port, "SELECT pg_sleep(30)", seconds=0.2)

    assert raised.value.code == "timeout"


@pytest.mark.parametrize(
    ("statement", "config", "told"),
    [
        ("SELEC 1", {}, "syntax error"),
        ("SELECT * FROM nothing", {}, "does not exist"),
        ("SELECT 1/0 AS x", {}, "division by zero"),
        ("SELECT %(none)s AS x", {}, "none"),
        ("SELECT 1 AS a, 2 AS a", {}, "Two columns are called 'a'"),
        ("SELECT '5%' AS x", {}, "placeholder|%"),
    ],
)
async def test_mistake_in_a_statement_is_the_author_s_to_mend(
    port: int, statement: str, config: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidError, match=told):
        await ask(port, statement, **config)


async def test_unknown_database_or_name_is_said_so(port: int) -> None:
    with pytest.raises((InvalidError, TransientError), match="nowhere"):
        await ask(port, "SELECT 1", fields={"database": "nowhere"})


async def test_server_on_an_inner_address_is_not_called(port: int) -> None:
    with pytest.raises(InvalidError, match="may not be called"):
        await ask(port, "SELECT 1", allow=False)


async def test_password_goes_only_to_a_host_that_the_credential_names(port: int) -> None:
    with pytest.raises(InvalidError, match="Add the host to the credential"):
        await ask(port, "SELECT 1", hosts=("db.example.com",))


async def test_socket_on_this_machine_cannot_be_named(port: int) -> None:
    with pytest.raises(InvalidError):
        await ask(port, "SELECT 1", hosts=("/tmp",), fields={"host": "/tmp"})


async def test_server_without_encryption_is_refused_where_it_is_asked_for(port: int) -> None:
    with pytest.raises((InvalidError, TransientError), match=r"SSL|certificate"):
        await ask(port, "SELECT 1", fields={"security": "require"})


async def test_closed_port_is_a_transient_error_that_never_shows_the_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        closed = chosen.getsockname()[1]

    with pytest.raises(TransientError) as raised:
        await ask(closed, "SELECT 1")

    assert "s3cret" not in f"{raised.value} {raised.value.details}"


@pytest.mark.parametrize(
    ("read_only", "effect"), [(True, Effect.IDEMPOTENT), (False, Effect.ONCE), ("{{ x }}", Effect.ONCE)]
)
def test_r32_only_reading_may_be_repeated(read_only: Any, effect: Effect) -> None:
    assert sql.effect_for({"read_only": read_only}) is effect


async def try_out(port: int, *, allow: bool = True, hosts: tuple[str, ...] = ("127.0.0.1",), **fields: Any) -> str:  # fmt: skip
    server = {"host": "127.0.0.1", "port": port, "database": "postgres", "username": "postgres", "security": "disable"} | fields  # fmt: skip
    assert postgresql.test is not None
    async with Egress(allow=[f"127.0.0.1:{port}"] if allow else []) as egress:
        return await postgresql.test(Credential("c1", "postgresql", "Shop", server, hosts), egress)


async def test_a_database_credential_is_tried_out(port: int) -> None:
    told = await try_out(port)

    assert told == "The database postgres on 127.0.0.1 answers."


async def test_a_database_credential_for_a_missing_database_says_so(port: int) -> None:
    with pytest.raises(NodeError, match='database "nowhere" does not exist'):
        await try_out(port, database="nowhere")


async def test_trying_a_database_credential_keeps_to_the_allowed_places(port: int) -> None:
    with pytest.raises(InvalidError, match="may not be called"):
        await try_out(port, allow=False)
    with pytest.raises(InvalidError, match="may not be sent to"):
        await try_out(port, hosts=("db.example.com",))
