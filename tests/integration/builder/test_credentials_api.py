"""Credentials: typed, encrypted, written and never read back."""

from typing import Any

import pytest
from django.db import connection

from builder.catalogue import catalogue
from builder.models import AuditEntry, Credential, Variable
from builder.sealed import opened
from builder.services.open_credential import open_credential, secret_values
from builder.services.rotate_key import rotate_key
from builder.vault import VaultError, key_id_of
from nodes.errors import FatalError, InvalidError
from tests.integration.builder.cast import Cast

SECRET = "s3cret-of-alice-and-nobody-else"
OLD, NEW = "old:" + "QUFB" * 10 + "QUE=", "new:" + "QkJC" * 10 + "QkI="


def body(**changes: Any) -> dict[str, Any]:
    fields = {"secret": SECRET}
    return {
        "type": "webhook_secret",
        "name": "Hook",
        "fields": fields,
        "allowed_hosts": ["api.example.com"],
    } | changes


def dump_of_the_database() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            texts.append(str(cursor.fetchall()))
    return "\n".join(texts)


def test_the_type_of_these_tests_has_a_secret() -> None:
    declared = catalogue().credential_type("webhook_secret")

    assert declared is not None
    assert "secret" in declared.secret_fields


def test_a_secret_goes_in_and_never_comes_out(cast: Cast) -> None:
    api = cast.api("alice")

    made = api.post("credentials/", body())
    read = api.get(f"credentials/{made.body['id']}/")
    listed = api.get("credentials/?type=webhook_secret")

    assert made.status == 201
    assert "secret" not in read.body["fields"]
    for answer in (made, read, listed, api.get("audit/")):
        assert SECRET.encode() not in answer.raw
    assert SECRET not in dump_of_the_database()
    assert opened(Credential.objects.get())["secret"] == SECRET


def test_the_worker_opens_it_within_its_project_only(cast: Cast) -> None:
    made = cast.api("alice").post("credentials/", body()).body

    credential = open_credential(cast.project.pk, made["id"])

    assert credential["secret"] == SECRET
    assert credential.allowed_hosts == ("api.example.com",)
    assert secret_values(credential) == [SECRET]
    for project, reference in ((cast.charlies_project.pk, made["id"]), (cast.project.pk, "nonsense")):
        with pytest.raises(InvalidError):
            open_credential(project, reference)


def test_a_swapped_envelope_does_not_open(cast: Cast) -> None:
    api = cast.api("alice")
    first = Credential.objects.get(pk=api.post("credentials/", body()).body["id"])
    second = Credential.objects.get(pk=api.post("credentials/", body(name="Other")).body["id"])

    Credential.objects.filter(pk=second.pk).update(envelope=first.envelope)

    with pytest.raises(FatalError, match="cannot be opened"):
        open_credential(cast.project.pk, str(second.pk))


@pytest.mark.parametrize("place", [5, 20, 40, -3])
def test_a_changed_envelope_does_not_open(cast: Cast, place: int) -> None:
    cast.api("alice").post("credentials/", body())
    credential = Credential.objects.get()
    text = credential.envelope
    credential.envelope = text[:place] + ("A" if text[place] != "A" else "B") + text[place:][1:]

    with pytest.raises(VaultError):
        opened(credential)


def test_what_is_left_out_of_a_change_stays(cast: Cast) -> None:
    api = cast.api("alice")
    made = api.post("credentials/", body()).body

    changed = api.patch(f"credentials/{made['id']}/", {"name": "Renamed", "allowed_hosts": []})

    assert (changed.status, changed.body["name"], changed.body["allowed_hosts"]) == (200, "Renamed", [])
    assert opened(Credential.objects.get())["secret"] == SECRET


