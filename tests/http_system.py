"""A system of somebody else's over real HTTP, in a thread of the test: each simulator says what its own takes and answers."""

import contextlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

LONGEST_SECONDS = 20  # nobody is kept waiting longer by a test that has failed


def open_gate() -> Event:
    gate = Event()
    gate.set()
    return gate


class Answering(BaseHTTPRequestHandler):
    """`may_answer`: while it is cleared, what was taken is taken and the answer is held back, as by a slow system."""

    may_answer: Event

    def taken(self, body: bytes) -> None:
        """A POST came: subclasses call `answer`, or nothing where the connection shall end without one."""
        raise NotImplementedError

    def asked(self) -> None:
        """A GET came."""
        self.answer(405)

    def do_POST(self) -> None:
        self.taken(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        self.asked()

    def answer(self, status: int, body: bytes = b"{}", **headers: str) -> None:
        self.may_answer.wait(LONGEST_SECONDS)
        with contextlib.suppress(ConnectionError):  # who asked has given up
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_args) -> None:
        """Nothing on the screen."""


@contextlib.contextmanager
def serving(handler: type[Answering]) -> Iterator[str]:
    """Its address, on a free port, while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        handler.may_answer.set()
        server.shutdown()
        server.server_close()
        thread.join()
