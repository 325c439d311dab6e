"""Names of channel groups, and the marks that tell workers which of them somebody watches."""

from uuid import UUID

WATCH_SECONDS = 15
"""How long a mark holds without being renewed; sockets renew it with every heartbeat."""


def execution_group(execution: UUID | str) -> str:
    return f"execution.{_hex(execution)}"


def project_group(project: UUID | str) -> str:
    return f"project.{_hex(project)}"


def watch_key(group: str) -> str:
    return f"quintet:watched:{group}"


def _hex(identifier: UUID | str) -> str:
    return (identifier if isinstance(identifier, UUID) else UUID(identifier)).hex
