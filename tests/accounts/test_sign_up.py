"""Opening an account: e-mail, name, telephone and password if wanted; the address is confirmed by a code."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"full_name": "Lê Thị  Hòa", "email": "hoa@vidu.vn", "phone": "+84 912 345 678", "password1": ""}


def sign_up(client, **typed):
    return client.post(reverse("account_signup"), NEW | typed)


def test_a_citizen_opens_an_account_without_a_password(client):
    assert sign_up(client).headers["Location"] == reverse("account_email_verification_sent")
    code = re.search(r"\b[0-9]{6}\b", mail.outbox[-1].body)[0]
    answer = client.post(reverse("account_email_verification_sent"), {"code": code})
    assert answer.headers["Location"] == reverse("accounts:landing")
    person = User.objects.get(email="hoa@vidu.vn")
    assert (person.full_name, person.phone) == ("Lê Thị Hòa", "0912345678")
    assert not person.has_usable_password()


def test_nobody_is_logged_in_before_the_address_is_confirmed(client):
    sign_up(client, password1="con mèo trèo cây cau")
    assert client.get(reverse("accounts:account")).status_code == 302


def test_a_taken_address_is_told_by_mail_only(client, an):
    answer = sign_up(client, email=an.email)
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert "đã có tài khoản" in mail.outbox[-1].body
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"full_name": ""}, "Nhập họ, chữ đệm, tên"),
        ({"full_name": "A" * 121}, "dài quá 120 ký tự"),
        ({"full_name": "An\u202egnoul"}, "ký tự không đọc được"),
        ({"full_name": "12345"}, "phải có chữ cái"),
        ({"full_name": "A\x00n"}, "ký tự không đọc được"),
        ({"email": ""}, "Nhập địa chỉ thư điện tử"),
        ({"email": "hoa"}, "phải có dạng ten@vidu.vn"),
        ({"phone": "12"}, "phải có 10 chữ số"),
        ({"phone": "٠٩١٢٣٤٥٦٧٨"}, "phải có 10 chữ số"),
        ({"password1": "ngan"}, "ít nhất 12 ký tự"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client, typed, fault):
    page = sign_up(client, **typed).content.decode()
    assert fault in page
    assert not User.objects.exists()