def test_a_host_is_added_only_with_the_secrets_entered_again(cast: Cast) -> None:
    api = cast.api("bob")
    made = api.post("credentials/", body()).body
    path = f"credentials/{made['id']}/"

    refused = api.patch(path, {"allowed_hosts": ["evil.example.net"]})
    allowed = api.patch(
        path,
        {"allowed_hosts": ["evil.example.net"], "fields": {"secret": "his-own-secret-of-32-characters-"}},
    )

    assert (refused.status, refused.body["errors"][0]["path"]) == (400, "allowed_hosts")
    assert allowed.status == 200
    assert opened(Credential.objects.get())["secret"] == "his-own-secret-of-32-characters-"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"type": "no.such"}, "type"),
        ({"fields": {}}, "fields.secret"),
        ({"fields": {"secret": 7}}, "fields.secret"),
        ({"fields": {"secret": SECRET, "other": 1}}, "fields.other"),
        ({"fields": []}, "fields"),
        ({"allowed_hosts": ["https://example.com/x"]}, "allowed_hosts[0]"),
        ({"allowed_hosts": ["ok.example", "*.*.example"]}, "allowed_hosts[1]"),
        ({"allowed_hosts": "example.com"}, "allowed_hosts"),
        ({"name": ""}, "name"),
        ({"envelope": "x"}, "envelope"),
    ],
)
def test_a_wrong_credential_is_refused_without_repeating_its_secret(
    cast: Cast, changes: dict[str, Any], path: str
) -> None:
    answer = cast.api("alice").post("credentials/", body(**changes))

    assert answer.status == 400
    assert path in [error["path"] for error in answer.body["errors"]]
    assert SECRET.encode() not in answer.raw
    assert Credential.objects.count() == 0


def test_two_credentials_of_one_name_are_refused(cast: Cast) -> None:
    api = cast.api("alice")
    api.post("credentials/", body())

    assert api.post("credentials/", body()).body["errors"][0]["path"] == "name"


def test_an_operator_sees_names_and_cannot_change_them(cast: Cast) -> None:
    made = cast.api("alice").post("credentials/", body()).body
    cast.project.memberships.filter(user=cast.bob).update(role="operator")
    api = cast.api("bob")

    assert api.get("credentials/").status == 200
    assert api.patch(f"credentials/{made['id']}/", {"name": "x"}).status == 403
    assert api.delete(f"credentials/{made['id']}/").status == 403


def test_a_type_without_a_test_says_so(cast: Cast) -> None:
    made = cast.api("alice").post("credentials/", body()).body

    answer = cast.api("alice").post(f"credentials/{made['id']}/test/")

    assert (answer.status, answer.body["code"]) == (409, "not_testable")


def test_rotating_the_key_seals_everything_again_and_frees_the_old_one(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": OLD}
    api = cast.api("alice")
    api.post("credentials/", body())
    api.post("variables/", {"name": "key", "value": SECRET, "is_secret": True})
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": f"{NEW},{OLD}"}

    rotated = rotate_key(cast.actor("alice"))
    again = rotate_key(cast.actor("alice"))
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": NEW}

    assert (rotated.sealed_again, again.sealed_again, again.current) == (2, 0, 2)
    assert opened(Credential.objects.get())["secret"] == SECRET
    assert opened(Variable.objects.get()) == SECRET
    assert key_id_of(Credential.objects.get().envelope) == "new"
    assert AuditEntry.objects.filter(action="secret.sealed_again").count() == 2


def test_without_the_key_of_a_secret_nothing_is_guessed(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": OLD}
    cast.api("alice").post("credentials/", body())
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": NEW}

    rotated = rotate_key(cast.actor("alice"))

    assert len(rotated.failed) == 1
    with pytest.raises(FatalError, match="old"):
        open_credential(cast.project.pk, str(Credential.objects.get().pk))


@pytest.mark.parametrize("keys", ["", "x", "id:short", "id:!!!!", ["a.b:" + "QUFB" * 10 + "QUE="]])
def test_a_missing_or_malformed_key_keeps_nothing(cast: Cast, settings: Any, keys: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": keys}

    answer = cast.api("alice").post("credentials/", body())

    assert answer.status == 503
    assert Credential.objects.count() == 0


def test_deleting_leaves_a_trace_and_no_secret(cast: Cast) -> None:
    made = cast.api("alice").post("credentials/", body()).body

    assert cast.api("alice").delete(f"credentials/{made['id']}/").status == 204

    assert Credential.objects.count() == 0
    assert AuditEntry.objects.filter(action="credential.deleted", thing_id=made["id"]).exists()
