"""What becomes of an answer: JSON, text or a file, as asked for or as its type says."""

from typing import Any
from urllib.parse import unquote, urlsplit

from nodes.base import NodeContext
from nodes.egress.messages import Response

TEXTUAL = ("text/", "application/xml", "application/javascript", "application/x-www-form-urlencoded")
HIDDEN = frozenset({"set-cookie", "www-authenticate", "proxy-authenticate"})


async def body_of(response: Response, wanted: str, context: NodeContext) -> Any:
    """`wanted` is "json", "text", "file" or "auto", which goes by the content type. Raises for what is no JSON."""
    if wanted == "json":
        return response.json() if response.content else None
    if wanted == "text":
        return response.text
    if wanted == "file":
        return await _kept(response, context)
    if not response.content:
        return None
    if response.is_json:
        return response.json()
    textual = response.content_type.startswith(TEXTUAL) or response.content_type.endswith("+xml")
    return response.text if textual else await _kept(response, context)


async def _kept(response: Response, context: NodeContext) -> Any:
    name = unquote(urlsplit(response.url).path.rpartition("/")[2])[:200] or "answer"
    media_type = response.content_type or "application/octet-stream"
    return await context.artefacts.save(response.content, name=name, media_type=media_type)


def shown_headers(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in HIDDEN}
