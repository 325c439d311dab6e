"""The HTTP client that the nodes of this process share: the one way out, with its address checks."""

from typing import Any

from django.conf import settings


class HttpClients:
    """Made when a node first asks, because its library takes a while to load; closed with the process."""

    def __init__(self) -> None:
        self._client: Any = None

    def get(self) -> Any:
        if self._client is None:
            # Loaded late: most workers never call out.
            from nodes.egress.client import Egress  # noqa: PLC0415

            self._client = Egress(allow=getattr(settings, "QUINTET", {}).get("EGRESS_ALLOW", ()))
        return self._client

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
