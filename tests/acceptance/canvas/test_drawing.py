"""Drawing by mouse and by keyboard, and that nothing drawn is lost."""

from typing import Any

from tests.acceptance.canvas.bench import HELLO, Bench


def test_a_workflow_is_drawn_run_and_still_there_when_it_is_opened_again(bench: Bench) -> None:
    page = bench.page
    page.goto(f"{bench.quintet.url}/workflows/")
    page.get_by_role("button", name="New workflow").click()
    page.get_by_text("What should start it?").wait_for()

    bench.drop("trigger.manual", 160, 220)
    bench.drop("data.set", 480, 220)
    bench.drop("flow.end", 320, 420)
    bench.connect("Manual start", "Set fields")
    bench.connect("Set fields", "End")
    bench.card("Set fields").click()
    page.get_by_role("button", name="Add a field").click()
    page.keyboard.type("text")
    page.keyboard.press("Tab")
    page.keyboard.type("Hello {{ 6 * 7 }}")
    bench.card("End").click()
    page.get_by_label("Result").first.click()
    page.keyboard.type("{{ outputs.set_fields.text }}", delay=10)
    page.get_by_text("outputs.set_fields.text").last.wait_for()
    bench.saved()
    bench.run()
    bench.until("completed")

    page.reload()
    bench.until("completed")
    for name in ("Manual start", "Set fields", "End"):
        bench.ring(name, "completed")
    assert bench.lines == 2
    bench.card("Set fields").click()
    page.get_by_role("tab", name="Output").click()
    page.get_by_role("tree", name="output main").get_by_text("Hello 42").wait_for()


def test_a_port_pulled_into_the_void_offers_only_what_fits_and_joins_it(bench: Bench) -> None:
    bench.open(bench.make({"nodes": [HELLO["nodes"][0]], "edges": []}))
    x, y = bench.port("Start", "source")

    bench.pull((x, y), (x + 160, y))
    insert = bench.page.get_by_role("dialog", name="Insert a node")
    insert.wait_for()
    triggers = insert.locator('[data-node-type^="trigger."]').count()
    bench.page.keyboard.type("set fields")
    bench.page.keyboard.press("Enter")
    bench.card("Set fields").wait_for()

    assert triggers == 0
    assert bench.lines == 1


def test_a_circle_is_refused_in_words(bench: Bench) -> None:
    bench.open(
        bench.make(
            {
                "nodes": [
                    {"id": "a", "type": "data.set", "name": "First", "position": {"x": 0, "y": 0}},
                    {"id": "b", "type": "data.set", "name": "Next", "position": {"x": 320, "y": 160}},
                ],
                "edges": [{"source": "a", "target": "b"}],
            }
        )
    )
    card = bench.card("First").bounding_box()

    bench.pull(bench.port("Next", "source"), (card["x"] + card["width"] / 2, card["y"] + card["height"] / 2))

    bench.page.get_by_text("That would go round in a circle: First → Next → First").wait_for()
    assert bench.lines == 1


