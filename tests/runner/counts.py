"""How many tests a step ran, read from the report that pytest or vitest wrote."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass(slots=True)
class Counts:
    """The sums of one step."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)


def report_options(kind: str, path: Path) -> tuple[str, ...]:
    """What to add to the command so that it writes its report to `path`."""
    if kind == "pytest":
        return (f"--junitxml={path}",)
    if kind == "vitest":
        return ("--reporter=dot", "--reporter=json", f"--outputFile.json={path}")
    return ()


def read_counts(kind: str, path: Path, code: int) -> Counts:
    """The counts of the report. A step that failed without a failed test still counts as one failure."""
    found = Counts()
    if kind and path.exists():
        found = _from_junit(path) if kind == "pytest" else _from_vitest(path)
    elif not code:
        found.passed = 1
    if code and not found.failed:
        found.failed = 1
    return found


def _from_junit(path: Path) -> Counts:
    found = Counts()
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            found.failed += 1
        elif skipped is not None:
            found.skipped += 1
            found.reasons.append(f"{case.get('name')}: {skipped.get('message')}")
        else:
            found.passed += 1
    return found


def _from_vitest(path: Path) -> Counts:
    report = json.loads(path.read_text())
    skipped = report.get("numPendingTests", 0) + report.get("numTodoTests", 0)
    return Counts(report["numPassedTests"], report["numFailedTests"], skipped)
