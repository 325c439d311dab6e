"""Generated documents, broken in every way, at the API's validation and at saving: an answer each time, never a 500."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.models import Workflow
from tests.integration.builder.cast import Cast

EXAMPLES = int(os.environ.get("QUINTET_TEST_EXAMPLES") or 0) * 100 or 200
"""Documents for each test; the long profile throws 20,000 and more."""

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(
        ["{{ 1 + 1 }}", "{{ outputs.a.b }}", "{{", "{{ }}", "{{ a b }}", "outputs.a", "main", "a", "b"]
    )
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
ids = st.sampled_from(["a", "b", "c", "loop", "start", "A B", "", "🙂"]) | values
types = st.sampled_from(
    [
        "trigger.manual",
        "data.set",
        "flow.if",
        "flow.for_each",
        "flow.while",
        "flow.switch",
        "flow.end",
        "no.such",
    ]
)
node_settings = st.fixed_dictionaries(
    {},
    optional={
        "retry": values,
        "on_error": st.sampled_from(["fail", "route", "continue", "park", "default", "x"]) | values,
        "join": st.sampled_from(["all", "any", {"count": 2}, {"count": -1}]) | values,
        "undo": ids,
        "node_timeout": values,
    },
)
nodes = st.fixed_dictionaries(
    {"id": ids, "type": types | values},
    optional={
        "config": values
        | st.dictionaries(st.sampled_from(["fields", "items", "condition", "cases", "result"]), values),
        "settings": node_settings | values,
        "parent": ids,
        "position": values,
        "type_version": values,
        "disabled": values,
        "pin": values,
        "extra": values,
    },
)
edges = st.fixed_dictionaries(
    {"source": ids, "target": ids},
    optional={"id": ids, "source_port": ids | st.sampled_from(["true", "error"]), "target_port": ids},
)
documents = st.fixed_dictionaries(
    {
        "nodes": st.lists(nodes | values, max_size=6) | values,
        "edges": st.lists(edges | values, max_size=8) | values,
    },
    optional={
        "format": st.sampled_from([0, 1, 2, "1", None]),
        "inputs": values,
        "settings": values,
        "notes": values,
        "groups": values,
    },
)
generated = hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _no_limit(settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "RATE_API": ""}


@pytest.mark.slow
def test_validation_answers_whatever_the_document(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")

    @generated
    @given(document=documents | values)
    def throw(document: Any) -> None:
        answer = api.post(f"workflows/{workflow.pk}/validate/", {"document": document})

        assert answer.status == 200 or (answer.status == 400 and answer.body["errors"]), answer.raw[:500]
        for problem in answer.body.get("problems", []):
            assert problem["message"]
            assert problem["severity"] in ("error", "warning")

    throw()


@pytest.mark.slow
def test_what_is_saved_comes_back_the_same_and_the_rest_is_refused(cast: Cast) -> None:
    api = cast.api("alice")

    @generated
    @given(document=documents)
    def throw(document: Any) -> None:
        before = Workflow.objects.count()
        made = api.post("workflows/", {"name": "Generated", "document": document})

        assert made.status in (201, 400), made.raw[:500]
        if made.status == 400:
            assert made.body["errors"]
            assert Workflow.objects.count() == before
            return
        read = api.get(f"workflows/{made.body['id']}/")
        assert read.body["document"] == made.body["document"]
        again = api.patch(f"workflows/{made.body['id']}/", {"revision": 1, "document": read.body["document"]})
        assert again.body["document"] == read.body["document"]

    throw()
