"""What the database knows of executions. One model a file."""

from executions.models.artefact import Artefact
from executions.models.command import Command
from executions.models.event import Event
from executions.models.execution import Execution
from executions.models.kept_value import KeptValue
from executions.models.log_line import LogLine
from executions.models.node_run import NodeRun
from executions.models.process import Process
from executions.models.schedule import Schedule
from executions.models.wait import Wait
from executions.models.webhook_nonce import WebhookNonce
from executions.models.webhook_path import WebhookPath

__all__ = [
    "Artefact",
    "Command",
    "Event",
    "Execution",
    "KeptValue",
    "LogLine",
    "NodeRun",
    "Process",
    "Schedule",
    "Wait",
    "WebhookNonce",
    "WebhookPath",
]
