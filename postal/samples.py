"""A sample of every paper of the post desk."""

from collections.abc import Iterator


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    yield from ()
