"""Names of hosts: how they compare, what an operator has allowed, and where a credential may go."""

from collections.abc import Iterable
from dataclasses import dataclass


def normal_host(host: str) -> str:
    """Lower case, without brackets and without the dot that may end a full name."""
    return host.strip().strip("[]").rstrip(".").lower()


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts with their port that the operator opened although their addresses are not public."""

    places: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "Allowed":
        """`localhost:11434`, `[::1]:8080`. Raises `ValueError`: a port has to be named."""
        return cls(frozenset(_place(entry.strip()) for entry in entries if entry.strip()))

    def __contains__(self, place: tuple[str, int]) -> bool:
        return (normal_host(place[0]), place[1]) in self.places


def _place(entry: str) -> tuple[str, int]:
    host, colon, port = entry.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"{entry!r} must name a host and a port, such as localhost:11434")
    if ":" in host and not host.startswith("["):
        raise ValueError(f"{entry!r}: write an IPv6 address in brackets, such as [::1]:8080")
    return normal_host(host), int(port)


def may_be_sent_to(host: str, allowed_hosts: Iterable[str]) -> bool:
    """Whether a credential with these hosts may go there: `api.example.com` exactly, `*.example.com` below it."""
    wanted = normal_host(host)
    for allowed in allowed_hosts:
        name = normal_host(allowed)
        if name.startswith("*."):
            if wanted.endswith(name[1:]) and wanted != name[2:]:
                return True
        elif name and wanted == name:
            return True
    return False
