"""Whether a request may be sent as it is, and how it goes out."""

from dataclasses import replace

import httpx2

from nodes.egress.hosts import may_be_sent_to
from nodes.egress.messages import Request
from nodes.egress.unpacking import ACCEPTED
from nodes.errors import InvalidError

USER_AGENT = "Quintet"
MAX_URL = 8_000
OURS = frozenset(
    {
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "upgrade",
        "te",
        "trailer",
        "accept-encoding",
    }
)


def checked(request: Request) -> Request:
    """The request, if it may be sent as it is. Raises `InvalidError`."""
    url = parsed(request.url)
    if request.auth and not may_be_sent_to(url.host, request.auth.allowed_hosts):
        hosts = ", ".join(request.auth.allowed_hosts) or "no host at all"
        raise InvalidError(
            f"{request.auth.name} may be sent to {hosts}, and not to {url.host}. Add the host to the credential",
            code="credential_host",
        )
    for name, value in request.headers.items():
        check_header(name, value)
    return request


def parsed(url: str) -> httpx2.URL:
    if len(url) > MAX_URL:
        raise InvalidError(
            f"The address is {len(url):,} characters long; {MAX_URL:,} is the most", code="url"
        )
    try:
        found = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise InvalidError(f"{url!r:.100} is no address: {error!s:.100}", code="url") from None
    if found.scheme not in ("http", "https"):
        raise InvalidError(f"{url!r:.100} must begin with https:// or http://", code="url")
    if not found.host:
        raise InvalidError(f"{url!r:.100} names no host", code="url")
    if found.userinfo:
        raise InvalidError("An address must not hold a name and a password; use a credential", code="url")
    return found


def check_header(name: str, value: str) -> None:
    if not name or not name.isascii() or any(each in name for each in "\r\n\0: \t"):
        raise InvalidError(f"{name!r:.60} is no name of a header", code="header")
    if any(each in value for each in "\r\n\0"):
        raise InvalidError(f"The header {name!r} holds a line break, which is not allowed", code="header")
    if name.lower() in OURS:
        raise InvalidError(f"The header {name!r} is set by the client and cannot be given", code="header")


def outgoing_headers(request: Request) -> dict[str, str]:
    given = {name.lower(): value for name, value in request.headers.items()}
    secret = {name.lower(): value for name, value in (request.auth.headers if request.auth else {}).items()}
    for name, value in secret.items():
        check_header(name, value)
    return {"user-agent": USER_AGENT, "accept": "*/*", **given, **secret, "accept-encoding": ACCEPTED}


def with_query(request: Request) -> httpx2.URL:
    secret = tuple((request.auth.query if request.auth else {}).items())
    return (
        parsed(request.url).copy_merge_params([*request.query, *secret])
        if request.query or secret
        else parsed(request.url)
    )


def without_secrets(request: Request) -> httpx2.URL:
    return with_query(replace(request, auth=None))


def host_of(url: str) -> str:
    try:
        return httpx2.URL(url).host or url[:100]
    except (httpx2.InvalidURL, ValueError, TypeError):
        return url[:100]
