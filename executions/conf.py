"""The settings of executions, with defaults, read from the one dict `QUINTET` of the Django project."""

from dataclasses import dataclass, fields

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Conf:
    lease_seconds: float = 15.0
    """How long an execution belongs to a worker that has fallen silent."""
    worker_concurrency: int = 100
    """Executions that one worker process carries at once."""
    max_nodes: int = 5000
    max_input_bytes: int = 5_000_000
    max_webhook_bytes: int = 1_000_000
    spill_bytes: int = 65_536
    """A recorded value above this is stored apart (R40)."""
    max_artefact_bytes: int = 100_000_000
    sweep_seconds: float = 1.0
    """How often clock and idle workers look in the database."""
    hint_seconds: float = 10.0
    """A wake-up that nobody followed is sent again after this."""
    sweep_batch: int = 500
    max_depth: int = 10
    """Sub-workflows inside sub-workflows."""
    crashes_to_park: int = 3
    cancel_grace_seconds: float = 5.0
    threads: int = 32
    keep_days: int = 0
    """Ended executions older than this are pruned by the clock; 0 keeps all."""
    keep_per_workflow: int = 0
    log_lines_per_run: int = 10_000
    max_wait_seconds: float = 120.0
    """The longest that `execute` waits for a result."""


def conf() -> Conf:
    """The settings as they are now. Unknown keys belong to other apps and are left alone."""
    given = getattr(settings, "QUINTET", {})
    return Conf(**{f.name: given[f.name.upper()] for f in fields(Conf) if f.name.upper() in given})
