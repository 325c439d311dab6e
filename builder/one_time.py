"""Makes secrets that are shown once and of which only a digest is kept."""

import hashlib
import secrets


def new_secret() -> str:
    """256 bits, safe in a URL and without the marks that end a line or a word."""
    return secrets.token_hex(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret with so much entropy that it needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
