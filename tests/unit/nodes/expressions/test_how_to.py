"""Every expression in the how-to page can be compiled."""

import re
from pathlib import Path

import pytest

from nodes.expressions import compile_template

PAGE = Path(__file__).parents[4] / "docs" / "how-to" / "write-expressions.md"
PLACEHOLDERS = [
    one for one in re.findall(r"\{\{ .+? \}\}", PAGE.read_text(encoding="utf-8")) if "…" not in one
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_an_expression_of_the_page_compiles(text: str) -> None:
    assert compile_template(text.replace("\\|", "|")).is_single


def test_the_page_has_examples() -> None:
    assert len(PLACEHOLDERS) > 10
