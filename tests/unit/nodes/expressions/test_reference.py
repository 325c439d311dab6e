"""The reference page says what the code does."""

from nodes.expressions import FUNCTIONS
from nodes.expressions.reference import PAGE, reference


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "Run: python -m nodes.expressions.reference"


def test_every_function_is_on_it() -> None:
    page = reference()

    assert [name for name in FUNCTIONS if f"#### `{name}(" not in page] == []
