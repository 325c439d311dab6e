"""A token that goes along in the Authorization header."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret, text


class Fields(BaseModel):
    token: str = secret(title="Token", min_length=1)
    scheme: str = text(
        "Bearer", title="Word before it", pattern=r"^[A-Za-z][A-Za-z0-9-]*$", section="advanced"
    )


http_bearer = CredentialType(
    key="http_bearer", title="Bearer token", fields=Fields, summary="A token in the Authorization header."
)
