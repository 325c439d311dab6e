"""Workflows over the API: made, listed, changed, archived."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from builder.models import AuditEntry, Workflow
from tests.integration.builder.cast import SMALL, Cast


def test_a_workflow_is_made_with_its_draft_and_its_defaults_filled_in(cast: Cast) -> None:
    made = cast.api("alice").post("workflows/", {"name": "Greet", "document": SMALL})

    assert made.status == 201
    assert made.body["revision"] == 1
    assert made.body["published_version"] is None
    assert made.body["last_execution"] is None
    assert made.body["recent"] == []
    assert [node["id"] for node in made.body["document"]["nodes"]] == ["start", "greet", "done"]
    assert made.body["document"]["edges"][0]["source_port"] == "main"


def test_a_workflow_without_a_document_begins_empty(cast: Cast) -> None:
    made = cast.api("alice").post("workflows/", {"name": "Empty"})

    assert made.status == 201
    assert made.body["document"]["nodes"] == []


def test_unknown_data_in_a_document_survives_the_round_trip(cast: Cast) -> None:
    document = {**SMALL, "future": {"deep": [1, {"b": 1, "a": 2}]}}

    made = cast.api("alice").post("workflows/", {"name": "Kept", "document": document})
    read = cast.api("bob").get(f"workflows/{made.body['id']}/")

    assert read.body["document"]["future"] == {"deep": [1, {"b": 1, "a": 2}]}
    assert list(read.body["document"]["future"]["deep"][1]) == ["b", "a"]


def test_the_list_has_outlines_and_no_documents(cast: Cast) -> None:
    cast.workflow()

    listed = cast.api("bob").get("workflows/")

    (row,) = listed.body["results"]
    assert "document" not in row
    assert len(row["outline"]["nodes"]) == 3
    assert row["outline"]["edges"] == [[0, 1], [1, 2]]
    assert row["outline"]["nodes"][0]["group"] == "triggers"


def test_the_list_is_paged_searched_filtered_and_ordered(cast: Cast) -> None:
    for number in range(5):
        cast.workflow(f"Workflow {number}")
    Workflow.objects.filter(name="Workflow 3").update(tags=["daily"])
    api = cast.api("alice")

    first = api.get("workflows/?page_size=2&ordering=name")
    second = api.get("workflows/?page_size=2&ordering=name&" + first.body["next"].split("?")[1])

    assert [row["name"] for row in first.body["results"]] == ["Workflow 0", "Workflow 1"]
    assert [row["name"] for row in second.body["results"]] == ["Workflow 2", "Workflow 3"]
    assert [row["name"] for row in api.get("workflows/?search=flow+4").body["results"]] == ["Workflow 4"]
    assert [row["name"] for row in api.get("workflows/?tag=daily").body["results"]] == ["Workflow 3"]
    assert api.get("workflows/?published=true").body["results"] == []
    assert api.get("workflows/?ordering=secret").status == 400


def test_a_longer_list_takes_no_more_queries(cast: Cast) -> None:
    api = cast.api("alice")
    cast.workflow("First")
    with CaptureQueriesContext(connection) as few:
        api.get("workflows/")
    for number in range(10):
        cast.workflow(f"Workflow {number}")

    with CaptureQueriesContext(connection) as many:
        listed = api.get("workflows/")

    assert len(listed.body["results"]) == 11
    assert len(many) == len(few) <= 8


def test_saving_raises_the_revision_and_is_told_once_in_the_audit_log(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("bob")

    for revision in (1, 2, 3):
        saved = api.patch(f"workflows/{workflow.pk}/", {"revision": revision, "document": SMALL})
        assert saved.status == 200
        assert saved.body["revision"] == revision + 1

    assert AuditEntry.objects.filter(action="workflow.edited").count() == 1


def test_name_description_and_tags_change_without_the_document(cast: Cast) -> None:
    workflow = cast.workflow()

    saved = cast.api("alice").patch(
        f"workflows/{workflow.pk}/", {"revision": 1, "name": "New", "description": "", "tags": ["a", "b"]}
    )

    assert (saved.body["name"], saved.body["tags"], saved.body["revision"]) == ("New", ["a", "b"], 2)
    assert saved.body["document"] == workflow.document


def test_an_archived_workflow_leaves_the_list_and_comes_back(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")

    assert api.delete(f"workflows/{workflow.pk}/").status == 204
    assert api.get("workflows/").body["results"] == []
    assert len(api.get("workflows/?archived=true").body["results"]) == 1
    assert api.post(f"workflows/{workflow.pk}/unarchive/").body["archived_at"] is None
    assert len(api.get("workflows/").body["results"]) == 1


def test_a_copy_is_a_workflow_of_its_own(cast: Cast) -> None:
    workflow = cast.workflow()

    copy = cast.api("bob").post(f"workflows/{workflow.pk}/duplicate/")

    assert copy.status == 201
    assert copy.body["id"] != str(workflow.pk)
    assert copy.body["name"] == "Greet (copy)"
    assert copy.body["document"] == workflow.document


def test_what_another_app_adds_is_merged_into_list_and_detail(cast: Cast) -> None:
    from builder.api.workflow_extras import workflow_extras

    workflow = cast.workflow()

    def extra(workflows):  # type: ignore[no-untyped-def]
        return {one.pk: {"recent": ["completed"]} for one in workflows}

    workflow_extras.append(extra)
    try:
        listed = cast.api("alice").get("workflows/")
        detail = cast.api("alice").get(f"workflows/{workflow.pk}/")
    finally:
        workflow_extras.remove(extra)

    assert listed.body["results"][0]["recent"] == ["completed"]
    assert detail.body["recent"] == ["completed"]


def test_validation_returns_every_problem_of_a_given_document_and_stores_nothing(cast: Cast) -> None:
    workflow = cast.workflow()
    wrong = {
        "format": 1,
        "nodes": [
            {"id": "a", "type": "no.such"},
            {"id": "b", "type": "data.set"},
            {"id": "b", "type": "data.set"},
        ],
        "edges": [{"source": "a", "target": "ghost"}],
    }

    told = cast.api("bob").post(f"workflows/{workflow.pk}/validate/", {"document": wrong})

    assert told.status == 200
    assert {problem["severity"] for problem in told.body["problems"]} <= {"error", "warning"}
    assert len(told.body["problems"]) >= 3
    workflow.refresh_from_db()
    assert workflow.revision == 1


def test_validation_without_a_document_looks_at_the_draft(cast: Cast) -> None:
    told = cast.api("alice").post(f"workflows/{cast.workflow().pk}/validate/")

    assert [problem for problem in told.body["problems"] if problem["severity"] == "error"] == []


def hook(path: str) -> dict[str, object]:
    config = {"path": path, "authentication": "public"}
    return {"nodes": [{"id": "hook", "type": "trigger.webhook", "config": config}]}


def test_two_workflows_do_not_listen_on_one_path(cast: Cast) -> None:
    api = cast.api("alice")
    first = api.post("workflows/", {"name": "First", "document": hook("orders/new")}).body
    second = api.post("workflows/", {"name": "Second", "document": hook("/orders/new")}).body
    assert api.post(f"workflows/{first['id']}/publish/").status == 201

    again = api.post(f"workflows/{first['id']}/publish/")
    taken = api.post(f"workflows/{second['id']}/publish/")

    assert again.status == 201
    assert taken.status == 422
    assert "First" in taken.body["problems"][0]["message"]


def test_a_called_workflow_is_checked_against_its_inputs(cast: Cast) -> None:
    api = cast.api("alice")
    called = cast.workflow("Called", {**SMALL, "inputs": {"type": "object", "required": ["name"]}})
    caller = {"nodes": [{"id": "call", "type": "flow.subworkflow", "config": {"workflow": str(called.pk)}}]}
    path = f"workflows/{cast.workflow().pk}/validate/"

    before = {problem["code"] for problem in api.post(path, {"document": caller}).body["problems"]}
    api.post(f"workflows/{called.pk}/publish/")
    after = {problem["code"] for problem in api.post(path, {"document": caller}).body["problems"]}

    assert before != after
