"""The cases that the browser's fold is tested with are those that the engine makes today."""

import json

from .contract_cases import FILE, as_text


def test_the_contract_for_the_fold_is_current() -> None:
    written = json.loads(FILE.read_text())

    made = json.loads(as_text())

    assert written == made, "write it again: python -m tests.unit.executions.engine.contract_cases"
