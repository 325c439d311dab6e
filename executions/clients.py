"""The HTTP client that the nodes of this process share."""

from typing import Any


def http_client() -> Any:
    """None until the client with the address checks is there: no node reaches the network around it."""
    return None
