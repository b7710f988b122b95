"""A sample of every paper about an application."""

from collections.abc import Iterator


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    yield from ()
