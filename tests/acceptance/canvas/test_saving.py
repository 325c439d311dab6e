"""Nothing drawn is lost: not by a dead server, not by a reload, not by somebody else."""

from tests.acceptance.canvas.bench import HELLO, Bench


def test_what_could_not_be_saved_survives_a_reload(bench: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    saving = f"**/api/workflows/{workflow}/"
    bench.page.route(
        saving, lambda route: route.abort() if route.request.method == "PATCH" else route.continue_()
    )

    bench.card("Greet").click()
    bench.page.get_by_label("Name of the node").fill("Welcome")
    bench.page.locator('[data-save="offline"]').wait_for()
    bench.page.reload()
    bench.card("Welcome").wait_for()
    bench.page.unroute(saving)
    bench.saved()

    names = {node["name"] for node in bench.kept(workflow)["nodes"]}
    assert "Welcome" in names


def test_two_people_who_change_different_nodes_are_merged(bench: Bench, second: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    second.open(workflow)

    bench.card("Greet").click()
    bench.page.get_by_label("Name of the node").fill("Welcome")
    bench.page.wait_for_timeout(200)
    bench.saved()
    second.card("Done").click()
    second.page.get_by_label("Name of the node").fill("Over")
    second.card("Welcome").wait_for()
    second.saved()

    names = {node["name"] for node in bench.kept(workflow)["nodes"]}
    assert names == {"Start", "Welcome", "Over"}


def test_two_people_who_change_the_same_are_both_shown(bench: Bench, second: Bench) -> None:
    workflow = bench.make(HELLO)
    bench.open(workflow)
    second.open(workflow)

    bench.card("Greet").click()
    bench.page.get_by_label("Name of the node").fill("Mine")
    bench.page.wait_for_timeout(200)
    bench.saved()
    second.card("Greet").click()
    second.page.get_by_label("Name of the node").fill("Theirs")
    dialog = second.page.get_by_role("dialog", name="Somebody else changed this too")
    dialog.wait_for()
    dialog.get_by_role("button", name="Keep mine").click()
    second.saved()

    names = {node["name"] for node in bench.kept(workflow)["nodes"]}
    assert "Theirs" in names


def test_a_document_with_unknown_nodes_and_keys_goes_through_unharmed(bench: Bench) -> None:
    nodes = [
        *HELLO["nodes"],
        {"id": "odd", "type": "other.thing", "config": {"deep": {"er": [1]}}, "colour": "red"},
    ]
    workflow = bench.make({**HELLO, "nodes": nodes, "groups": [{"id": "g"}]})
    bench.open(workflow)

    bench.card("Greet").click()
    bench.page.get_by_label("Name of the node").fill("Welcome")
    bench.page.wait_for_timeout(200)
    bench.saved()

    kept = bench.kept(workflow)
    odd = next(node for node in kept["nodes"] if node["id"] == "odd")
    assert (odd["config"], odd["colour"], kept["groups"]) == ({"deep": {"er": [1]}}, "red", [{"id": "g"}])
