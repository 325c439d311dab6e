"""Every rule that the engine keeps is named by a test, and every pattern by a test or a reason."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCS = Path(__file__).parents[4] / "docs" / "explanation"
RULES = [*range(5, 23), *range(24, 28), *range(29, 34), 37, 38, 39, 41, 44, 45, 46]


def names_of_tests() -> set[str]:
    return {
        name for path in HERE.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", path.read_text())
    }


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_tested(rule: int) -> None:
    assert any(f"_r{rule}_" in name for name in names_of_tests())


@pytest.mark.parametrize("rule", range(1, 47))
def test_the_rule_is_told_to_users(rule: int) -> None:
    assert f"R{rule}" in set(re.findall(r"R\d+", (DOCS / "semantics.md").read_text()))


@pytest.mark.parametrize("pattern", range(1, 44))
def test_the_pattern_is_run_or_it_is_said_why_not(pattern: int) -> None:
    [row] = re.findall(rf"^\| {pattern} \|.*$", (DOCS / "patterns.md").read_text(), flags=re.MULTILINE)

    is_run = any(f"wcp{pattern:02}_" in name for name in names_of_tests())

    assert is_run == ("not offered" not in row and "elsewhere" not in row)
