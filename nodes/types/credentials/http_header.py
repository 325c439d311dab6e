"""A secret header, such as an API key."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret, text


class Fields(BaseModel):
    name: str = text("X-Api-Key", title="Header", pattern=r"^[A-Za-z0-9-]+$")
    value: str = secret(title="Value", min_length=1)


http_header = CredentialType(
    key="http_header",
    title="Header",
    fields=Fields,
    summary="A secret header of your choice, such as X-Api-Key.",
)
