"""What the tests of the canvas share: one running Quintet, one browser, and a person who is signed in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.canvas.bench import Bench
from tests.services.browser import chromium
from tests.services.quintet import Quintet


@pytest.fixture(scope="session")
def quintet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quintet]:
    one = Quintet(tmp_path_factory.mktemp("canvas") / "home").start()
    yield one
    one.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(quintet: Quintet, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookies of somebody who has used the link that the start printed."""
    kept = tmp_path_factory.mktemp("signed-in") / "state.json"
    context = browser.new_context()
    page = context.new_page()
    page.goto(quintet.link())
    if "/sign-in/" in page.url:
        page.get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    context.storage_state(path=kept)
    context.close()
    return kept


@pytest.fixture
def bench(quintet: Quintet, browser: Any, signed_in: Path) -> Iterator[Bench]:
    context = browser.new_context(
        storage_state=signed_in,
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield Bench(quintet, context.new_page())
    context.close()


@pytest.fixture
def second(quintet: Quintet, browser: Any, signed_in: Path) -> Iterator[Bench]:
    """The same workflow in another browser."""
    context = browser.new_context(storage_state=signed_in, viewport={"width": 1440, "height": 900})
    yield Bench(quintet, context.new_page())
    context.close()
