"""Posts a message to a chat channel by its incoming webhook."""

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlsplit

from nodes.base import NodeConfig, NodeContext
from nodes.calls.bodies import json_body
from nodes.effects import Effect
from nodes.egress.messages import Auth, Limits, Request, Response
from nodes.errors import FatalError, InvalidError
from nodes.fields import choice, credential, json_value, long_text, switch
from nodes.fields import text as line
from nodes.node import node

Service = Literal["slack", "mattermost", "discord", "teams"]
MOST = {"slack": 40_000, "mattermost": 16_383, "discord": 2_000, "teams": 28_000}
"""Characters that each chat takes."""


class Config(NodeConfig):
    service: Service = choice(
        "slack",
        title="Chat",
        labels={
            "slack": "Slack",
            "mattermost": "Mattermost",
            "discord": "Discord",
            "teams": "Microsoft Teams",
        },
    )
    credential: str = credential(
        "chat_webhook", title="Channel", help="The secret address that the chat gave out."
    )
    text: str = long_text(title="Message", language="markdown", min_length=1)
    mentions: bool = switch(
        title="Allow mentions of everybody", help="Off: @everyone and the like are taken apart."
    )
    sender: str = line(
        "", title="Shown as", help="Where the chat allows it.", section="advanced", max_length=80
    )
    extra: dict[str, Any] = json_value(
        {}, title="More", help="Fields of the chat's own: blocks, embeds …", section="advanced"
    )


@node(
    key="chat.post",
    title="Post to a chat",
    group="messages",
    icon="message-square",
    summary="Posts a message to a channel of Slack, Mattermost, Discord or Teams.",
    config=Config,
    effect=Effect.ONCE,
    retries=True,
    output={"type": "object", "properties": {"posted": {"type": "boolean"}, "status": {"type": "integer"}}},
    face="{{ text }}",
    keywords=("slack", "discord", "teams", "mattermost", "notify", "message", "alert"),
    docs="""
    The address of the channel is a secret and lies in a credential. Chats have no idempotency key: after a crash
    the message is not sent again by itself.
    """,
)
async def post(config: Config, context: NodeContext) -> dict[str, Any]:
    most = MOST[config.service]
    if len(config.text) > most:
        raise InvalidError(
            f"The message has {len(config.text):,} characters; the chat takes {most:,}", code="too_long"
        )
    stored = await context.credential(config.credential)
    content, content_type = json_body(PAYLOADS[config.service](config) | config.extra)
    url = str(stored["url"])
    # The address itself is the secret, so it is bound to its hosts like a header and never shown.
    auth = Auth(tuple(stored.allowed_hosts), name="The address of the channel")
    request = Request("POST", url, {"Content-Type": content_type}, (), content, auth, follow_redirects=False)
    try:
        response: Response = await context.http.send(request, Limits(total=30))
    except InvalidError as error:
        if error.code == "url":
            raise InvalidError(
                "The address in the credential is none; write it anew", code="credential"
            ) from None
        raise
    if 300 <= response.status < 400:
        raise FatalError(
            f"{urlsplit(url).hostname} answered with a redirect, which is not followed here", code="redirect"
        )
    response.raise_for_status(context.now())
    return {"posted": True, "status": response.status}


def _plain(config: Config) -> str:
    """The text with a gap after the @ of mentions that call everybody."""
    if config.mentions:
        return config.text
    apart = config.text
    for word in ("@everyone", "@here", "@channel", "@all", "<!everyone", "<!here", "<!channel"):
        apart = apart.replace(word, f"{word[0]}\u200b{word[1:]}")
    return apart


def _slack(config: Config) -> dict[str, Any]:
    return {"text": _plain(config)} | ({"username": config.sender} if config.sender else {})


def _discord(config: Config) -> dict[str, Any]:
    allowed = {"parse": ["everyone", "users", "roles"]} if config.mentions else {"parse": ["users"]}
    named = {"username": config.sender} if config.sender else {}
    return {"content": _plain(config), "allowed_mentions": allowed} | named


def _teams(config: Config) -> dict[str, Any]:
    block = {"type": "TextBlock", "text": _plain(config), "wrap": True}
    card = {"type": "AdaptiveCard", "version": "1.4", "body": [block]}
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


PAYLOADS: dict[str, Callable[[Config], dict[str, Any]]] = {
    "slack": _slack,
    "mattermost": _slack,
    "discord": _discord,
    "teams": _teams,
}
