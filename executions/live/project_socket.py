"""`ws/projects/{id}/`: which executions of a project changed, so that lists stay true."""

from typing import Any
from uuid import UUID

import orjson
from django.http import Http404

from builder.models import Project
from executions.live.groups import project_group
from executions.live.socket import LiveSocket


class ProjectSocket(LiveSocket):
    @property
    def project(self) -> UUID:
        return self.scope["url_route"]["kwargs"]["project"]

    def thing(self) -> Any:
        found = Project.objects.filter(pk=self.project).first()
        if found is None:
            raise Http404
        return found

    def group_name(self) -> str:
        return project_group(self.project)

    async def opened(self) -> None:
        await self.say({"type": "hello", "project": str(self.project)})

    async def live_executions(self, message: dict[str, Any]) -> None:
        for execution in orjson.loads(message["text"]):
            await self.say({"type": "execution", "execution": execution})

    async def live_workflow(self, message: dict[str, Any]) -> None:
        await self.send(text_data=message["text"])
