"""The documents say what the code says."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings

from config.reference import PAGE, settings_page
from tests.architecture.sources import BASE

PAGES = [*sorted((BASE / "docs").rglob("*.md")), *sorted(BASE.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_every_setting_is_documented() -> None:
    assert PAGE.read_text() == _as_on_a_fresh_machine(settings_page(settings.ENVIRONMENT)), "run `make docs`"


def _as_on_a_fresh_machine(page: str) -> str:
    return page.replace(str(settings.HOME), "QUINTET_HOME")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(BASE)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    targets = [
        unquote(link)
        for link in LINK.findall(page.read_text())
        if "://" not in link and not link.startswith("mailto:")
    ]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_of_the_documents_can_be_reached_from_their_front_page() -> None:
    front = BASE / "docs" / "README.md"
    reached, todo = set(), [front]
    while todo:
        page = todo.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        todo += [
            (page.parent / unquote(link)).resolve()
            for link in LINK.findall(page.read_text())
            if "://" not in link
        ]
    assert {str(page.relative_to(BASE)) for page in PAGES if page.is_relative_to(BASE / "docs")} <= {
        str(page.relative_to(BASE)) for page in reached
    }
