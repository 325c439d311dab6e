"""The people of the tests: Alice owns a project, Bob is in it with some role, Charlie is a stranger with his own."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.test import Client

from builder.access import Actor
from builder.models import Membership, Project, Workflow
from builder.services.create_project import create_project
from builder.services.create_workflow import create_workflow

SMALL: dict[str, Any] = {
    "format": 1,
    "nodes": [
        {"id": "start", "type": "trigger.manual", "position": {"x": 0, "y": 0}},
        {
            "id": "greet",
            "type": "data.set",
            "position": {"x": 240, "y": 0},
            "config": {"fields": {"text": "Hello {{ default(inputs.name, 'Ada') }}"}},
        },
        {"id": "done", "type": "flow.end", "position": {"x": 480, "y": 0}},
    ],
    "edges": [{"source": "start", "target": "greet"}, {"source": "greet", "target": "done"}],
}


@dataclass(slots=True)
class Answer:
    status: int
    body: Any
    headers: Any
    raw: bytes


class Api:
    """Calls the API as one person, in JSON."""

    def __init__(self, user: User | None = None, token: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        if user is not None:
            self.client.force_login(user)

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        response = self.client.generic(
            method,
            f"/api/{path}",
            data,
            content_type="application/json" if body is not None else "application/octet-stream",
            headers={**self.headers, **(headers or {})},
        )
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        is_json = "json" in response.headers.get("Content-Type", "")
        return Answer(
            response.status_code, orjson.loads(content) if is_json else None, response.headers, content
        )

    def get(self, path: str, **kwargs: Any) -> Answer:
        return self.call("GET", path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> Answer:
        return self.call("POST", path, {} if body is None else body, **kwargs)

    def patch(self, path: str, body: Any, **kwargs: Any) -> Answer:
        return self.call("PATCH", path, body, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> Answer:
        return self.call("DELETE", path, **kwargs)


@dataclass(slots=True)
class Cast:
    alice: User
    bob: User
    charlie: User
    project: Project
    charlies_project: Project

    def api(self, name: str) -> Api:
        return Api(getattr(self, name))

    def actor(self, name: str) -> Actor:
        return Actor(getattr(self, name))

    def workflow(self, name: str = "Greet", document: Any = None) -> Workflow:
        return create_workflow(self.project, self.actor("alice"), name=name, document=document or SMALL)


def assemble(bobs_role: str = "editor") -> Cast:
    alice, bob, charlie = (
        User.objects.create_user(name, f"{name}@example.org") for name in ("alice", "bob", "charlie")
    )
    project = create_project(Actor(alice), name="Shop")
    Membership.objects.create(project=project, user=bob, role=bobs_role)
    return Cast(alice, bob, charlie, project, create_project(Actor(charlie), name="Elsewhere"))
