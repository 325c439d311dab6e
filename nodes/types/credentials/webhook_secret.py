"""A secret that callers of a webhook know."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret


class Fields(BaseModel):
    secret: str = secret(
        title="Secret", min_length=16, help="At least 16 characters, known to the caller only."
    )


webhook_secret = CredentialType(
    key="webhook_secret",
    title="Webhook secret",
    fields=Fields,
    summary="Signs, or goes along with, the calls that a webhook takes.",
)
