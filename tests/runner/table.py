"""The last lines of a run: what ran, what did not, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.runner.counts import Counts


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step went. `why_not` is set when it could not run at all."""

    name: str
    code: int
    seconds: float
    counts: Counts
    why_not: str = ""


def lines_of(outcomes: Sequence[Outcome], not_asked: Sequence[str], leftovers: str) -> list[str]:
    """The table, then what is missing from it, then the line with the sums alone."""
    lines = ["", f"{'step':<26}{'result':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}"]
    for outcome in outcomes:
        result = "not run" if outcome.why_not else "failed" if outcome.code else "ok"
        sums = outcome.counts
        lines.append(
            f"{outcome.name:<26}{result:<10}{sums.passed:>8}{sums.failed:>8}{sums.skipped:>9}{outcome.seconds:>9.1f}"
        )
    lines += [f"Did not run: {outcome.name}: {outcome.why_not}." for outcome in outcomes if outcome.why_not]
    lines += [f"Skipped in {o.name}: {reason}" for o in outcomes for reason in o.counts.reasons]
    if not_asked:
        lines.append(f"Not part of this run: {', '.join(not_asked)}.")
    lines.append(leftovers)
    passed = sum(outcome.counts.passed for outcome in outcomes)
    failed = sum(outcome.counts.failed for outcome in outcomes)
    return [*lines, "", f"{passed} passed, {failed} failed"]
