"""The ports of a node: fixed, or computed from its config by a rule that the browser can follow too."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nodes.outcomes import MAIN


@dataclass(frozen=True, slots=True)
class Port:
    key: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ports:
    inputs: tuple[Port, ...] = (Port(MAIN),)
    outputs: tuple[Port, ...] = (Port(MAIN),)
    fires: str = "one"
    """How many of the outputs fire in a run that succeeds: "one", "some" (one or more) or "all"."""


ONE_IN_ONE_OUT = Ports()


@dataclass(frozen=True, slots=True)
class PortRule:
    """One output per entry of the list `each` of the config (none without it), then the fixed ones.

    An entry without a usable key gives no port; of two with the same key the first counts. Both are problems
    that the config model reports, so drawing goes on.
    """

    each: str = ""
    key: str = "key"
    title: str = "title"
    then: tuple[Port, ...] = ()
    inputs: tuple[Port, ...] = (Port(MAIN),)
    fires_when: tuple[str, Any, str] | None = None
    """(field, value, how many): what `Ports.fires` is when the field has that value; else one port fires."""

    def __call__(self, config: Mapping[str, Any]) -> Ports:
        entries = config.get(self.each)
        found: dict[str, Port] = {}
        for entry in entries if isinstance(entries, list) else ():
            key = entry.get(self.key) if isinstance(entry, Mapping) else None
            if isinstance(key, str) and key:
                found.setdefault(key, Port(key, str(entry.get(self.title) or "")))
        for port in self.then:
            found.setdefault(port.key, port)
        return Ports(self.inputs, tuple(found.values()), self._fires(config))

    def _fires(self, config: Mapping[str, Any]) -> str:
        if self.fires_when is None:
            return "one"
        field, value, fires = self.fires_when
        return fires if config.get(field) == value else "one"

    def as_json(self) -> dict[str, Any]:
        then = [asdict(port) for port in self.then]
        return {"each": self.each, "key": self.key, "title": self.title, "then": then}
