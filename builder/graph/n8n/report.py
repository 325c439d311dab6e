"""What became of each part of an imported workflow."""

from dataclasses import dataclass, field

TRANSLATED = "translated"
APPROXIMATED = "approximated"
NOT_TRANSLATED = "not"


@dataclass(frozen=True, slots=True)
class Entry:
    """`node` is the id here, `name` the name there; `field` is a path within the node."""

    verdict: str
    message: str
    node: str = ""
    name: str = ""
    field: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "verdict": self.verdict,
            "message": self.message,
            "node": self.node,
            "name": self.name,
            "field": self.field,
        }


@dataclass(slots=True)
class Report:
    entries: list[Entry] = field(default_factory=list)

    def add(self, verdict: str, message: str, node: str = "", name: str = "", where: str = "") -> None:
        self.entries.append(Entry(verdict, message, node, name, where))
