"""How often somebody may call the API."""

from typing import Any

from rest_framework.throttling import BaseThrottle

from builder.rates import seconds_to_wait


class RateThrottle(BaseThrottle):
    """Counts by person, and by address as long as nobody is known."""

    rate_setting = "RATE_API"
    _wait = 0.0

    def allow_request(self, request: Any, view: Any) -> bool:
        self._wait = seconds_to_wait(self.rate_setting, self.who(request))
        return self._wait == 0

    def wait(self) -> float:
        return self._wait

    def who(self, request: Any) -> str:
        if request.user is not None and request.user.pk is not None:
            return f"user-{request.user.pk}"
        return self.get_ident(request)
