"""How often somebody may do something: a counter per window of time in Django's cache."""

import time
from typing import Final

from django.core.cache import cache

from builder.conf import setting

SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds_to_wait(rate_setting: str, who: str) -> float:
    """0 when this call is within the rate that the setting names, else how long to wait. No rate is no limit."""
    rate = str(setting(rate_setting))
    if not rate:
        return 0.0
    limit, window = parse_rate(rate)
    now = time.time()
    counted = _count(f"quintet:rate:{rate_setting}:{who}:{int(now // window)}", window)
    return 0.0 if counted <= limit else max(1.0, window - now % window)


def parse_rate(rate: str) -> tuple[int, int]:
    """`"10/min"` as (10, 60)."""
    number, _, period = rate.partition("/")
    return int(number), SECONDS[period[0]]


def _count(key: str, window: int) -> int:
    cache.add(key, 0, timeout=window + 1)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The entry ran out between the two calls.
        return 1
