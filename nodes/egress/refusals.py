"""What is said of a host that may not be called or does not exist."""

import socket

from nodes.errors import InvalidError, TransientError


class RefusedAddress(InvalidError):
    """The call would have gone where no workflow may look."""


def refused(host: str, port: int, address: str, why: str) -> RefusedAddress:
    shown = host if host == address else f"{host} ({address})"
    return RefusedAddress(
        f"{shown} is {why}, and may not be called. The operator can allow {host}:{port}",
        code="refused_address",
        details={"host": host, "port": port, "address": address},
    )


def not_found(host: str, error: Exception | None) -> InvalidError | TransientError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return TransientError(f"The name {host} could not be looked up just now", code="dns")
    return InvalidError(
        f"There is no host {host!r}; look at the spelling of the address", code="no_such_host"
    )
