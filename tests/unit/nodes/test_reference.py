"""The reference in docs/ says what the declarations say."""

from pathlib import Path

import pytest

from nodes.reference import pages
from nodes.registry import Registry

FOLDER = Path(__file__).parents[3] / "docs" / "reference" / "nodes"
PAGES = pages(Registry.discover(entry_point_group="none"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_current(name: str) -> None:
    told = (FOLDER / name).read_text(encoding="utf-8")

    assert told == PAGES[name], "write them anew: python -m nodes.reference docs/reference/nodes"


def test_no_page_is_left_of_a_type_that_is_gone() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == set(PAGES)
