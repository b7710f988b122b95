"""The commands that others rely on, on a machine where nothing has been prepared yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from portal.commands import DatabaseCommand

ROOT = Path(__file__).parent.parent
WITHOUT = {"prepare"}  # it makes what the others ask for


def commands_of_the_house() -> list[str]:
    apps = ("applications", "civil_registry", "portal", "postal")
    return sorted(name for name, app in get_commands().items() if str(app).startswith(apps))


@pytest.mark.parametrize("command", ["due 2018-08-01T15:00:01", "routes --json"])
def test_without_tables_a_command_says_what_to_type(tmp_path, command):
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment.pop("DATABASE_URL", None)
    words = [sys.executable, "manage.py", *command.split()]
    told = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (1, "")
    assert "The database is not prepared. Type: bin/run" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("name", commands_of_the_house())
def test_every_command_that_asks_the_database_says_so(name):
    assert isinstance(load_command_class(get_commands()[name], name), DatabaseCommand) or name in WITHOUT
