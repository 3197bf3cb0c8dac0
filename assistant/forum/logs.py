"""The service's log: one JSON object a line; the bot's hold numbers and states, never texts."""

import structlog
from structlog.typing import Processor

log = structlog.get_logger("gradmentor.forum")


def as_json() -> None:
    """Write what this process and its libraries log as JSON lines to standard error."""
    import logging
    import sys

    told: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    line: list[Processor] = [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[*told, *line], logger_factory=structlog.PrintLoggerFactory(sys.stderr)
    )
    handler = logging.StreamHandler()
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=[plain, *line])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("dbos").addHandler(handler)  # else it writes in a form of its own
