"""Logs are JSON lines with a request id and without what people typed."""

import io
import json
import logging

import pytest
import structlog
from django.urls import reverse

from portal.logs import formatter

SECRETS = ("0912345678", "001190012345", "duong@vidu.vn", "0912 345 678", "+84912345678")


@pytest.fixture
def lines():
    """What the program logs from here on, read back."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_request_is_one_line_with_its_id_and_no_query(client, db, lines):
    answer = client.get(reverse("account_login"), {"phone": "0912345678", "next": "/?personal_id=001190012345"})
    line = next(line for line in lines() if line["event"] == "request")
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert (line["route"], line["status"], line["method"]) == ("account_login", 200, "GET")
    assert not any(secret in str(lines()) for secret in SECRETS)


def test_a_page_that_is_not_found_does_not_log_its_query(client, db, lines):
    client.get("/khong-co/?phone=0912345678&email=duong@vidu.vn")
    assert not any(secret in str(lines()) for secret in SECRETS)
    assert any("khong-co" in str(line) for line in lines())


@pytest.mark.parametrize("secret", SECRETS)
def test_what_a_person_typed_is_cut_out_of_any_line(lines, secret):
    structlog.get_logger("test").warning("strange", given=secret, many=[secret], inner={"x": f"({secret})"})
    logging.getLogger("test").warning("strange %s", secret)
    assert len(lines()) == 2
    assert secret not in str(lines())


def test_an_exception_is_told_without_the_values_of_the_row(lines):
    fault = ValueError("duplicate key 001190012345\nDETAIL: Key (full_name)=(Nguyễn Thị Thùy Dương) already exists.")
    try:
        raise fault
    except ValueError:
        logging.getLogger("test").exception("failed")
    (line,) = lines()
    assert line["exception"] == "ValueError"
    assert "test_logs.py" in line["where"][-1]
    assert "Dương" not in str(line)
    assert "001190012345" not in str(line)
