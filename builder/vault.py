"""Encrypts what must not be read from the database: AES-GCM with a key that can be changed (security rule 6)."""

import base64
import binascii
import os
from typing import Any, Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from builder.conf import setting

FORMAT: Final = "q1"
NONCE_BYTES: Final = 12


class VaultError(Exception):
    """A secret cannot be sealed or opened: no key, an unknown key, or a text that was tampered with."""


def keys() -> dict[str, bytes]:
    """The keys by id, the one that encrypts first. Raises when there is none or one is malformed."""
    given = setting("ENCRYPTION_KEYS")
    parts = given.split(",") if isinstance(given, str) else given
    found = dict(_parse(part.strip()) for part in parts if part.strip())
    if not found:
        raise VaultError(
            "There is no encryption key. Set QUINTET_ENCRYPTION_KEYS to `id:key`, 32 bytes in base64."
        )
    return found


def _parse(text: str) -> tuple[str, bytes]:
    key_id, _, encoded = text.partition(":")
    try:
        key = base64.b64decode(
            encoded.replace("-", "+").replace("_", "/") + "=" * (-len(encoded) % 4), validate=True
        )
    except binascii.Error as error:
        raise VaultError(f"The encryption key “{key_id}” is not base64.") from error
    if len(key) != 32 or not key_id or "." in key_id:
        raise VaultError(f"The encryption key “{key_id}” must be `id:key`, the key being 32 bytes in base64.")
    return key_id, key


def current_key_id() -> str:
    return next(iter(keys()))


def key_id_of(envelope: str) -> str:
    """The id of the key that an envelope was sealed with."""
    parts = envelope.split(".")
    if len(parts) != 4 or parts[0] != FORMAT:
        raise VaultError("This is no sealed secret.")
    return parts[1]


def seal(value: Any, owner: str) -> str:
    """The value as an envelope that opens only for the same owner, so that swapping two rows' secrets fails."""
    key_id, key = next(iter(keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, orjson.dumps(value), _bound_to(key_id, owner))
    return ".".join((FORMAT, key_id, _text(nonce), _text(sealed)))


def unseal(envelope: str, owner: str) -> Any:
    key_id = key_id_of(envelope)
    key = keys().get(key_id)
    if key is None:
        raise VaultError(
            f"The encryption key “{key_id}” is gone from the settings. Put it back behind the others."
        )
    _, _, nonce, sealed = envelope.split(".")
    try:
        return orjson.loads(AESGCM(key).decrypt(_bytes(nonce), _bytes(sealed), _bound_to(key_id, owner)))
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise VaultError(
            "This secret was sealed for something else, or was changed. Enter it again."
        ) from error


def _bound_to(key_id: str, owner: str) -> bytes:
    return f"{FORMAT}:{key_id}:{owner}".encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
