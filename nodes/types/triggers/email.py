"""Starts a run when an e-mail arrives."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import condition, text, values
from nodes.node import node


class Config(NodeConfig):
    mailbox: str = text(
        title="Mailbox",
        placeholder="orders",
        pattern=r"^[A-Za-z0-9._-]{1,64}$",
        help="What stands before the @ of its address.",
    )
    senders: list[str] = values([], title="Only from", help="Addresses or domains. Empty: from anybody.")
    when: str = condition("", title="Only if", placeholder="'invoice' in mail.subject", lazy=True)


@node(
    key="trigger.email",
    title="E-mail arrived",
    group="triggers",
    icon="mail-open",
    summary="Starts when an e-mail arrives.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {
            "from": {"type": "string"},
            "to": {"type": "array", "items": {"type": "string"}},
            "subject": {"type": "string"},
            "text": {"type": "string"},
            "html": {"type": "string"},
            "message_id": {"type": "string"},
            "attachments": {"type": "array"},
            "received_at": {"type": "string", "format": "date-time"},
        },
    },
    face="{{ mailbox }}",
    keywords=("mail", "imap", "inbox", "message", "receive"),
    docs="The sender of an e-mail can be forged: do not take it as proof of who wrote. Each message starts one run.",
    examples=(
        Example(
            "An invoice",
            {"mailbox": "orders"},
            input={"from": "ada@example.com", "subject": "Invoice 7"},
            output={"from": "ada@example.com", "subject": "Invoice 7"},
        ),
    ),
)
def email(config: Config, context: NodeContext) -> Any:
    return context.input