def test_a_node_dropped_on_a_line_is_put_into_it(bench: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    (x1, y1), (x2, _) = bench.port("Greet", "source"), bench.port("Done", "target")
    sheet = bench.page.locator(".sheet").bounding_box()

    bench.drop("data.sort", round((x1 + x2) / 2 - sheet["x"]), round(y1 - sheet["y"]))
    bench.saved()

    pairs = {(edge["source"], edge["target"]) for edge in bench.kept(workflow)["edges"]}
    new = next(node["id"] for node in bench.kept(workflow)["nodes"] if node["type"] == "data.sort")
    assert pairs == {("start", "greet"), ("greet", new), (new, "done")}


def test_everything_is_drawn_by_keyboard_alone(bench: Bench) -> None:
    page = bench.page
    page.goto(f"{bench.quintet.url}/workflows/")
    page.get_by_role("button", name="New workflow").click()
    page.get_by_text("What should start it?").wait_for()

    for words in ("manual start", "set fields", "end"):
        page.keyboard.press("/")
        page.get_by_role("dialog", name="Insert a node").wait_for()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.get_by_role("dialog", name="Insert a node").wait_for(state="detached")

    assert bench.cards == 3
    assert bench.lines == 2


def test_undo_of_everything_and_redo_of_everything_end_at_the_same_document(bench: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    before = bench.kept(workflow)
    keyboard = bench.page.keyboard

    bench.card("Greet").click()
    keyboard.press("Control+d")
    keyboard.press("ArrowDown")
    keyboard.press("d")
    bench.card("Start").click()
    keyboard.press("Delete")
    keyboard.press("Control+a")
    keyboard.press("Shift+t")
    bench.saved()
    after = bench.kept(workflow)
    for _ in range(8):
        keyboard.press("Control+z")
    bench.saved()
    undone = bench.kept(workflow)
    for _ in range(8):
        keyboard.press("Control+Shift+z")
    bench.saved()

    assert sketch(after) != sketch(before)
    assert sketch(undone) == sketch(before)
    assert sketch(bench.kept(workflow)) == sketch(after)


def test_nodes_are_copied_to_another_workflow_and_garbage_is_refused_in_words(bench: Bench) -> None:
    bench.open(bench.make(HELLO))
    bench.card("Greet").click()
    bench.page.keyboard.press("Control+c")
    bench.page.get_by_text("1 node copied.").wait_for()

    bench.open(bench.make({"nodes": [HELLO["nodes"][0]], "edges": []}))
    bench.page.locator(".react-flow__pane").click(position={"x": 300, "y": 500})
    bench.page.keyboard.press("Control+v")
    bench.card("Greet").wait_for()
    bench.page.evaluate("navigator.clipboard.writeText('<script>alert(1)</script>')")
    bench.page.keyboard.press("Control+v")

    bench.page.get_by_text("The clipboard holds no nodes.").wait_for()
    assert bench.cards == 2


def test_a_renamed_id_is_followed_by_the_expressions_that_name_it(bench: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    bench.card("Greet").click()

    field = bench.page.get_by_label("Id of the node")
    field.fill("welcome")
    field.press("Enter")
    bench.page.wait_for_timeout(100)
    bench.saved()

    done = next(node for node in bench.kept(workflow)["nodes"] if node["id"] == "done")
    assert done["config"]["result"] == "{{ outputs.welcome.text }}"


def sketch(document: dict[str, Any]) -> tuple[list[Any], set[Any]]:
    """What a document says, whatever the order that its parts stand in."""
    nodes = sorted(
        (node["id"], node["name"], node["position"]["x"], node["position"]["y"], node["disabled"])
        for node in document["nodes"]
    )
    return nodes, {(edge["source"], edge["target"]) for edge in document["edges"]}


def test_what_the_keyboard_puts_down_is_joined_and_in_view(bench: Bench) -> None:
    page = bench.page
    bench.open(bench.make({"nodes": [HELLO["nodes"][0]], "edges": []}))
    bench.card("Start").click()
    for words in ("set fields", "sort", "filter", "end"):
        page.keyboard.press("/")
        page.get_by_role("dialog", name="Insert a node").wait_for()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.get_by_role("dialog", name="Insert a node").wait_for(state="hidden")
    page.wait_for_timeout(500)

    last, sheet = bench.card("End").bounding_box(), page.locator(".sheet").bounding_box()
    assert bench.lines == 4
    assert last["x"] + last["width"] <= sheet["x"] + sheet["width"]


def test_the_draft_is_compared_with_a_version_field_by_field(bench: Bench) -> None:
    workflow = bench.make(HELLO)
    published = bench.quintet.call("POST", f"/api/workflows/{workflow}/publish/", {"message": "First"})
    assert published.status in (200, 201), published.body
    bench.open(workflow)
    bench.drop("data.sort", 480, 100)
    bench.saved()

    bench.page.get_by_role("button", name="Version 1").click()
    bench.page.get_by_role("button", name="Compare").click()

    changes = bench.page.get_by_role("list", name="Changes since version 1")
    changes.get_by_text("Sort").wait_for()
    assert "Greet" not in changes.inner_text()
