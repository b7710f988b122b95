"""Every sample paper, rendered once for all tests of this folder."""

from pathlib import Path

import pytest

from postal.management.commands.samples import every_sample


@pytest.fixture(scope="session")
def every_paper(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, Path]:
    """{"trich-luc-birth-2026": path, …} of what `manage.py samples` makes."""
    folder = tmp_path_factory.mktemp("papers")
    with django_db_blocker.unblock():
        for name, pdf in every_sample():
            (folder / name).write_bytes(pdf)
    return {path.stem: path for path in sorted(folder.iterdir())}
