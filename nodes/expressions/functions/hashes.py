"""Hashes: fingerprints of text."""

import hashlib
import hmac
import zlib

from nodes.expressions.frame import Frame
from nodes.expressions.functions.registry import Group

group = Group("Hashes")


def _data(frame: Frame, text: str) -> bytes:
    frame.budget.text(4 * len(text) + 256)
    return text.encode()


@group.function(example="md5('abc')", result="900150983cd24fb0d6963f7d28e17f72", on=("text",))
def md5(frame: Frame, text: str) -> str:
    """The MD5 fingerprint of the text, for old systems that ask for it; it protects nothing."""
    return hashlib.md5(_data(frame, text), usedforsecurity=False).hexdigest()


@group.function(example="sha1('abc')", result="a9993e364706816aba3e25717850c26c9cd0d89d", on=("text",))
def sha1(frame: Frame, text: str) -> str:
    """The SHA-1 fingerprint of the text, for old systems that ask for it; it protects nothing."""
    return hashlib.sha1(_data(frame, text), usedforsecurity=False).hexdigest()


@group.function(
    example="sha256('abc')",
    result="ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    on=("text",),
    aliases=("hash",),
)
def sha256(frame: Frame, text: str) -> str:
    """The SHA-256 fingerprint of the text."""
    return hashlib.sha256(_data(frame, text)).hexdigest()


@group.function(
    example="sha512('abc')[:16]",
    result="ddaf35a193617aba",
    on=("text",),
)
def sha512(frame: Frame, text: str) -> str:
    """The SHA-512 fingerprint of the text."""
    return hashlib.sha512(_data(frame, text)).hexdigest()


@group.function(
    example="hmac_sha256('message', 'key')[:16]",
    result="6e9ef29b75fffc5b",
    on=("text",),
)
def hmac_sha256(frame: Frame, text: str, key: str) -> str:
    """The HMAC of the text with SHA-256. The key is no secret here: secrets never reach an expression."""
    return hmac.new(_data(frame, key), _data(frame, text), "sha256").hexdigest()


@group.function(example="crc32('abc')", result="352441c2", on=("text",))
def crc32(frame: Frame, text: str) -> str:
    """The CRC-32 checksum of the text in hexadecimal digits."""
    return f"{zlib.crc32(_data(frame, text)):08x}"
