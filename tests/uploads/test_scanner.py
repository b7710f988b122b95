"""The virus scanner, against a small server that speaks clamd's INSTREAM."""

import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest

from portal.uploads import UploadRefused, check
from tests import pictures

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Reads the stream and finds EICAR, as clamd does."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)
        self.wfile.write(self.server.answer or (b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"))


@pytest.fixture
def clamd(settings) -> Iterator[socketserver.TCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen, server.answer = [], b""
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_clean_file_passes_and_was_seen_whole(clamd):
    content = pictures.photo()
    assert check("anh.jpg", content).width == 1600
    assert clamd.seen == [content]


def test_an_infected_file_is_refused(clamd):
    with pytest.raises(UploadRefused, match="có mã độc"):
        check("anh.jpg", pictures.photo() + EICAR)


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_a_scanner_that_says_something_else_takes_nothing(clamd, answer):
    clamd.answer = answer
    with pytest.raises(UploadRefused, match="Chưa kiểm tra được"):
        check("anh.jpg", pictures.photo())


def test_a_scanner_that_is_away_takes_nothing(settings):
    settings.CLAMAV_ADDRESS = "127.0.0.1:9"
    with pytest.raises(UploadRefused, match="Chưa kiểm tra được"):
        check("anh.jpg", pictures.photo())
