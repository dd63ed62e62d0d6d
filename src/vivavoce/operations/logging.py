"""What the server says about itself: one line per event, as text for people or JSON for machines.

No line holds a body, a query string, a cookie or a token: paths are logged without their query, and what libraries
log on their own (uvicorn's access log prints query strings) is left out below `warning`. E-mail addresses and, unless
LOG_ADDRESSES asks for them, network addresses are taken out of whatever a line says, tracebacks included: a mail
server's answer or a database's error may quote them.
"""

import logging
import sys
from typing import Literal

import structlog
from structlog.types import EventDict, Processor

from vivavoce.operations.redacting import redacted

SAID_ON_PURPOSE = "address"
"""A proxy's that is to be named in TRUSTED_PROXIES, or a caller's where LOG_ADDRESSES asks for it."""


def configure_logging(style: Literal["console", "json"], *, addresses: bool = False) -> None:
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _redacting(addresses=addresses),
                _renderer(style),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("vivavoce").setLevel(logging.INFO)
    logging.getLogger("uvicorn.error").addFilter(_is_true)


def _is_true(record: logging.LogRecord) -> bool:
    """uvicorn takes each handshake that is answered with a status for an app that broke, and logs an error."""
    return "without completing handshake" not in record.getMessage()


def _redacting(*, addresses: bool) -> Processor:
    def redact(_: object, __: str, event: EventDict) -> EventDict:
        for name, value in event.items():
            if isinstance(value, str) and name != SAID_ON_PURPOSE:
                event[name] = redacted(value, addresses=addresses)
        return event

    return redact


def _renderer(style: Literal["console", "json"]) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
