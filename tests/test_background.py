"""A nudge reaches the queue from a process that is no worker, and losing one harms nobody."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
import django; django.setup()
from django.db import transaction
from portal.background import nudge
with transaction.atomic():
    nudge("applications.tasks.tell_pending")
"""


def nudge_in_a_fresh_process(state: Path, **more: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings", "VAR_DIR": str(state)} | more
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_web_process_can_nudge(tmp_path):
    answer = nudge_in_a_fresh_process(tmp_path)
    assert answer.returncode == 0, answer.stderr
    (message,) = (tmp_path / "celery" / "queue").iterdir()
    assert "applications.tasks.tell_pending" in message.read_text()


def test_a_dead_broker_is_a_line_in_the_log_only(tmp_path):
    answer = nudge_in_a_fresh_process(tmp_path, CELERY_BROKER_URL="redis://127.0.0.1:1/0")
    assert answer.returncode == 0, answer.stderr
    assert "nudge_lost" in answer.stderr
