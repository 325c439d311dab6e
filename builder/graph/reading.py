"""Reads the parts of a document one by one and writes down what is not as it should be. Never raises."""

from dataclasses import dataclass, field
from typing import Any

from builder.graph.problems import Problem, error
from builder.graph.values import defects, is_clean

Json = dict[str, Any]

WORDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def word_for(value: Any) -> str:
    """What a value is, in words that an author knows."""
    return WORDS.get(type(value), f"a value of the type {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document we read: a path within the node or edge that is named, else from the root."""

    path: str = ""
    node: str = ""
    edge: str = ""

    def field(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def inside(self, key: str) -> "Place":
        return Place(self.field(key), self.node, self.edge)


@dataclass(slots=True)
class Reader:
    trusting: bool = False
    """Whether the whole document is known to be plain JSON, so that no part need be looked at."""
    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, code: str, key: str, message: str) -> None:
        self.problems.append(error(code, message, node=place.node, edge=place.edge, field=place.field(key)))

    def text(self, raw: Json, key: str, place: Place, default: str = "") -> str:
        value = raw.get(key)
        if type(value) is str and (self.trusting or is_clean(value)):
            return value
        if key in raw:
            self._refuse(value, "text", key, place)
        return default

    def flag(self, raw: Json, key: str, place: Place) -> bool:
        value = raw.get(key, False)
        if type(value) is bool:
            return value
        self._refuse(value, "true or false", key, place)
        return False

    def whole(self, raw: Json, key: str, place: Place, default: int) -> int:
        value = raw.get(key, default)
        if type(value) is int and 1 <= value <= 1_000_000:
            return value
        self._refuse(value, "a whole number from 1", key, place)
        return default

    def number(self, raw: Json, key: str, place: Place) -> float:
        value = raw.get(key, 0)
        if type(value) in (int, float) and is_clean(value):
            return value
        self._refuse(value, "a number", key, place)
        return 0

    def object(self, raw: Json, key: str, place: Place) -> Json:
        value = raw.get(key)
        if type(value) is dict:
            return value if self.clean(value, key, place) else {}
        if key in raw:
            self._refuse(value, "an object", key, place)
        return {}

    def pin(self, raw: Json, place: Place) -> Json | None:
        value = raw.get("pin")
        if value is None:
            return None
        if type(value) is dict and "value" in value:
            return value if self.clean(value, "pin", place) else None
        self._refuse(value, 'null or `{"value": …}`', "pin", place)
        return None

    def items(self, raw: Json, key: str, place: Place) -> list[Any]:
        value = raw.get(key, [])
        if type(value) is list:
            return value
        self._refuse(value, "a list", key, place)
        return []

    def objects(self, raw: Json, key: str, place: Place) -> tuple[Json, ...]:
        found = []
        for number, item in enumerate(self.items(raw, key, place)):
            if type(item) is not dict:
                self._refuse(item, "an object", f"{key}[{number}]", place)
            elif self.clean(item, f"{key}[{number}]", place):
                found.append(item)
        return tuple(found)

    def unknown(self, raw: Json, known: frozenset[str], place: Place) -> Json:
        """Whatever nobody here knows; it is kept as it is."""
        if raw.keys() <= known:
            return {}
        rest = {key: value for key, value in raw.items() if key not in known}
        return rest if self.clean(rest, "", place) else {}

    def clean(self, value: Any, key: str, place: Place) -> bool:
        if self.trusting or is_clean(value):
            return True
        for defect in defects(value, place.field(key)):
            self.problems.append(
                error(defect.code, defect.message, node=place.node, edge=place.edge, field=defect.path)
            )
        return False

    def _refuse(self, value: Any, wanted: str, key: str, place: Place) -> None:
        if type(value) in (str, int, float) and not is_clean(value):
            self.clean(value, key, place)
            return
        self.report(place, "wrong_type", key, f"`{key}` must be {wanted}; found {word_for(value)}.")
