"""Production settings: silent under Django's own check, and no start without what must be given."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated_database

pytestmark = pytest.mark.pure  # in processes and databases of their own

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DEPLOYMENT": "production",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "hotich.example",
        "PUBLIC_URL": "https://hotich.example",
        "EMAIL_URL": "smtp+tls://portal:khoa@mail.example:587",
        "SMS_GATEWAY_URL": "https://sms.example/v1/messages",
        "VAR_DIR": str(tmp_path),
    }


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_silent(production):
    answer = manage(production, "check", "--deploy", "--fail-level", "WARNING")
    assert answer.returncode == 0, answer.stderr
    assert "no issues (0 silenced)" in answer.stdout


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "", "needs a SECRET_KEY"),
        ("SECRET_KEY", "short", "needs a SECRET_KEY"),
        ("SECRET_KEY", "a" * 80, "needs a SECRET_KEY"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijkl" * 6, "needs a SECRET_KEY"),
        ("ALLOWED_HOSTS", "", "needs ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "*", "needs ALLOWED_HOSTS"),
        ("PUBLIC_URL", "http://hotich.example", "needs PUBLIC_URL"),
        ("EMAIL_URL", "", "needs EMAIL_URL"),
        ("EMAIL_URL", "off", "needs EMAIL_URL"),
        ("EMAIL_URL", "consolemail://", "needs EMAIL_URL"),
        ("SMS_GATEWAY_URL", "", "needs SMS_GATEWAY_URL"),
        ("SMS_GATEWAY_URL", "sms.example", "needs SMS_GATEWAY_URL"),
        ("DEBUG", "1", "never runs with DEBUG"),
        ("DEPLOYMENT", "prod", "must be 'demo' or 'production'"),
    ],
)
def test_production_does_not_start_with(production, name, value, told):
    answer = manage(production | {name: value}, "check")
    assert answer.returncode != 0
    assert told in answer.stderr


def test_production_starts_without_sms_where_that_is_said(production):
    answer = manage(production | {"SMS_GATEWAY_URL": "off"}, "check", "--deploy", "--fail-level", "WARNING")
    assert answer.returncode == 0, answer.stderr


SCRIPT = """
import django; django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
page = Client(HTTP_HOST="hotich.example").get("/dang-nhap/", secure=True)
print(page.status_code, page.headers, page.cookies)
inside = Client(HTTP_HOST="10.0.0.7")
print("HEALTH", inside.get("/song/").status_code, inside.get("/san-sang/").status_code)
print("PLAIN", Client(HTTP_HOST="hotich.example").get("/dang-nhap/").headers["Location"])
print("FOREIGN", Client(HTTP_HOST="evil.example").get("/dang-nhap/", secure=True).status_code)
"""


@pytest.fixture
def answers(production, django_db_setup) -> str:
    migrated_database.begin_from_kept_copy(Path(production["VAR_DIR"], "portal.sqlite3"))
    answer = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=production, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_pages_in_production(answers):
    assert "Strict-Transport-Security" in answers
    assert "max-age=63072000; includeSubDomains; preload" in answers
    assert "Set-Cookie: __Host-csrf=" in answers
    assert "Secure" in answers
    assert "Domain=" not in answers
    assert "PLAIN https://hotich.example/dang-nhap/" in answers  # sent to TLS
    assert "FOREIGN 400" in answers
    assert "HEALTH 200 200" in answers  # asked by address, without TLS
