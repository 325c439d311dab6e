"""Takes the pictures of the documentation: every screen, light and dark. `python -m tests.acceptance.canvas.take_pictures`"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.acceptance.canvas.bench import Bench
from tests.services.browser import chromium
from tests.services.quintet import BASE, Quintet

PICTURES = BASE / "docs" / "pictures"
WIDE, SMALL = (1440, 900), (1024, 768)
PAGES = ("workflows", "executions", "inbox", "templates", "credentials", "settings")


def node(id: str, type: str, name: str, x: int, y: int, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "name": name, "position": {"x": x, "y": y}, **more}


REFUND: dict[str, Any] = {
    "format": 1,
    "nodes": [
        node("start", "trigger.manual", "Refund asked", 0, 96),
        node(
            "claim",
            "data.set",
            "Read the claim",
            256,
            96,
            config={
                "fields": {
                    "customer": "Grace Hopper",
                    "lines": [
                        {"article": "Tea", "price": 4.5, "count": 3},
                        {"article": "Cup", "price": 9, "count": 2},
                    ],
                }
            },
        ),
        node(
            "lines", "flow.for_each", "For each line", 512, 48, config={"items": "{{ outputs.claim.lines }}"}
        ),
        node(
            "total",
            "data.set",
            "Add it up",
            48,
            72,
            parent="lines",
            config={"fields": {"article": "{{ item.article }}", "total": "{{ item.price * item.count }}"}},
        ),
        node(
            "small",
            "flow.if",
            "Small enough?",
            880,
            96,
            config={"condition": "sum(outputs.lines, 'total') < 100"},
        ),
        node(
            "refund",
            "data.set",
            "Refund at once",
            1144,
            16,
            config={
                "fields": {
                    "message": "{{ outputs.claim.customer }} gets it back.",
                    "lines": "{{ outputs.lines }}",
                }
            },
            settings={"retry": {"attempts": 3}},
        ),
        node("ask", "people.approval", "Ask a colleague", 1144, 176, config={"title": "A large refund"}),
        node("done", "flow.end", "Done", 1400, 96, config={"result": "{{ input }}"}),
    ],
    "edges": [
        {"source": "start", "target": "claim"},
        {"source": "claim", "target": "lines"},
        {"source": "lines", "target": "small"},
        {"source": "small", "source_port": "true", "target": "refund"},
        {"source": "small", "source_port": "false", "target": "ask"},
        {"source": "refund", "target": "done"},
        {"source": "ask", "source_port": "approved", "target": "done"},
    ],
    "notes": [
        {
            "id": "note_1",
            "text": "Above 100 somebody has to look at it.",
            "position": {"x": 880, "y": 264},
            "size": {"width": 216, "height": 96},
            "color": "yellow",
        }
    ],
}


def many(count: int) -> dict[str, Any]:
    """A thousand nodes in forty columns, with branches."""
    nodes = [node("start", "trigger.manual", "Start", 0, 0)]
    edges = []
    for index in range(count - 1):
        row, column = divmod(index, 40)
        fields = {"fields": {"number": index}}
        nodes.append(
            node(f"n{index}", "data.set", f"Step {index + 1}", 256 * (column + 1), row * 104, config=fields)
        )
        edges.append({"source": f"n{index - 1}" if column else "start", "target": f"n{index}"})
    return {"format": 1, "nodes": nodes, "edges": edges}


def canvas_pictures(bench: Bench, workflow: str, take: Callable[[str], None]) -> None:
    page = bench.page
    bench.open(workflow)
    take("editor")
    bench.run()
    bench.until("completed")
    page.get_by_role("tab", name="Timeline").click()
    take("run")
    bench.card("Refund at once").click()
    page.locator(".cm-content").first.wait_for()
    page.wait_for_timeout(1200)
    take("canvas")
    for tab in ("Output", "Settings", "Docs"):
        page.get_by_role("tab", name=tab, exact=True).click()
        take(f"inspector-{tab.lower()}")
    page.keyboard.press("Escape")
    for name, key in (
        ("command-palette", "Control+k"),
        ("shortcuts", "?"),
        ("outline", "o"),
        ("versions", "v"),
        ("inputs", "s"),
    ):
        page.keyboard.press(key)
        take(name)
        page.keyboard.press("Escape")
        page.wait_for_timeout(250)
    page.mouse.move(640, 220)
    page.keyboard.press("/")
    take("insert")
    page.keyboard.press("Escape")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        quintet = Quintet(Path(folder) / "home").start()
        try:
            kept = sign_in(quintet, browser)
            maker = Bench(quintet, None)
            refund, thousand = (
                maker.make(REFUND, "Handle a refund"),
                maker.make(many(1000), "A thousand nodes"),
            )
            empty = maker.make({"nodes": [], "edges": []}, "Not drawn yet")
            for theme in ("light", "dark"):
                for size in (WIDE, SMALL):
                    tour(quintet, browser, kept, theme, size, (refund, thousand, empty), wanted)
        finally:
            quintet.stop()


def sign_in(quintet: Quintet, browser: Any) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.goto(quintet.link())
    if "/sign-in/" in page.url:
        page.get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return context.storage_state()


def tour(
    quintet: Quintet,
    browser: Any,
    kept: Any,
    theme: str,
    size: tuple[int, int],
    workflows: tuple[str, str, str],
    wanted: list[str],
) -> None:
    context = browser.new_context(
        storage_state=kept,
        color_scheme=theme,
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
    )
    bench = Bench(quintet, context.new_page())
    suffix = "" if size == WIDE else "-small"

    def take(name: str) -> None:
        if wanted and name not in wanted:
            return
        bench.page.wait_for_timeout(450)
        bench.page.screenshot(path=PICTURES / f"{name}-{theme}{suffix}.png")

    refund, thousand, empty = workflows
    canvas_pictures(bench, refund, take)
    bench.page.goto(f"{quintet.url}/workflows/{empty}/")
    bench.page.get_by_text("What should start it?").wait_for()
    take("empty")
    bench.open(thousand)
    bench.page.wait_for_timeout(800)
    take("thousand")
    for name in PAGES:
        bench.page.goto(f"{quintet.url}/{name}/")
        bench.page.wait_for_timeout(700)
        take(name)
    context.close()


if __name__ == "__main__":
    main()
