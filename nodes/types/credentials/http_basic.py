"""A name and a password for a web service."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret, text


class Fields(BaseModel):
    username: str = text(title="Name", pattern=r"^[^:\r\n]*$")
    password: str = secret(title="Password")


http_basic = CredentialType(
    key="http_basic",
    title="Name and password",
    fields=Fields,
    icon="user-round",
    summary="HTTP Basic authentication.",
)
