"""Structured logs: one JSON line an event, with the request's id and without personal data."""

import logging
import logging.config
import re
import traceback

import structlog

# Long numbers (personal ids, telephones), e-mail addresses, and what follows "?" in an address.
_PERSONAL = re.compile(r"[^\s@\"'<>(]+@[^\s@\"'<>)]+|\+?\d[\d .\-]{7,}\d|(?<=\S)\?\S+")
_OWN_NUMBERS = frozenset({"timestamp", "request_id", "level", "logger"})
_FRAMES = 12


def configure(options: dict) -> None:
    """Called by Django with settings.LOGGING."""
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(options.get("level", "INFO"))),
        cache_logger_on_first_use=True,
    )
    quiet = {name: {"level": "WARNING"} for name in ("fontTools", "weasyprint", "kombu", "PIL", "pikepdf")}
    ours = {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": formatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": options.get("level", "INFO")},
            "loggers": quiet | ours,
        }
    )


def formatter() -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            tell_exception,
            hide_personal_data,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _shared() -> list:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def tell_exception(logger, name: str, event: dict) -> dict:
    """An exception as its type, the first line of its text and where it happened.

    The rest may quote what a person typed: PostgreSQL names the values of a broken constraint in its second line.
    """
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if not given:
        return event
    fault = given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
        event["exception"] = type(fault).__name__
        event["told"] = (str(fault).splitlines() or [""])[0][:200]
        event["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def hide_personal_data(logger, name: str, event: dict) -> dict:
    """The last guard; what is logged should hold none in the first place."""
    return {key: value if key in _OWN_NUMBERS else _hidden(value) for key, value in event.items()}


def _hidden(value: object) -> object:
    if isinstance(value, str):
        return _PERSONAL.sub("…", value)
    if isinstance(value, list | tuple):
        return [_hidden(part) for part in value]
    if isinstance(value, dict):
        return {key: _hidden(part) for key, part in value.items()}
    return value if isinstance(value, int | float | bool | None) else _PERSONAL.sub("…", str(value))
