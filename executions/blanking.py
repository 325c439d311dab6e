"""Blanks the values of secrets wherever a value is recorded (R43)."""

import base64
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import orjson

BLANK = "••••••"
_SHORTEST = 4
"""Shorter secrets would blank innocent text everywhere."""


class Blanker:
    """Knows the secrets that this carrying of an execution has opened."""

    def __init__(self) -> None:
        self._secrets: list[str] = []

    def learn(self, values: Iterable[Any]) -> None:
        fresh = {form for value in values for form in _forms(value)}
        # A new list, for threads of nodes may be reading the old one.
        self._secrets = sorted(fresh.union(self._secrets), key=len, reverse=True)

    def text(self, text: str) -> str:
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, BLANK)
        return text

    def value(self, value: Any) -> Any:
        if not self._secrets:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(part) for part in value]
        if isinstance(value, dict):
            return {self.text(key): self.value(part) for key, part in value.items()}
        return value


def _forms(value: Any) -> Iterator[str]:
    """Every text in a value, and how services are wont to write it: in base64, in an address, within JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from _forms(part)
    elif isinstance(value, str) and len(value) >= _SHORTEST:
        raw = value.encode()
        yield value
        yield quote(value)
        yield quote(value, safe="")
        yield quote_plus(value)
        yield orjson.dumps(value).decode()[1:-1]
        yield base64.b64encode(raw).decode().rstrip("=")
        yield base64.urlsafe_b64encode(raw).decode().rstrip("=")
