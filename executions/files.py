"""What `context.artefacts` is: files of a run, kept apart and referenced from JSON by `{"$file": id, …}`."""

from typing import Any
from uuid import UUID

from executions import artefacts
from executions.threads import in_thread
from nodes.errors import InvalidError


class Files:
    def __init__(self, project: UUID, execution: UUID) -> None:
        self._project = project
        self._execution = execution

    async def save(
        self, content: bytes, *, name: str = "", media_type: str = "application/octet-stream"
    ) -> dict[str, Any]:
        """Keep the bytes. Returns the reference that a value may carry."""
        kept = await in_thread(
            artefacts.store, self._project, self._execution, content, name=name, media_type=media_type
        )
        return {"$file": str(kept.pk), "name": kept.name, "media_type": kept.media_type, "size": kept.size}

    async def read(self, reference: Any) -> bytes:
        """The bytes behind a reference of this project."""
        identifier = reference.get("$file") if isinstance(reference, dict) else reference
        try:
            kept = await in_thread(artefacts.read, self._project, str(identifier))
        except artefacts.MissingArtefact as error:
            raise InvalidError(str(error), code="artefact") from error
        return bytes(kept.content)
