"""Settings of the measurements: the real ones, in a folder of their own."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="hotich-bench-"))
os.environ.setdefault("LOG_LEVEL", "ERROR")

from portal.settings import *  # noqa: F403

TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests/bench/templates")  # noqa: F405
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.bench.bare"
