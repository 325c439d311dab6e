"""A real Chromium for the acceptance tests, driven by playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.runner.chromium import HOW, find_chromium

# Without these it looks up its maker's hosts at every start, which a closed network answers slowly.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Raises when there is none: a test that needs one must not pass without."""
    from playwright.sync_api import sync_playwright  # starts a process of its own when it is loaded

    path = find_chromium()
    if path is None:
        raise RuntimeError(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
