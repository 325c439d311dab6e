"""Opening a connection: resolve once, check every address, connect to one that was checked.

The hook is private in httpx2 (`_network_backend` of its pool), so the version is pinned and a test watches it.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore2

from nodes.egress.addresses import refusal
from nodes.egress.hosts import Allowed
from nodes.egress.refusals import RefusedAddress, not_found, refused

Resolve = Callable[[str, int], Awaitable[list[str]]]
MAX_TRIED = 4


async def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses of a host. Numbers in any notation (decimal, hex, short) come out as what they mean."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """`inner` connects; which address it is given is decided here."""

    def __init__(self, inner: httpcore2.AsyncNetworkBackend, allowed: Allowed, resolve: Resolve) -> None:
        self._inner = inner
        self._allowed = allowed
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is that of the base class
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._checked(host, port, timeout)
        failure: Exception | None = None
        for address in addresses[:MAX_TRIED]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    async def _checked(self, host: str, port: int, limit: float | None) -> list[str]:
        """The addresses of the host. One that is refused refuses them all: an answer of both kinds is an attack."""
        try:
            async with asyncio.timeout(limit):
                addresses = await self._resolve(host, port)
        except TimeoutError:
            raise httpcore2.ConnectTimeout(f"resolving {host} took too long") from None
        except (socket.gaierror, UnicodeError) as error:
            raise not_found(host, error) from None
        if not addresses:
            raise not_found(host, None)
        if (host, port) not in self._allowed:
            for address in addresses:
                why = refusal(address)
                if why:
                    raise refused(host, port, address, why)
        return addresses

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is that of the base class
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise RefusedAddress("Calls through a local socket are not allowed", code="refused_address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
