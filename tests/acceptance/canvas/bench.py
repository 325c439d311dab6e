"""The canvas as a person uses it: what can be seen on it and done to it, in words."""

from dataclasses import dataclass
from typing import Any

from tests.services.quintet import Quintet

HELLO: dict[str, Any] = {
    "format": 1,
    "nodes": [
        {"id": "start", "type": "trigger.manual", "name": "Start", "position": {"x": 0, "y": 0}},
        {
            "id": "greet",
            "type": "data.set",
            "name": "Greet",
            "position": {"x": 280, "y": 0},
            "config": {"fields": {"text": "Hello"}},
        },
        {
            "id": "done",
            "type": "flow.end",
            "name": "Done",
            "position": {"x": 560, "y": 0},
            "config": {"result": "{{ outputs.greet.text }}"},
        },
    ],
    "edges": [{"source": "start", "target": "greet"}, {"source": "greet", "target": "done"}],
}


@dataclass(slots=True)
class Bench:
    quintet: Quintet
    page: Any

    def make(self, document: dict[str, Any], name: str = "Drawn") -> str:
        made = self.quintet.call("POST", "/api/workflows/", {"name": name, "document": document})
        assert made.status == 201, made.body
        return str(made.body["id"])

    def kept(self, workflow: str) -> dict[str, Any]:
        """The draft as the server has it."""
        document: dict[str, Any] = self.quintet.call("GET", f"/api/workflows/{workflow}/").body["document"]
        return document

    def open(self, workflow: str) -> "Bench":
        self.page.goto(f"{self.quintet.url}/workflows/{workflow}/")
        self.page.locator(".react-flow__node").first.wait_for()
        return self

    def card(self, name: str) -> Any:
        return self.page.locator(".card, .frame", has=self.page.get_by_text(name, exact=True)).last

    @property
    def lines(self) -> int:
        return int(self.page.locator(".react-flow__edge").count())

    @property
    def cards(self) -> int:
        return int(self.page.locator(".react-flow__node").count())

    def drop(self, node_type: str, x: int, y: int) -> None:
        """Drag a type from the palette to a place on the sheet."""
        before = self.cards
        self.page.locator(f'aside [data-node-type="{node_type}"]').drag_to(
            self.page.locator(".sheet"), target_position={"x": x, "y": y}
        )
        self.page.locator(".react-flow__node").nth(before).wait_for()

    def port(self, name: str, side: str) -> tuple[float, float]:
        node = self.page.locator(".react-flow__node", has=self.page.get_by_text(name, exact=True)).last
        box = node.locator(f".react-flow__handle.{side}").first.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def pull(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
        mouse.move(*end, steps=6)
        mouse.up()

    def connect(self, source: str, target: str) -> None:
        self.pull(self.port(source, "source"), self.port(target, "target"))

    def saved(self) -> None:
        self.page.locator('[data-save="saved"]').wait_for()

    def run(self) -> None:
        self.page.get_by_role("button", name="Run", exact=True).first.click()

    def until(self, status: str, *, seconds: float = 20) -> None:
        self.page.locator(f'section[data-status="{status}"]').wait_for(timeout=seconds * 1000)

    def ring(self, name: str, state: str, *, seconds: float = 10) -> None:
        self.card(name).and_(self.page.locator(f'[data-state="{state}"]')).wait_for(timeout=seconds * 1000)
