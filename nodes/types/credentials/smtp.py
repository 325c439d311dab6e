"""A mail server that sends for us."""

from typing import Literal

from pydantic import BaseModel

from nodes.credentials import CredentialType
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


smtp = CredentialType(key="smtp", title="Mail server", fields=Fields, icon="mail", summary="An SMTP server.")
