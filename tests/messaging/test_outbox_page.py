"""The development page: what was sent, newest first; not there in production."""

import pytest
from django.core.mail import get_connection, send_mail
from django.urls import reverse

from tests.messaging.conftest import message

pytestmark = pytest.mark.django_db
URL = reverse("messaging:outbox")


def test_messages_are_listed_newest_first(client, outbox):
    message(text="Tin thứ nhất")
    message(text="Tin thứ hai")
    page = client.get(URL).content.decode()
    assert page.index("Tin thứ hai") < page.index("Tin thứ nhất")


def test_log_in_codes_written_as_mail_are_listed(client, outbox):
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=outbox / "emails")
    send_mail("Mã đăng nhập", "Mã là 123456", None, ["an@hotich.example"], connection=backend)
    page = client.get(URL).content.decode()
    assert "Mã đăng nhập" in page
    assert "Mã là 123456" in page


def test_markup_in_a_message_is_shown_as_text(client, outbox):
    message(text="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(URL).content.decode()


def test_in_production_there_is_no_such_page(client, settings):
    settings.IS_PRODUCTION = True
    assert client.get(URL).status_code == 404
