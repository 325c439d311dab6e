"""Fetches a feed, RSS or Atom, and hands on its entries."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

from nodes.base import NodeConfig, NodeContext
from nodes.calls.credentials import auth_of
from nodes.effects import Effect
from nodes.egress.messages import Limits, Request, Response
from nodes.errors import FatalError, InvalidError
from nodes.fields import credential, number, switch, text
from nodes.files.xml import local, parsed_xml
from nodes.node import node

MAX_SEEN = 2_000


class Config(NodeConfig):
    url: str = text(title="Address", placeholder="https://example.com/feed.xml")
    limit: int = number(50, title="Entries at most", ge=1, le=1000)
    only_new: bool = switch(
        title="Only what is new", help="Leaves out what an earlier run has already handed on."
    )
    credential: str = credential(
        "http_bearer", "http_basic", "http_header", "http_query", default="", title="Credential"
    )


@node(
    key="web.rss",
    title="Feed",
    group="web",
    icon="rss",
    summary="Fetches an RSS or Atom feed and hands on its entries.",
    config=Config,
    effect=Effect.IDEMPOTENT,
    retries=True,
    output={
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "entries": {"type": "array", "items": {"type": "object"}},
        },
    },
    face="{{ url }}",
    keywords=("rss", "atom", "feed", "news", "blog", "podcast"),
    docs="""
    Each entry has `id`, `title`, `link`, `summary`, `author` and `published`. With *Only what is new* the ids of
    entries that were handed on are remembered by the workflow.
    """,
)
async def rss(config: Config, context: NodeContext) -> dict[str, Any]:
    auth = await auth_of(context, config.credential)
    request = Request(
        "GET",
        config.url.strip(),
        {"Accept": "application/rss+xml, application/atom+xml, text/xml"},
        auth=auth,
    )
    response: Response = await context.http.send(request, Limits(total=60))
    response.raise_for_status(context.now())
    title, entries = entries_of(response.content)
    entries = entries[: config.limit]
    return {"title": title, "entries": await unseen(entries, config, context) if config.only_new else entries}


async def unseen(entries: list[dict[str, Any]], config: Config, context: NodeContext) -> list[dict[str, Any]]:
    """What no earlier run was given. A repeat of this very run, after a crash, is given the same again."""
    key = f"web.rss:{config.url}"
    kept = await context.store.get(key) or {"seen": [], "run": "", "given": []}
    repeated = kept["given"] if kept["run"] == context.idempotency_key else []
    seen = [each for each in kept["seen"] if each not in repeated]
    found = [entry for entry in entries if entry["id"] not in seen]
    given = [entry["id"] for entry in found]
    await context.store.set(
        key, {"seen": (given + seen)[:MAX_SEEN], "run": context.idempotency_key, "given": given}
    )
    return found


def entries_of(content: bytes) -> tuple[str, list[dict[str, Any]]]:
    """The title of the feed and its entries. Raises `FatalError` for what is no feed."""
    try:
        root = parsed_xml(content)
    except InvalidError as error:
        raise FatalError(f"The answer is no feed: {error.message}", code="not_a_feed") from None
    channel = root if local(root.tag) in ("feed", "RDF") else child(root, "channel")
    if channel is None:
        raise FatalError(f"The answer is no feed: its root is {local(root.tag)!r}", code="not_a_feed")
    holders = [root, channel] if local(root.tag) == "RDF" else [channel]
    found = [each for holder in holders for each in holder if local(each.tag) in ("item", "entry")]
    titled = child(channel, "channel") if local(root.tag) == "RDF" else channel
    return said(titled, "title") if titled is not None else "", [entry(each) for each in found]


def entry(element: Element) -> dict[str, Any]:
    link = link_of(element)
    return {
        "id": said(element, "guid") or said(element, "id") or link or said(element, "title"),
        "title": said(element, "title"),
        "link": link,
        "summary": said(element, "description") or said(element, "summary") or said(element, "content"),
        "author": author_of(element),
        "published": moment(
            said(element, "pubDate")
            or said(element, "published")
            or said(element, "updated")
            or said(element, "date")
        ),
    }


def link_of(element: Element) -> str:
    """The page of the entry: Atom says it in an attribute and may have several for other purposes."""
    links = [each for each in element if local(each.tag) == "link"]
    chosen = [each for each in links if each.get("rel", "alternate") == "alternate"] or links
    return (chosen[0].get("href") or chosen[0].text or "").strip() if chosen else ""


def author_of(element: Element) -> str:
    author = child(element, "author")
    return (
        (said(author, "name") or (author.text or "").strip())
        if author is not None
        else said(element, "creator")
    )


def child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each.tag) == name), None)


def said(element: Element, name: str) -> str:
    found = child(element, name)
    return "".join(found.itertext()).strip() if found is not None else ""


def moment(written: str) -> str | None:
    """As ISO 8601 in UTC; None for what is no date."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(written)
        except (ValueError, TypeError, IndexError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return None
