"""Logs as structlog events, ours and those of libraries alike; each line carries what is bound to its context, the execution's id first of all."""

import os
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PROCESS_VARIABLE = "QUINTET_PROCESS"


def _name_the_process(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    name = os.environ.get(PROCESS_VARIABLE)
    if name:
        event.setdefault("process", name)
    return event


def shared_processors() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_the_process,
        structlog.stdlib.ExtraAdder(),
    ]


def configure_structlog() -> None:
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared_processors(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_settings(*, level: str, format: str) -> dict[str, Any]:
    """Django's LOGGING: `text` for people, `json` for collectors, `auto` by whether a terminal reads it."""
    as_text = format == "text" or (format == "auto" and sys.stderr.isatty())
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared_processors(),
                "processors": _last_steps(as_text),
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # Django brings handlers of its own for these; one line per event is enough.
            "django": {"handlers": [], "level": level.upper(), "propagate": True},
            "django.server": {"handlers": [], "level": level.upper(), "propagate": True},
            # Each 4xx is a warning there. The answer says it to the one who asked.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "uvicorn": {"handlers": [], "level": "WARNING", "propagate": True},
            "rq": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def _last_steps(as_text: bool) -> list[Processor]:
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_text:
        return [clean, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), sort_keys=False)]
    return [
        clean,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
