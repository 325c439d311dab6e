"""The secret address of a chat channel."""

from pydantic import BaseModel

from nodes.credentials import CredentialType
from nodes.fields import secret


class Fields(BaseModel):
    url: str = secret(
        title="Address", pattern=r"^https?://", placeholder="https://hooks.example.com/services/…"
    )


chat_webhook = CredentialType(
    key="chat_webhook",
    title="Chat webhook",
    fields=Fields,
    icon="message-square",
    summary="The address that a chat gives out for incoming messages.",
)
