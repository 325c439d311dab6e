"""A stored credential as what it adds to a call."""

import base64
from collections.abc import Callable

from nodes.base import NodeContext
from nodes.credentials import Credential
from nodes.egress.messages import Auth
from nodes.errors import InvalidError

Added = tuple[dict[str, str], dict[str, str]]
"""Headers and query parameters."""


def _basic(credential: Credential) -> Added:
    pair = f"{credential['username']}:{credential['password']}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}, {}


def _bearer(credential: Credential) -> Added:
    return {"Authorization": f"{credential.get('scheme') or 'Bearer'} {credential['token']}"}, {}


def _header(credential: Credential) -> Added:
    return {str(credential["name"]): str(credential["value"])}, {}


def _query(credential: Credential) -> Added:
    return {}, {str(credential["name"]): str(credential["value"])}


KINDS: dict[str, Callable[[Credential], Added]] = {
    "http_basic": _basic,
    "http_bearer": _bearer,
    "http_header": _header,
    "http_query": _query,
}


async def auth_of(context: NodeContext, reference: str) -> Auth | None:
    """What the credential adds to a call, bound to its hosts; None without a reference."""
    if not reference:
        return None
    credential = await context.credential(reference)
    make = KINDS.get(credential.type)
    if make is None:
        kinds = ", ".join(KINDS)
        raise InvalidError(
            f"A credential of type {credential.type!r} cannot sign a call; use one of {kinds}",
            code="credential",
        )
    headers, query = make(credential)
    named = f"The credential {credential.name!r}" if credential.name else "The credential"
    return Auth(tuple(credential.allowed_hosts), headers, query, named)
