"""A timestamp server and a token for the tests of signing."""

import os
from collections.abc import Iterator

import pytest

from tests.signing import servers


@pytest.fixture(scope="session")
def _timestamp_server(tmp_path_factory) -> Iterator[servers.TimestampServer]:
    with servers.timestamp_server(tmp_path_factory.mktemp("tsa")) as server:
        yield server


@pytest.fixture
def timestamps(_timestamp_server, settings) -> servers.TimestampServer:
    """The server is set, and its root trusted."""
    settings.TIMESTAMP_SERVER_URL = _timestamp_server.url
    settings.SIGNING_TRUSTED_ROOTS = [str(_timestamp_server.root)]
    return _timestamp_server


@pytest.fixture(scope="session")
def _token(tmp_path_factory) -> None:
    """One for the whole run: the module reads its configuration once in a process."""
    folder = tmp_path_factory.mktemp("token")
    os.environ["SOFTHSM2_CONF"] = str(servers.configuration(folder))
    servers.new_token(folder)


@pytest.fixture
def token(_token, settings) -> None:
    settings.PKCS11_MODULE = servers.SOFTHSM
    settings.PKCS11_PINS = {servers.TOKEN: servers.PIN}
