"""Workflows as text: export and import over the API and by command, with nothing lost and nothing foreign bound."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from builder.models import AuditEntry, Workflow
from builder.services.create_credential import create_credential
from tests.integration.builder.cast import SMALL, Cast

HOOK = {"type": "webhook_secret", "name": "Hook", "fields": {"secret": "a-secret-of-sixteen"}}


def hooked(credential: str) -> dict[str, Any]:
    document = copy.deepcopy(SMALL)
    config = {"path": "orders", "authentication": "token", "credential": credential}
    document["nodes"].append({"id": "hook", "type": "trigger.webhook", "config": config})
    return document


def run(*arguments: str) -> str:
    from io import StringIO

    out = StringIO()
    call_command("workflows", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["json", "yaml", "python"])
def test_a_workflow_comes_back_from_its_text_as_it_was(cast: Cast, form: str) -> None:
    workflow = cast.workflow("Greet “all” of them")
    Workflow.objects.filter(pk=workflow.pk).update(description="Two\nlines", tags=["a", "b"])
    api = cast.api("bob")

    text = api.get(f"workflows/{workflow.pk}/export/?as={form}")
    back = api.post("workflows/import/", {"text": text.raw.decode(), "form": form})

    assert text.status == 200
    assert "attachment" in text.headers["Content-Disposition"]
    assert back.status == 201, back.body
    assert back.body["document"] == workflow.document
    assert (back.body["name"], back.body["description"], back.body["tags"]) == (
        "Greet “all” of them",
        "Two\nlines",
        ["a", "b"],
    )
    assert back.body["unbound"] == []


def test_the_text_of_an_unchanged_workflow_stays_the_same(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")
    first = api.get(f"workflows/{workflow.pk}/export/?as=yaml").raw

    api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": workflow.document})

    assert api.get(f"workflows/{workflow.pk}/export/?as=yaml").raw == first
    assert str(workflow.pk).encode() not in first
    assert b"alice" not in first


def test_a_published_version_can_be_exported(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")

    assert api.get(f"workflows/{workflow.pk}/export/?version=published").status == 400
    api.post(f"workflows/{workflow.pk}/publish/")
    assert api.get(f"workflows/{workflow.pk}/export/?version=published").status == 200
    assert api.get(f"workflows/{workflow.pk}/export/?version=7").status == 404
    assert api.get(f"workflows/{workflow.pk}/export/?as=xml").status == 400


def test_a_foreign_credential_is_taken_out_and_told(cast: Cast) -> None:
    foreign = create_credential(cast.charlies_project, cast.actor("charlie"), **HOOK)

    imported = cast.api("alice").post("workflows/import/", {"document": hooked(str(foreign.pk))})

    assert imported.status == 201
    (unbound,) = imported.body["unbound"]
    assert (unbound["node"], unbound["kind"]) == ("hook", "credential")
    assert str(foreign.pk).encode() not in imported.raw
    assert AuditEntry.objects.filter(action="workflow.imported").count() == 1


def test_a_credential_of_the_project_stays_bound(cast: Cast) -> None:
    own = create_credential(cast.project, cast.actor("alice"), **HOOK)

    imported = cast.api("alice").post("workflows/import/", {"document": hooked(str(own.pk))})

    assert imported.body["unbound"] == []
    assert imported.body["document"]["nodes"][-1]["config"]["credential"] == str(own.pk)


def test_a_draft_may_not_name_a_foreign_credential(cast: Cast) -> None:
    foreign = create_credential(cast.charlies_project, cast.actor("charlie"), **HOOK)
    workflow = cast.workflow()

    refused = cast.api("alice").patch(
        f"workflows/{workflow.pk}/", {"revision": 1, "document": hooked(str(foreign.pk))}
    )

    assert refused.status == 400
    assert refused.body["errors"][0]["path"] == "document.nodes[hook].config.credential"
    workflow.refresh_from_db()
    assert workflow.revision == 1


def test_using_a_credential_is_a_right_of_its_own(cast: Cast) -> None:
    from builder.access import Verb
    from builder.services.create_token import create_token
    from tests.integration.builder.cast import Api

    own = create_credential(cast.project, cast.actor("alice"), **HOOK)
    workflow = cast.workflow()
    _, text = create_token(cast.project, cast.alice, "edits", [Verb.READ, Verb.EDIT])
    api, path = Api(token=text), f"workflows/{workflow.pk}/"

    added = api.patch(path, {"revision": 1, "document": hooked(str(own.pk))})
    by_alice = cast.api("alice").patch(path, {"revision": 1, "document": hooked(str(own.pk))})
    kept = api.patch(path, {"revision": 2, "document": hooked(str(own.pk))})

    assert (added.status, by_alice.status, kept.status) == (400, 200, 200)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"document": {}, "text": "{}"},
        {"text": "{", "form": "json"},
        {"text": "a: &x [1]\nb: *x", "form": "yaml"},
        {"text": "nodes: !!python/object:os.system [", "form": "yaml"},
        {"text": "__import__('os').system('true')", "form": "python"},
        {"text": "{}", "form": "xml"},
        {"document": {"format": 99}},
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(cast: Cast, body: dict[str, Any]) -> None:
    answer = cast.api("alice").post("workflows/import/", body)

    assert answer.status == 400
    assert answer.body["errors"]
    assert Workflow.objects.count() == 0


def test_a_project_goes_into_a_folder_and_comes_back(cast: Cast, tmp_path: Path) -> None:
    for name in ("Greet", "Greet", "Übung"):
        cast.workflow(name)

    told = run("export", "--all", "--project", "shop", "--to", str(tmp_path))
    run("import", str(tmp_path), "--project", "elsewhere")
    path = tmp_path / "ubung.yaml"
    same = run("import", str(path), "--project", "elsewhere", "--update")
    path.write_text(path.read_text().replace("Hello", "Goodbye"))
    again = run("import", str(path), "--project", "elsewhere", "--update")

    assert len(told.splitlines()) == 3
    assert sorted(cast.charlies_project.workflows.values_list("name", flat=True)) == [
        "Greet",
        "Greet",
        "Übung",
    ]
    assert "unchanged" in same
    assert "updated" in again
    assert cast.charlies_project.workflows.get(name="Übung").revision == 2


def test_the_command_lists_shows_validates_and_publishes(cast: Cast) -> None:
    import json

    workflow = cast.workflow()

    assert "Greet" in run("list", "--project", "shop")
    assert json.loads(run("list", "--project", "shop", "--json"))[0]["id"] == str(workflow.pk)
    assert "data.set" in run("show", "greet", "--project", "shop")
    assert run("validate", str(workflow.pk)) == "No problems.\n"
    assert "version 1" in run("publish", str(workflow.pk), "--message", "First")


def test_the_command_ends_with_1_when_there_are_errors(cast: Cast) -> None:
    workflow = cast.workflow(document={"nodes": [{"id": "x", "type": "no.such"}]})

    with pytest.raises(SystemExit) as ended:
        run("validate", str(workflow.pk))
    assert ended.value.code == 1
    with pytest.raises(CommandError, match="error"):
        run("publish", str(workflow.pk))


@pytest.mark.parametrize(
    "arguments", [("show", "nothing"), ("export",), ("export", "--all"), ("list", "--project", "x")]
)
def test_the_command_says_what_is_wrong(cast: Cast, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


def test_a_workflow_of_n8n_comes_with_a_report(cast: Cast) -> None:
    import json

    theirs = {
        "name": "From elsewhere",
        "nodes": [
            {
                "name": "Go",
                "type": "n8n-nodes-base.manualTrigger",
                "typeVersion": 1,
                "position": [0, 0],
                "parameters": {},
            },
            {
                "name": "Odd",
                "type": "n8n-nodes-base.somethingOdd",
                "typeVersion": 1,
                "position": [200, 0],
                "parameters": {},
            },
        ],
        "connections": {"Go": {"main": [[{"node": "Odd", "type": "main", "index": 0}]]}},
    }
    api = cast.api("alice")

    imported = api.post("workflows/import/", {"text": json.dumps(theirs), "form": "n8n"})
    refused = api.post("workflows/import/", {"text": "{}", "form": "n8n"})

    assert imported.status == 201
    assert imported.body["name"] == "From elsewhere"
    assert "not" in {entry["verdict"] for entry in imported.body["report"]}
    assert (refused.status, refused.body["code"]) == (400, "not_n8n")


def test_files_of_n8n_are_imported_by_command(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_text('{"name": "Theirs", "nodes": [], "connections": {}}')

    assert "Theirs" in run("import", str(path), "--n8n", "--project", "shop")


def test_a_version_whose_credential_is_gone_can_be_restored_and_copied(cast: Cast) -> None:
    api = cast.api("alice")
    credential = api.post("credentials/", HOOK).body
    made = api.post("workflows/", {"name": "Hooked", "document": hooked(credential["id"])}).body
    path = f"workflows/{made['id']}/"
    assert api.post(f"{path}publish/").status == 201
    api.delete(f"credentials/{credential['id']}/")
    api.patch(path, {"revision": 1, "document": SMALL})

    restored = api.post(f"{path}versions/1/restore/", {"revision": 2})
    copied = api.post(f"{path}duplicate/")

    assert (restored.status, copied.status) == (200, 201)
    assert copied.body["problems_count"] >= 1
