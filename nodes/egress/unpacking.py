"""Unpacking an answer without letting a small one become a huge one."""

import zlib

from nodes.errors import FatalError

ACCEPTED = "gzip, deflate"


def unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    """The content without its `Content-Encoding`. Raises `FatalError` for one that was not asked for, or too much."""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name == "identity":
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            raise FatalError(f"The answer is packed as {name!r}, which was not asked for", code="encoding")
        content = _inflated(content, name, limit)
    return content


def _inflated(content: bytes, name: str, limit: int) -> bytes:
    if not content:
        return content
    # A "deflate" body is with some servers a bare stream, without the zlib header that the standard asks for.
    widths = (zlib.MAX_WBITS, -zlib.MAX_WBITS) if name == "deflate" else (zlib.MAX_WBITS | 16,)
    for width in widths:
        inflate = zlib.decompressobj(width)
        try:
            found = inflate.decompress(content, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise too_large(limit)
        if not inflate.eof:
            break
        return found
    raise FatalError("The packed answer is damaged", code="encoding")


def too_large(limit: int) -> FatalError:
    return FatalError(f"The answer is larger than {limit:,} bytes, which is the most here", code="too_large")
