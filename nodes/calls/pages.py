"""Answers that come in pages: where the next one is, and all of them put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from nodes.base import NodeContext
from nodes.egress.messages import Request
from nodes.errors import FatalError, InvalidError
from nodes.lazy import value_of


@dataclass(frozen=True, slots=True)
class Paging:
    next_url: str
    items: str
    max_pages: int


def following(
    request: Request, answer: dict[str, Any], paging: Paging, page: int, context: NodeContext
) -> Request | None:
    """The call for the next page, or None. Another origin is refused: the credential must not follow there."""
    if not paging.next_url.strip():
        return None
    target = value_of(paging.next_url, context, "next_url", {"response": answer, "page": page})
    if not target:
        return None
    if not isinstance(target, str):
        raise InvalidError(f"next_url gives {target!r:.60}, and an address as text is needed", code="config")
    if page >= paging.max_pages:
        raise FatalError(
            f"There are more than {paging.max_pages} pages", code="pages", details={"next": target[:500]}
        )
    # Loaded late with the HTTP library: only a call that has already gone out gets here.
    from nodes.egress.outgoing import parsed  # noqa: PLC0415
    from nodes.egress.redirects import origin  # noqa: PLC0415

    there = urljoin(str(answer["url"]), target)
    if origin(parsed(there)) != origin(parsed(request.url)):
        raise InvalidError(f"The next page is on another host: {parsed(there).host}", code="pages")
    return replace(request, url=there, query=())


def gathered(answers: Sequence[dict[str, Any]], paging: Paging, context: NodeContext) -> dict[str, Any]:
    """The last answer, its body replaced by the entries of all pages where pages were asked for."""
    last = answers[-1]
    if not paging.next_url.strip() and not paging.items.strip():
        return last
    entries: list[Any] = []
    for page, answer in enumerate(answers, 1):
        scope = {"response": answer, "page": page}
        found = (
            value_of(paging.items, context, "page_items", scope) if paging.items.strip() else answer["body"]
        )
        entries += found if isinstance(found, list) else [found]
    return {**last, "body": entries, "pages": len(answers)}
