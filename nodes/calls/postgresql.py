"""One statement to a PostgreSQL server: bound parameters, a checked address, limits on time and rows."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from nodes.credentials import Credential
from nodes.egress.addresses import refusal
from nodes.egress.hosts import Allowed, may_be_sent_to
from nodes.egress.refusals import not_found, refused
from nodes.errors import FatalError, InvalidError, NodeError, TransientError

CONNECT_SECONDS = 10
MAY_PASS = ("08", "40", "53", "57P", "55P03")
"""SQLSTATEs after which another try may help: connection, deadlock, too busy, shutting down, lock."""
LOGIN = ("28", "3D000")
AUTHOR = ("22", "23", "42", "0A", "25")


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: Mapping[str, Any] | Sequence[Any]
    read_only: bool
    seconds: float
    rows: int


@dataclass(frozen=True, slots=True)
class Answered:
    rows: list[dict[str, Any]]
    affected: int
    complete: bool


async def checked_address(host: str, port: int, allowed: Allowed) -> str:
    """The one address that will be connected to. Every address of the name must be public, or the place allowed."""
    loop = asyncio.get_running_loop()
    try:
        found = [str(entry[4][0]) for entry in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (socket.gaierror, UnicodeError) as error:
        raise not_found(host, error) from None
    if (host, port) not in allowed:
        for address in found:
            why = refusal(address)
            if why:
                raise refused(host, port, address, why)
    return found[0]


async def run_statement(statement: Statement, credential: Credential, allowed: Allowed) -> Answered:
    """Raises `InvalidError` for what the author must mend, `TransientError` for what may pass."""
    # Loaded late: few workers ever ask a database of others.
    import psycopg  # noqa: PLC0415

    host, port = str(credential["host"]), int(credential.get("port") or 5432)
    if not may_be_sent_to(host, credential.allowed_hosts):
        raise InvalidError(
            f"The credential may not be sent to {host}. Add the host to the credential",
            code="credential_host",
        )
    address = await checked_address(host, port, allowed)
    try:
        async with asyncio.timeout(statement.seconds + CONNECT_SECONDS):
            connection = await psycopg.AsyncConnection.connect(
                **arguments(credential, host, address, port, statement)
            )
            async with connection:
                await connection.set_read_only(statement.read_only)
                return await (_read if statement.read_only else _write)(connection, statement)
    except TimeoutError:
        raise TransientError(f"{host} did not answer in time", code="timeout") from None
    except psycopg.Error as error:
        raise told(error, host, statement) from None


def arguments(
    credential: Credential, host: str, address: str, port: int, statement: Statement
) -> dict[str, Any]:
    """For libpq: the address decides where it goes, the name is for the certificate."""
    security = str(credential.get("security") or "verify-full")
    return {
        "host": host,
        "hostaddr": address,
        "port": port,
        "dbname": str(credential["database"]),
        "user": str(credential["username"]),
        "password": str(credential.get("password") or ""),
        "sslmode": security,
        **({"sslrootcert": "system"} if security == "verify-full" else {}),
        "passfile": "/dev/null",
        "gssencmode": "disable",
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "quintet",
        "options": f"-c statement_timeout={int(statement.seconds * 1000)}",
    }


async def _read(connection: Any, statement: Statement) -> Answered:
    """Row by row, so that a table that is too large costs neither memory nor the rest of the time."""
    rows: list[dict[str, Any]] = []
    names: list[str] = []
    # Closing the stream early cancels the statement on the server.
    async with (
        connection.cursor() as cursor,
        aclosing(cursor.stream(statement.sql, statement.parameters)) as stream,
    ):
        async for row in stream:
            names = names or names_of(cursor)
            if len(rows) == statement.rows:
                return Answered(rows, len(rows), complete=False)
            rows.append(dict(zip(names, row, strict=True)))
    return Answered(rows, len(rows), complete=True)


async def _write(connection: Any, statement: Statement) -> Answered:
    async with connection.cursor() as cursor:
        # Prepared, because then the server takes one statement only.
        await cursor.execute(statement.sql, statement.parameters, prepare=True)
        found = await cursor.fetchmany(statement.rows + 1) if cursor.description else []
        names = names_of(cursor)
        rows = [dict(zip(names, row, strict=True)) for row in found[: statement.rows]]
        return Answered(rows, max(cursor.rowcount, 0), complete=len(found) <= statement.rows)


def names_of(cursor: Any) -> list[str]:
    """The columns; a name that comes twice would lose one of them."""
    names = [column.name for column in cursor.description or ()]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InvalidError(
            f"Two columns are called {doubled[0]!r}; give one of them another name with AS", code="columns"
        )
    return names


def told(error: Any, host: str, statement: Statement) -> NodeError:
    """The error of the server as one of the three kinds. It never holds the parameters or the password."""
    from psycopg import ProgrammingError  # noqa: PLC0415 - it is loaded by now

    state = str(error.sqlstate or "")
    message = (getattr(error.diag, "message_primary", None) or str(error)).strip()[:500]
    details = {"sqlstate": state} if state else {}
    if state == "57014":
        return FatalError(
            f"The statement ran longer than {statement.seconds:g} s", code="timeout", details=details
        )
    if state == "25006":
        hint = "it writes, and the node only reads; switch *Only read* off if that is meant"
        return InvalidError(f"The statement was refused: {hint}", code="read_only", details=details)
    if state.startswith(LOGIN):
        return InvalidError(
            f"{host} does not let the credential in: {message}", code="login", details=details
        )
    if not state and isinstance(error, ProgrammingError):
        return InvalidError(f"The statement and its values do not fit together: {message}", code="sql")
    if not state or state.startswith(MAY_PASS):
        return TransientError(f"{host}: {message}", code="database", details=details)
    if state.startswith(AUTHOR):
        return InvalidError(f"The statement was refused: {message}", code="sql", details=details)
    return FatalError(f"The statement was refused: {message}", code="sql", details=details)
