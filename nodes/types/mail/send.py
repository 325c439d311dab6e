"""Sends an e-mail through a mail server."""

import asyncio
from email.utils import parseaddr
from typing import Any

from nodes.base import NodeConfig, NodeContext
from nodes.calls.mail import addresses, message
from nodes.calls.smtp import Server, send
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import credential, long_text, text, values
from nodes.node import node

MAX_ATTACHED = 20 * 1024 * 1024


class Config(NodeConfig):
    credential: str = credential("smtp", title="Mail server")
    sender: str = text(title="From", placeholder="Shop <shop@example.com>")
    to: list[str] = values(title="To", min_length=1)
    cc: list[str] = values([], title="Copy to", section="advanced")
    bcc: list[str] = values([], title="Hidden copy to", section="advanced")
    reply_to: str = text("", title="Answers to", section="advanced")
    subject: str = text(title="Subject", max_length=900)
    body: str = long_text("", title="Text")
    html: str = long_text("", title="HTML", language="html", section="advanced")
    attachments: list[Any] = values([], title="Files", help="References to stored files.", section="advanced")


@node(
    key="mail.send",
    title="Send an e-mail",
    group="messages",
    icon="mail",
    summary="Sends an e-mail through a mail server.",
    config=Config,
    effect=Effect.ONCE,
    retries=True,
    output={
        "type": "object",
        "properties": {
            "message_id": {"type": "string"},
            "accepted": {"type": "array", "items": {"type": "string"}},
            "refused": {"type": "object"},
        },
    },
    face="{{ subject }}",
    keywords=("smtp", "email", "notify", "message", "attachment", "html"),
    docs="""
    Text and HTML go as two forms of one message. Addresses and the subject may not hold a line break. After a
    crash the mail is not sent again by itself; its Message-ID follows from the run, so a repeat can be told.
    """,
)
async def send_mail(config: Config, context: NodeContext) -> dict[str, Any]:
    to, cc, bcc = addresses(config.to), addresses(config.cc), addresses(config.bcc)
    if not to:
        raise InvalidError("Nobody is named under To", code="address")
    mail = message(
        sender=config.sender,
        to=to,
        cc=cc,
        reply_to=config.reply_to,
        subject=config.subject,
        text=config.body,
        html=config.html,
        key=context.idempotency_key,
        now=context.now(),
    )
    size = 0
    for reference in config.attachments:
        content = await context.artefacts.read(reference)
        size += len(content)
        if size > MAX_ATTACHED:
            raise InvalidError(
                f"The files are larger than {MAX_ATTACHED // 1024**2} MB together", code="too_large"
            )
        attach(mail, reference, content)
    server = Server.of(await context.credential(config.credential))
    recipients = [parseaddr(each)[1] for each in (*to, *cc, *bcc)]
    refused = await asyncio.to_thread(send, server, mail, recipients, context.http.allowed)
    accepted = [each for each in recipients if each not in refused]
    return {"message_id": str(mail["Message-ID"]), "accepted": accepted, "refused": refused}


def attach(mail: Any, reference: Any, content: bytes) -> None:
    told = reference if isinstance(reference, dict) else {}
    maintype, _, subtype = str(told.get("media_type") or "application/octet-stream").partition("/")
    name = str(told.get("name") or "file").replace("\r", " ").replace("\n", " ").replace("\0", "")
    mail.add_attachment(
        content, maintype=maintype or "application", subtype=subtype or "octet-stream", filename=name
    )
