"""A secret that goes along in the address."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret, text


class Fields(BaseModel):
    name: str = text("key", title="Parameter", pattern=r"^[A-Za-z0-9_.-]+$")
    value: str = secret(title="Value", min_length=1)


http_query = CredentialType(
    key="http_query",
    title="Parameter in the address",
    fields=Fields,
    summary="A secret in the query of the address.",
)
