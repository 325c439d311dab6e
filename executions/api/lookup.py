"""The base of views over executions: found in the actor's own projects, else 404."""

from typing import Any
from uuid import UUID

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.problems import refuse
from executions.models import Execution

JOINED = Execution.objects.select_related("workflow", "version", "created_by")
LISTED = JOINED.defer("inputs", "result", "options", "metadata", "version__document", "workflow__document")
_MOST = 1000


class ExecutionBase(ApiView):
    def execution(self, pk: UUID, verb: Verb = Verb.READ, *, light: bool = True) -> Execution:
        """The execution, if the actor has the verb on it. Light: without the document and the values."""
        return self.thing(LISTED if light else JOINED.defer("workflow__document"), verb, pk=pk)

    def number(self, name: str, default: int, *, most: int = _MOST) -> int:
        """A whole number in the query. Raises 400 for anything else."""
        text = self.request.query_params.get(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit() or len(text) > 12:
            raise refuse(name, f"This must be a whole number, not “{text[:40]}”.")
        return min(int(text), most)

    def chosen(self, name: str, allowed: Any) -> list[str]:
        """A comma-separated choice in the query. Raises 400 for what is not in the list."""
        wanted = [each for each in self.request.query_params.get(name, "").split(",") if each]
        for each in wanted:
            if each not in allowed:
                raise refuse(name, f"“{each[:40]}” is not known. Known: {', '.join(sorted(allowed))}.")
        return wanted
