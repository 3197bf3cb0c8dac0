"""The bot's log: one JSON object a line, with numbers and states, never with what people wrote."""

import structlog

log = structlog.get_logger("gradmentor.forum")


def as_json() -> None:
    """Write the log as JSON lines to standard error."""
    import sys

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
