"""Join policies: when a node with several incoming edges can be decided, and what its input is (R7–R9)."""

from typing import Any, Final

from executions.engine.settings import ALL, ALL_LIVE, COUNT

WAIT: Final = 0
RUN: Final = 1
SKIP: Final = 2


def answer(join: int, count: int, undecided: int, live: int, dead: int) -> int:
    """RUN, SKIP or WAIT for a node with so many undecided, live and dead incoming edges.

    A node without incoming edges runs: what starts it is the business of whoever asks.
    """
    if undecided + live + dead == 0:
        return RUN
    if join == COUNT:
        if live >= count:
            return RUN
        return SKIP if live + undecided < count else WAIT
    if join == ALL_LIVE and dead:
        return SKIP
    if undecided:
        return WAIT
    if join in (ALL, ALL_LIVE):
        return RUN if live else SKIP
    return RUN


def merged(join: int, count: int, arrived: list[tuple[str, str, Any]], sources: int) -> Any:
    """What `input` is: `arrived` are source, port and value of the live edges, `sources` how many nodes lead here.

    The value of the one live source; a map by source where several came, or where the policy is about several.
    """
    if not arrived:
        return None if sources < 2 or join == ALL or (join == COUNT and count < 2) else {}
    first = arrived[0]
    if len(arrived) == 1:
        several = sources > 1 and (join == ALL_LIVE or join > COUNT or (join == COUNT and count > 1))
        return {first[0]: first[2]} if several else first[2]
    values = by_source(arrived)
    if len(values) == 1:
        return values[first[0]]
    return values


def by_source(arrived: list[tuple[str, str, Any]]) -> dict[str, Any]:
    """A value for each source; where several ports of one came, an object by port."""
    found: dict[str, dict[str, Any]] = {}
    for source, port, value in arrived:
        found.setdefault(source, {})[port] = value
    return {
        source: next(iter(ports.values())) if len(ports) == 1 else ports for source, ports in found.items()
    }
