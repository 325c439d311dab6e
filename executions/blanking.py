"""Blanks the values of secrets wherever a value is recorded (R43)."""

from collections.abc import Iterable
from typing import Any

BLANK = "••••••"
_SHORTEST = 4
"""Shorter secrets would blank innocent text everywhere."""


class Blanker:
    """Knows the secrets that this carrying of an execution has opened."""

    def __init__(self) -> None:
        self._secrets: list[str] = []

    def learn(self, values: Iterable[Any]) -> None:
        for value in values:
            if isinstance(value, dict):
                self.learn(value.values())
            elif isinstance(value, list | tuple):
                self.learn(value)
            elif isinstance(value, str) and len(value) >= _SHORTEST and value not in self._secrets:
                self._secrets.append(value)
        self._secrets.sort(key=len, reverse=True)

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
