"""200 applications while worker and beat are killed with SIGKILL at random, on the broker that loses messages.

The database says what is left to do, so every paper is made once and every message is sent at least once.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import migrated_database

pytestmark = [pytest.mark.services, pytest.mark.sqlite_only]

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = 200
PATIENCE_SECONDS = 480  # 800 papers; on a busy machine a worker prints two a second


@pytest.fixture
def embedded(tmp_path, django_db_setup) -> dict[str, str]:
    """The embedded default in a folder of its own, swept every three seconds."""
    environment = os.environ | {
        "VAR_DIR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SWEEP_SECONDS": "3",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DATABASE_URL", None)
    environment.pop("CELERY_BROKER_URL", None)
    (tmp_path / "var").mkdir()
    migrated_database.begin_from_kept_copy(tmp_path / "var/portal.sqlite3")
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)
    return environment


class Crew:
    """A Celery worker and beat, each in a process group that can be killed whole."""

    COMMANDS = {
        "worker": ["worker", "--loglevel", "ERROR", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": ["beat", "--loglevel", "ERROR", "--pidfile="],
    }

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.kills = environment, 0
        self.processes = {name: self._start(name) for name in self.COMMANDS}

    def _start(self, name: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "portal", *self.COMMANDS[name]]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, name: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()
        self.kills += 1

    def kill_and_restart(self, name: str) -> None:
        self.kill(name)
        self.processes[name] = self._start(name)


@contextlib.contextmanager
def crew_at_work(environment: dict[str, str]) -> Iterator[Crew]:
    crew = Crew(environment)
    try:
        yield crew
    finally:
        for name in crew.COMMANDS:
            crew.kill(name)


def counts_at_the_end(environment: dict[str, str]) -> dict:
    """What is there once nothing is left to do, or patience has ended."""
    command = [sys.executable, "-m", "tests.crash.count", str(PATIENCE_SECONDS)]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def pause(seconds: float) -> None:
    """Let the other processes work; what is waited for is their doing, not a moment."""
    time.sleep(seconds)


def test_no_paper_and_no_message_is_lost_when_workers_are_killed(embedded):
    chance = random.Random(20180801)
    with crew_at_work(embedded) as crew:
        driver = subprocess.Popen([sys.executable, "-m", "tests.crash.drive", str(APPLICATIONS)], cwd=ROOT, env=embedded)
        while driver.poll() is None or crew.kills < 12:
            pause(chance.uniform(1.5, 5.0))  # a worker is up after two seconds: most are killed at work, some before it
            crew.kill_and_restart(chance.choice(["worker", "worker", "beat"]))
        assert driver.returncode == 0
        state = counts_at_the_end(embedded)

    assert state["issued"] == APPLICATIONS
    assert state["copies_unrendered"] == 0
    assert state["copy_documents"] == APPLICATIONS  # each paper made once
    assert state["slip_documents"] == state["slips"] == APPLICATIONS
    assert state["filed_documents"] == state["filed_papers"] == 2 * APPLICATIONS
    assert state["untold"] == 0
    assert state["messages_of_changes"] == 2 * state["told_verbs"] == 6 * APPLICATIONS  # both ways, for submit, receive, sign
    assert state["sent"] == state["messages"]
    outbox = Path(embedded["VAR_DIR"]) / "outbox"
    written = {int(path.name.split("-")[1]) for path in outbox.iterdir() if path.suffix in {".eml", ".txt"}}
    assert written == set(state["keys"])  # and every message reached the outbox at least once
