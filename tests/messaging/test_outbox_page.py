"""The development page: a demo user reads there what would have gone to his telephone."""

import re

import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from portal.messaging.models import Channel

pytestmark = pytest.mark.django_db
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "emails"
    return settings.EMAIL_FILE_PATH


def page(client) -> str:
    answer = client.get(reverse("messaging:outbox"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_outbox_says_how_to_fill_it(client, mail_folder):
    assert "Chưa có tin nhắn nào" in page(client)


def test_anybody_reads_messages_with_status_and_parts_newest_first(client, mail_folder, queued):
    queued(text="Hộ tịch Hà Nội: mã một lần là 123456")
    queued(Channel.EMAIL, status="failed")
    text = page(client)
    assert text.index("Không gửi được") < text.index("mã một lần là 123456")
    assert "0912345678" in text
    assert "1 phần" in text


def test_it_shows_the_newest_fifty(client, mail_folder, queued):
    for number in range(51):
        queued(text=f"Tin số {number}.")
    text = page(client)
    assert "Tin số 50." in text
    assert "Tin số 0." not in text


def test_log_in_codes_sent_as_mail_are_there_too(client, mail_folder, settings):
    mails = [EmailMessage("Mã đăng nhập", f"Mã là {code}", to=["an@hotich.example"]) for code in ("111111", "222222")]
    get_connection(FILES).send_messages(mails)
    text = page(client)
    assert re.findall(r"Mã là (\d{6})", text) == ["111111", "222222"]
    assert "an@hotich.example" in text


def test_what_a_message_says_is_no_markup(client, mail_folder, queued):
    queued(text="<script>alert(1)</script>")
    assert "<script>alert" not in page(client)


def test_in_production_there_is_no_such_page(client, settings):
    settings.IS_PRODUCTION = True
    assert client.get(reverse("messaging:outbox")).status_code == 404
