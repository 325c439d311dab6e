"""What a redirect makes of a request: another origin gets neither credential nor any header but the harmless ones."""

from collections.abc import Mapping
from dataclasses import replace

import httpx2

from nodes.egress.hosts import normal_host
from nodes.egress.messages import Request
from nodes.egress.outgoing import with_query
from nodes.errors import FatalError

KEPT_FOR_STRANGERS = frozenset({"accept", "accept-language", "user-agent", "content-type"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def redirected(request: Request, status: int, target: str) -> Request:
    """The next request. Raises `FatalError` for a target that is no address."""
    here = with_query(request)
    try:
        there = here.join(target)
    except (httpx2.InvalidURL, ValueError) as error:
        raise FatalError(
            f"{here.host} redirects to {target!r:.100}, which is no address: {error!s:.80}", code="redirects"
        ) from None
    headers: Mapping[str, str] = request.headers
    auth = request.auth
    if origin(here) != origin(there):
        headers = {name: value for name, value in headers.items() if name.lower() in KEPT_FOR_STRANGERS}
        auth = None
    if status == 303 or (status in (301, 302) and request.method == "POST"):
        method, content = ("HEAD" if request.method == "HEAD" else "GET"), None
        headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    else:
        method, content = request.method, request.content
    return replace(
        request, method=method, url=str(there), headers=headers, query=(), content=content, auth=auth
    )


def origin(url: httpx2.URL) -> tuple[str, str, int]:
    return url.scheme, normal_host(url.host), url.port or (443 if url.scheme == "https" else 80)
