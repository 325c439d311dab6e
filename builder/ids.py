"""UUIDs of version 7: ids that sort by the time at which they were made."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """A new id, greater than every id that this process made before."""
    global _last
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        # 48 bits of milliseconds and 12 bits of the fraction of one: together the ordered part.
        ordered = max((milliseconds << 12) | (rest * 4096 // 1_000_000), _last + 1)
        _last = ordered
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return uuid.UUID(
        int=((ordered >> 12) << 80) | (7 << 76) | ((ordered & 0xFFF) << 64) | (0b10 << 62) | random
    )
