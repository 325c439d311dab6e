"""Which addresses may be called. The lists are our own: Python's `is_global` differs between versions and lets several through."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

REFUSED_V4 = {
    IPv4Network(network): what
    for network, what in {
        "0.0.0.0/8": "this host",
        "10.0.0.0/8": "a private network",
        "100.64.0.0/10": "a carrier's network",
        "127.0.0.0/8": "this machine itself",
        "169.254.0.0/16": "a link-local address, where clouds keep their metadata",
        "172.16.0.0/12": "a private network",
        "192.0.0.0/24": "a reserved network",
        "192.0.2.0/24": "a network for documentation",
        "192.31.196.0/24": "a reserved network",
        "192.52.193.0/24": "a reserved network",
        "192.88.99.0/24": "a relay between IP versions",
        "192.168.0.0/16": "a private network",
        "192.175.48.0/24": "a reserved network",
        "198.18.0.0/15": "a network for measurements",
        "198.51.100.0/24": "a network for documentation",
        "203.0.113.0/24": "a network for documentation",
        "224.0.0.0/4": "a multicast address",
        "240.0.0.0/4": "a reserved network",
        "168.63.129.16/32": "a cloud's metadata",
        "161.26.0.0/16": "a cloud's inner network",
        "166.8.0.0/14": "a cloud's inner network",
    }.items()
}
GLOBAL_V6 = IPv6Network("2000::/3")
REFUSED_V6 = {
    IPv6Network(network): what
    for network, what in {
        "2001::/23": "a reserved network or a tunnel",
        "2001:db8::/32": "a network for documentation",
        "2002::/16": "a 6to4 tunnel",
        "2620:4f:8000::/48": "a reserved network",
        "3fff::/20": "a network for documentation",
    }.items()
}
NAMED_V6 = {
    IPv6Network(network): what
    for network, what in {
        "::1/128": "this machine itself",
        "::/96": "an IPv4-compatible address",
        "::ffff:0:0:0/96": "a translated IPv4 address",
        "64:ff9b::/96": "a NAT64 address",
        "64:ff9b:1::/48": "a NAT64 address",
        "fc00::/7": "a private network",
        "fe80::/10": "a link-local address",
        "fec0::/10": "a site-local address",
        "ff00::/8": "a multicast address",
    }.items()
}


@lru_cache(maxsize=4096)
def refusal(address: str) -> str:
    """Why this address may not be called, in words that end a sentence; "" if it may."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    return _refusal_v4(parsed) if isinstance(parsed, IPv4Address) else _refusal_v6(parsed)


def _refusal_v4(address: IPv4Address) -> str:
    return next((what for network, what in REFUSED_V4.items() if address in network), "")


def _refusal_v6(address: IPv6Address) -> str:
    if address.ipv4_mapped is not None:
        return _refusal_v4(address.ipv4_mapped)
    if address not in GLOBAL_V6:
        named = (what for network, what in NAMED_V6.items() if address in network)
        return next(named, "no public address")
    found = next((what for network, what in REFUSED_V6.items() if address in network), "")
    return found or ("an ISATAP tunnel" if _is_isatap(address) else "")


def _is_isatap(address: IPv6Address) -> bool:
    """The lower half names an IPv4 address: `…:0:5efe:a.b.c.d` or `…:200:5efe:a.b.c.d`."""
    return (int(address) >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE)
