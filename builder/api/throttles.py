"""How often somebody may call: a counter per window of time in Django's cache."""

import time
from typing import Any, Final

from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

from builder.conf import setting

SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_rate(rate: str) -> tuple[int, int]:
    """`"10/min"` as (10, 60)."""
    number, _, period = rate.partition("/")
    return int(number), SECONDS[period[0]]


class RateThrottle(BaseThrottle):
    """Refuses what goes beyond the rate that a setting names; an empty setting is no limit."""

    rate_setting = "RATE_API"
    _wait = 1.0

    def allow_request(self, request: Any, view: Any) -> bool:
        rate = str(setting(self.rate_setting))
        if not rate:
            return True
        limit, window = parse_rate(rate)
        now = time.time()
        key = f"quintet:rate:{self.rate_setting}:{self.who(request)}:{int(now // window)}"
        self._wait = window - now % window
        return self._count(key, window) <= limit

    def _count(self, key: str, window: int) -> int:
        cache.add(key, 0, timeout=window + 1)
        try:
            return int(cache.incr(key))
        except ValueError:
            # The entry ran out between the two calls.
            return 1

    def wait(self) -> float:
        return max(1.0, self._wait)

    def who(self, request: Any) -> str:
        if request.user is not None and request.user.pk is not None:
            return f"user-{request.user.pk}"
        return self.get_ident(request)


class SignInThrottle(RateThrottle):
    """By address, as nobody is known yet."""

    rate_setting = "RATE_SIGN_IN"

    def who(self, request: Any) -> str:
        return self.get_ident(request)
