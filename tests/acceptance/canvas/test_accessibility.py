"""Every page passes the checks of axe in light and in dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.canvas.bench import HELLO, Bench
from tests.services.quintet import BASE, Quintet

AXE = BASE / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ("workflows", "executions", "inbox", "templates", "credentials", "settings")
CHECK = "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})).violations"


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, quintet: Quintet, browser: Any, signed_in: Path) -> Iterator[Any]:
    # The page's own policy forbids scripts from outside, which is what axe is here.
    context = browser.new_context(
        storage_state=signed_in,
        viewport={"width": 1440, "height": 900},
        color_scheme=request.param,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def violations(page: Any) -> list[str]:
    page.wait_for_timeout(600)
    page.add_script_tag(content=AXE.read_text())
    found = page.evaluate(CHECK)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everybody(page: Any, quintet: Quintet, name: str) -> None:
    page.goto(f"{quintet.url}/{name}/")
    page.locator("h1").wait_for()

    assert violations(page) == []


def test_the_canvas_can_be_used_by_everybody(page: Any, quintet: Quintet) -> None:
    bench = Bench(quintet, page)
    bench.open(bench.make(HELLO))
    bench.run()
    bench.until("completed")
    bench.card("Greet").click()
    page.get_by_role("tab", name="Config").wait_for()

    assert violations(page) == []


def test_the_outline_lists_the_same_nodes(page: Any, quintet: Quintet) -> None:
    bench = Bench(quintet, page)
    bench.open(bench.make(HELLO))

    page.keyboard.press("o")

    tree = page.get_by_role("tree", name="Nodes of the workflow")
    tree.wait_for()
    assert tree.get_by_role("treeitem").count() == 3
