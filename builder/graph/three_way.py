"""Merges two JSON values that come from one, key by key."""

from dataclasses import dataclass
from typing import Any

from builder.graph.differences import ABSENT, alike
from builder.graph.values import join


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both sides changed, to different values."""

    path: tuple[str, ...]
    base: Any
    mine: Any
    theirs: Any

    @property
    def field(self) -> str:
        found = ""
        for key in self.path:
            found = join(found, key)
        return found


def three_way(base: Any, mine: Any, theirs: Any, clashes: list[Clash], path: tuple[str, ...] = ()) -> Any:
    """Whichever side changed something counts; where both did, objects are merged inside, else mine counts."""
    if alike(mine, theirs) or alike(base, theirs):
        return mine
    if alike(base, mine):
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict) and isinstance(base, dict | type(ABSENT)):
        return _objects(base if isinstance(base, dict) else {}, mine, theirs, clashes, path)
    clashes.append(Clash(path, base, mine, theirs))
    return mine


def _objects(
    base: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    clashes: list[Clash],
    path: tuple[str, ...],
) -> dict[str, Any]:
    merged = {}
    for key in dict.fromkeys([*mine, *theirs, *base]):
        parts = base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT)
        found = three_way(*parts, clashes, (*path, key))
        if found is not ABSENT:
            merged[key] = found
    return merged
