"""A PostgreSQL database."""

from typing import Any, Literal

from pydantic import BaseModel

from nodes.calls.postgresql import Statement, run_statement
from nodes.credentials import Credential, CredentialType
from nodes.fields import choice, number, secret, text


class Fields(BaseModel):
    host: str = text(title="Server", pattern=r"^[A-Za-z0-9.:-]+$", placeholder="db.example.com")
    port: int = number(5432, title="Port", ge=1, le=65535)
    database: str = text(title="Database", min_length=1)
    username: str = text(title="Name", min_length=1)
    password: str = secret("", title="Password")
    security: Literal["verify-full", "require", "disable"] = choice(
        "verify-full",
        title="Encryption",
        labels={
            "verify-full": "TLS with a checked certificate",
            "require": "TLS, any certificate",
            "disable": "None",
        },
    )


async def select_one(credential: Credential, http: Any) -> str:
    """Logs in and reads a single number."""
    question = Statement("SELECT 1 AS one", {}, read_only=True, seconds=10, rows=1)
    await run_statement(question, credential, http.allowed)
    return f"The database {credential['database']} on {credential['host']} answers."


postgresql = CredentialType(
    key="postgresql",
    title="PostgreSQL",
    fields=Fields,
    icon="database",
    summary="A PostgreSQL server and a database on it.",
    test=select_one,
)
