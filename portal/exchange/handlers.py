"""Who does what a partner tells: an app registers functions by kind in its `exchange_handlers.py`, read when first needed.

A handler is called with the kept message and `at=`, inside the transaction that notes the message as handled, under the
lock of its row: what it writes and that it was done stand or fall together. It raises NotYet where what came before is
missing (it is called again later) and Refused where it can never be done. An ending is called likewise when a partner has
confirmed a message of ours, or refused it: it looks at `message.acknowledged_at` and `message.refused_at`.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

MODULE = "exchange_handlers"
_handlers: dict[str, Callable] = {}
_endings: dict[str, Callable] = {}


def register(kind: str, function: Callable) -> None:
    """`function(message: IncomingMessage, *, at: datetime) -> None` does messages of this kind."""
    _handlers[kind] = function


def register_ending(kind: str, function: Callable) -> None:
    """`function(message: OutgoingMessage, *, at: datetime) -> None` learns how messages of ours of this kind ended."""
    _endings[kind] = function


def handler_of(kind: str) -> Callable | None:
    _read()
    return _handlers.get(kind)


def ending_of(kind: str) -> Callable | None:
    _read()
    return _endings.get(kind)


@cache
def _read() -> None:
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, MODULE):
            import_module(f"{app.name}.{MODULE}")
