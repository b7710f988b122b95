"""One worker renders one extract many times: what its memory is early on and at the end. Run as a process of its own."""

import os
import re
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from civil_registry.models import ExtractCopy  # noqa: E402
from civil_registry.render import paper_of  # noqa: E402

EARLY = 100


def main(renders: int) -> None:
    copy = ExtractCopy.objects.filter(state="signed").select_related("office__parent").first()
    for number in range(1, renders + 1):
        paper_of(copy)
        if number == EARLY:
            early = resident_mb()
    print(early, resident_mb())


def resident_mb() -> int:
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
