"""Reads settings from environment variables, remembers each one for the reference page, and collects what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

Value = TypeVar("Value")
RATE = re.compile(r"[1-9]\d*/(sec|min|hour|day)")


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable as the reference page shows it."""

    name: str
    kind: str
    default: str
    text: str
    section: str


@dataclass(slots=True)
class Environment:
    """A read view of the environment. An empty variable counts as one that is not set."""

    values: Mapping[str, str]
    settings: list[Setting] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    current_section: str = ""

    def section(self, title: str) -> None:
        self.current_section = title

    def text(self, name: str, *, default: str, help: str, shown: str | None = None) -> str:
        return self._read(name, "text", default, help, shown, str)

    def secret(self, name: str, *, help: str, shown: str) -> str:
        return self._read(name, "secret", "", help, shown, str)

    def number(self, name: str, *, default: int, help: str, least: int = 0, most: int | None = None) -> int:
        limits = f"a whole number from {least}" + (f" to {most}" if most is not None else "")

        def convert(raw: str) -> int:
            number = int(raw)
            if number < least or (most is not None and number > most):
                raise ValueError
            return number

        return self._read(name, limits, default, help, None, convert)

    def switch(self, name: str, *, default: bool, help: str) -> bool:
        words = {
            "1": True,
            "true": True,
            "yes": True,
            "on": True,
            "0": False,
            "false": False,
            "no": False,
            "off": False,
        }
        return self._read(
            name, "1 or 0", default, help, "1" if default else "0", lambda raw: words[raw.lower()]
        )

    def choice(self, name: str, *, default: str, options: tuple[str, ...], help: str) -> str:
        def convert(raw: str) -> str:
            if raw.lower() not in options:
                raise ValueError
            return raw.lower()

        return self._read(name, "one of " + ", ".join(options), default, help, None, convert)

    def rate(self, name: str, *, default: str, help: str) -> str:
        """So many in a time, as `1200/min`; `off` gives the empty text, which means no limit."""

        def convert(raw: str) -> str:
            if raw.lower() == "off":
                return ""
            if not RATE.fullmatch(raw):
                raise ValueError
            return raw

        return self._read(name, "a number per sec, min, hour or day, or off", default, help, None, convert)

    def items(
        self, name: str, *, default: tuple[str, ...] = (), help: str, shown: str | None = None
    ) -> tuple[str, ...]:
        def convert(raw: str) -> tuple[str, ...]:
            return tuple(part.strip() for part in raw.split(",") if part.strip())

        return self._read(name, "list with commas", default, help, shown or ", ".join(default), convert)

    def url(
        self, name: str, *, default: str, schemes: tuple[str, ...], help: str, shown: str | None = None
    ) -> str:
        kind = "a URL that starts with " + " or ".join(f"{scheme}://" for scheme in schemes)

        def convert(raw: str) -> str:
            if urlsplit(raw).scheme not in schemes or "://" not in raw:
                raise ValueError
            return raw

        return self._read(name, kind, default, help, shown, convert)

    def given(self, name: str) -> bool:
        return bool(self.values.get(name, "").strip())

    def unknown(self, prefix: str) -> list[str]:
        """Variables with our prefix that no setting reads: most often a misspelling."""
        known = {setting.name for setting in self.settings}
        return sorted(name for name in self.values if name.startswith(prefix) and name not in known)

    def _read(
        self,
        name: str,
        kind: str,
        default: Value,
        help: str,
        shown: str | None,
        convert: Callable[[str], Value],
    ) -> Value:
        default_text = str(default) if shown is None else shown
        self.settings.append(Setting(name, kind, default_text, help, self.current_section))
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        try:
            return convert(raw)
        except (KeyError, ValueError):
            found = "" if kind == "secret" else f', found "{raw}"'
            self.problems.append(f"{name} must be {kind}{found}.")
            return default
