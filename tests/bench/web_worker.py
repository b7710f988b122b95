"""What a web worker costs in memory: of a real server with two of them, each having answered twenty pages and more."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PAGES = ("/", "/dich-vu/trich-luc-khai-sinh/", "/tra-cuu/", "/nop-ho-so/?loai=birth")
ROUNDS = 20


def web_worker_memory(environment: dict[str, str]) -> tuple[int, int]:
    """(its own and its share of what the processes share, all it can reach) in MB, of the larger worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--preload", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "8", "--log-level", "error"]
    server = subprocess.Popen(command, env=environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"})
    try:
        _wait_for(f"http://127.0.0.1:{port}/song/")
        for page in PAGES * ROUNDS:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=60).read()
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return max((_mb(child, "Pss"), _mb(child, "Rss")) for child in children)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def _mb(process: str, what: str) -> int:
    return int(re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())[1]) // 1024


if __name__ == "__main__":
    print(*web_worker_memory(dict(os.environ)))
