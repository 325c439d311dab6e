"""Which fields of a config are meant: dotted paths and simple patterns over them."""

from collections.abc import Iterable
from typing import Any

FieldPath = tuple[str | int, ...]


def dotted(path: FieldPath) -> str:
    """`('cases', 0, 'when')` as people read it: `cases.0.when`."""
    return ".".join(map(str, path))


class FieldSet:
    """A set of fields: `condition` is that top-level field, `cases.*.when` one in each element of a list or object."""

    __slots__ = ("_exact", "_patterns")

    def __init__(self, names: Iterable[str]) -> None:
        listed = list(names)
        self._exact = frozenset(name for name in listed if "*" not in name)
        self._patterns = [name.split(".") for name in listed if "*" in name]

    def __contains__(self, path: FieldPath) -> bool:
        if not path or not (self._exact or self._patterns):
            return False
        return dotted(path) in self._exact or any(_fits(pattern, path) for pattern in self._patterns)


def _fits(pattern: list[str], path: FieldPath) -> bool:
    return len(pattern) == len(path) and all(
        part in ("*", str(key)) for part, key in zip(pattern, path, strict=True)
    )


def children(value: Any) -> Iterable[tuple[str | int, Any]]:
    """The keys and values directly inside a JSON value."""
    if type(value) is dict:
        return value.items()
    return enumerate(value) if type(value) is list else ()
