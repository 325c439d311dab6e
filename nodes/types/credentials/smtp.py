"""A mail server that sends for us."""

import asyncio
from typing import Any, Literal

from pydantic import BaseModel

from nodes.calls.smtp import Server, logged_in
from nodes.credentials import Credential, CredentialType
from nodes.egress.hosts import Allowed
from nodes.fields import choice, number, secret, text


class Fields(BaseModel):
    host: str = text(title="Server", pattern=r"^[A-Za-z0-9.:\[\]-]+$")
    port: int = number(587, title="Port", ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = choice(
        "starttls",
        title="Encryption",
        labels={"starttls": "STARTTLS", "tls": "TLS from the start", "none": "None"},
    )
    username: str = text("", title="Name")
    password: str = secret("", title="Password")


async def log_in(credential: Credential, http: Any) -> str:
    """Greets the server and logs in where there is a name; no mail is sent."""
    server = Server.of(credential)
    await asyncio.to_thread(_greet, server, http.allowed)
    return f"{server.host} lets {server.username} in." if server.username else f"{server.host} answers."


def _greet(server: Server, allowed: Allowed) -> None:
    with logged_in(server, allowed) as connection:
        connection.noop()


smtp = CredentialType(
    key="smtp", title="Mail server", fields=Fields, icon="mail", summary="An SMTP server.", test=log_in
)
