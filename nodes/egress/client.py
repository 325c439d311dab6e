"""The HTTP client of nodes and server: one per event loop, safe for all projects at once."""

import asyncio
import logging
from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore2
import httpx2

from nodes.egress.backend import CheckedBackend, Resolve, resolve_by_system
from nodes.egress.hosts import Allowed
from nodes.egress.messages import Limits, Request, Response
from nodes.egress.outgoing import checked, host_of, outgoing_headers, with_query, without_secrets
from nodes.egress.redirects import REDIRECTS, redirected
from nodes.egress.unpacking import too_large, unpacked
from nodes.errors import FatalError, TransientError

# They log the address of every call, and headers in detail; both may hold a secret.
for _library in ("httpx2", "httpcore2"):
    logging.getLogger(_library).setLevel(logging.WARNING)


class Egress:
    """Keeps connections, but no cookies and nothing else of one call for the next."""

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        limits: Limits | None = None,
        resolve: Resolve = resolve_by_system,
        connections: int = 200,
    ) -> None:
        self.limits = limits or Limits()
        self.allowed = Allowed.parse(allow)
        transport = httpx2.AsyncHTTPTransport(
            trust_env=False, limits=httpx2.Limits(max_connections=connections, max_keepalive_connections=20)
        )
        pool = transport._pool
        assert isinstance(pool, httpcore2.AsyncConnectionPool)
        pool._network_backend = CheckedBackend(pool._network_backend, self.allowed, resolve)
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx2.AsyncClient(transport=transport, trust_env=False, cookies=no_cookies)

    async def aclose(self) -> None:
        await self._client.aclose()

    async def __aenter__(self) -> "Egress":
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.aclose()

    async def send(self, request: Request, limits: Limits | None = None) -> Response:
        """Send, follow redirects and read the answer, all within the limits. Any status is an answer.

        Raises `InvalidError` for an address, a header or a credential that may not be used, `TransientError`
        for what the network did, `FatalError` for an answer that cannot be taken.
        """
        limits = limits or self.limits
        try:
            async with asyncio.timeout(limits.total):
                return await self._followed(checked(request), limits)
        except TimeoutError:
            raise timed_out(request, limits.total) from None
        except httpx2.TimeoutException:
            raise timed_out(request, limits.connect) from None
        except httpx2.TooManyRedirects as error:
            raise FatalError(str(error), code="redirects") from None
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise TransientError(
                f"{host_of(request.url)} could not be reached: {error!s:.200}", code="network"
            ) from None

    async def _followed(self, request: Request, limits: Limits) -> Response:
        for _ in range(limits.redirects + 1):
            response = await self._once(request, limits)
            target = response.headers.get("location")
            if response.status not in REDIRECTS or not target or not request.follow_redirects:
                return response
            request = checked(redirected(request, response.status, target))
        raise httpx2.TooManyRedirects(f"{host_of(request.url)} redirects more than {limits.redirects} times")

    async def _once(self, request: Request, limits: Limits) -> Response:
        built = self._client.build_request(
            request.method,
            with_query(request),
            headers=outgoing_headers(request),
            content=request.content,
            timeout=httpx2.Timeout(limits.total, connect=limits.connect),
        )
        response = await self._client.send(built, stream=True, follow_redirects=False)
        try:
            content = await read(response, limits.response_bytes)
        finally:
            await response.aclose()
        headers = {name.lower(): value for name, value in response.headers.items()}
        content = unpacked(content, headers.get("content-encoding", ""), limits.response_bytes)
        return Response(response.status_code, str(without_secrets(request)), headers, content)


async def read(response: httpx2.Response, limit: int) -> bytes:
    """The body as it came over the wire. Raises `FatalError` as soon as it is too large."""
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large(limit)
    chunks, size = [], 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def timed_out(request: Request, seconds: float) -> TransientError:
    return TransientError(f"{host_of(request.url)} did not answer within {seconds:g} s", code="timeout")
