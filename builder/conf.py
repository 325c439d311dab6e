"""The settings of this app with their defaults, read from `settings.QUINTET` so that any Django project can set them."""

from typing import Any, Final

from django.conf import settings

DEFAULTS: Final[dict[str, Any]] = {
    # What `session/` says that runs here.
    "VERSION": "",
    # Address under which people reach this installation, for links in texts; "" makes links relative.
    "BASE_URL": "",
    # Keys for credentials, newest first, each "id:base64 of 32 bytes". The first one encrypts, all of them decrypt.
    "ENCRYPTION_KEYS": [],
    # `host:port` of private addresses that may be called all the same.
    "EGRESS_ALLOW": (),
    # A workflow with more nodes is refused with 413.
    "MAX_NODES": 5000,
    # A request body with more bytes is refused with 413.
    "MAX_BODY_BYTES": 10 * 1024 * 1024,
    "SIGN_IN_LINK_SECONDS": 15 * 60,
    "INVITATION_DAYS": 7,
    # Requests that one person or token may make, and attempts to sign in from one address.
    "RATE_API": "6000/min",
    "RATE_SIGN_IN": "10/min",
    "PAGE_SIZE": 50,
    "PAGE_SIZE_MAX": 200,
}


def setting(name: str) -> Any:
    """The value of one setting of `settings.QUINTET`, or its default."""
    return getattr(settings, "QUINTET", {}).get(name, DEFAULTS[name])
