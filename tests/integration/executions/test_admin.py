"""Executions in Django's admin: quick with many rows, and able to steer."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from executions.models import Execution
from tests.integration.executions.stage import APPROVAL, a_workflow, begin, carry, now

LIST = "/admin/executions/execution/"


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    return client


def queries_of(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_the_list_counts_nothing_and_asks_no_row_by_row(admin: Client) -> None:
    workflow = a_workflow()
    begin(workflow)
    with_one = queries_of(admin, LIST)
    for _ in range(40):
        begin(workflow)

    with_many = queries_of(admin, LIST)

    assert len(with_many) == len(with_one)
    assert not [sql for sql in with_many if "COUNT(" in sql.upper()]
    assert not [sql for sql in with_many if '"inputs"' in sql]


@pytest.mark.parametrize(
    "query", ["status=queued", "trigger_kind=manual", "priority=low", "q=greet", "q=no-uuid"]
)
def test_filters_and_search_answer(admin: Client, query: str) -> None:
    begin(a_workflow())

    assert admin.get(f"{LIST}?{query}").status_code == 200


def test_the_page_shows_the_timeline_and_changes_nothing(admin: Client) -> None:
    execution = begin(a_workflow(), {"name": "<b>Ada</b>"})
    carry()

    page = admin.get(f"{LIST}{execution.pk}/change/").content.decode()

    assert "greet" in page
    assert "<b>Ada</b>" not in page
    assert admin.post(f"{LIST}{execution.pk}/change/", {"status": "failed"}).status_code == 403
    assert admin.post(f"{LIST}{execution.pk}/delete/", {"post": "yes"}).status_code == 403


def test_actions_cancel_and_export(admin: Client) -> None:
    execution = begin(a_workflow(APPROVAL))
    carry()

    exported = admin.post(LIST, {"action": "export", "_selected_action": [str(execution.pk)]})
    admin.post(LIST, {"action": "cancel", "_selected_action": [str(execution.pk)]})
    carry()

    assert exported.json()[0]["id"] == str(execution.pk)
    assert now(execution).status == "cancelled"
    assert Execution.objects.count() == 1
