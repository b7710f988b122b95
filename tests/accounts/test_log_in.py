"""Logging in, by password, by mailed code, with a second factor; and what happens to those who guess."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from portal.accounts.enrolment import confirm_email, enrol_second_factor
from portal.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-nghiem"


def mailed_code() -> str:
    return re.search(r"\b[0-9]{6}\b", mail.outbox[-1].body)[0]


def app_code(secret: str) -> str:
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def log_in(client, person: User, *, password: str = PASSWORD, name: str = "account_login", **query):
    return client.post(reverse(name, query=query), {"login": person.email, "password": password})


def test_the_addresses_are_vietnamese():
    assert reverse("account_login") == "/dang-nhap/"
    assert reverse("account_signup") == "/dang-ky/"
    assert reverse("account_reset_password") == "/quen-mat-khau/"


def test_a_citizen_logs_in_by_password_and_comes_back_to_his_page(client, an):
    confirm_email(an)
    answer = log_in(client, an, next=reverse("accounts:account"))
    assert answer.headers["Location"] == reverse("accounts:account")
    assert client.get(reverse("accounts:account")).status_code == 200


def test_a_foreign_address_is_no_way_back(client, an):
    confirm_email(an)
    answer = log_in(client, an, next="https://evil.example/")
    assert answer.headers["Location"] == reverse("accounts:landing")


def test_a_wrong_password_is_answered_in_vietnamese_and_keeps_the_address(client, an):
    page = log_in(client, an, password="sai").content.decode()
    assert "Thư điện tử hoặc mật khẩu chưa đúng" in page
    assert an.email in page


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client, db):
    answer = client.post(reverse("account_login"), {"login": "khong.co@hotich.example", "password": "sai"})
    assert "Thư điện tử hoặc mật khẩu chưa đúng" in answer.content.decode()


def test_the_sixth_try_is_stopped_even_with_the_right_password(client, an):
    confirm_email(an)
    for _ in range(5):
        log_in(client, an, password="sai")
    assert "Đã thử nhiều lần" in log_in(client, an).content.decode()


def test_empty_fields_are_named(client, db):
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Nhập địa chỉ thư điện tử" in page
    assert "Nhập mật khẩu" in page


@pytest.mark.parametrize("typed", ["a\x00b@vidu.vn", "a" * 3000 + "@vidu.vn", "😀", "không phải"])
def test_bad_addresses_are_answered_with_a_form(client, db, typed):
    assert client.post(reverse("account_login"), {"login": typed, "password": "x\x00" * 90}).status_code == 200


def test_a_citizen_logs_in_by_a_mailed_code(client, an):
    confirm_email(an)
    client.post(reverse("account_request_login_code"), {"email": an.email})
    answer = client.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
    assert answer.headers["Location"] == reverse("accounts:landing")


def test_the_mail_is_in_vietnamese_and_warns(client, an):
    confirm_email(an)
    client.post(reverse("account_request_login_code"), {"email": an.email})
    assert mail.outbox[-1].subject == "Mã đăng nhập"
    assert "Không ai, kể cả cán bộ, được hỏi mã" in mail.outbox[-1].body


def test_a_wrong_code_is_refused_and_five_end_it(client, an):
    confirm_email(an)
    client.post(reverse("account_request_login_code"), {"email": an.email})
    answers = [client.post(reverse("account_confirm_login_code"), {"code": "000000x"}) for _ in range(5)]
    assert "Mã chưa đúng" in answers[0].content.decode()
    assert answers[4].status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 302


def test_an_official_gets_no_code_by_mail(client, binh):
    enrol_second_factor(binh)
    client.post(reverse("account_request_login_code"), {"email": binh.email})
    assert "không có tài khoản của người dân nào" in mail.outbox[-1].body


def test_an_official_needs_password_and_the_code_of_the_app(client, binh):
    secret = enrol_second_factor(binh)
    answer = log_in(client, binh, name="accounts:staff_login")
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:account")).status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert answer.headers["Location"] == reverse("accounts:landing")
    assert client.get(reverse("accounts:account")).status_code == 200


def test_a_wrong_app_code_is_refused(client, binh):
    enrol_second_factor(binh)
    log_in(client, binh)
    assert "Mã chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": "12"}).content.decode()


def test_a_recovery_code_works_once(client, client_of, binh):
    enrol_second_factor(binh)
    code = Authenticator.objects.get(user=binh, type="recovery_codes").wrap().get_unused_codes()[0]
    log_in(client, binh)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    client.post(reverse("account_logout"))
    log_in(client, binh)
    assert "Mã chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_an_official_sets_up_the_app_and_gets_recovery_codes(client, binh):
    confirm_email(binh)
    log_in(client, binh)
    page = client.get(reverse("mfa_activate_totp"))

    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    assert secret[:4] in page.content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_secret_of_the_second_factor_is_not_readable_in_the_database(binh):
    secret = enrol_second_factor(binh)
    assert secret not in str(Authenticator.objects.get(user=binh, type="totp").data)


def test_a_locked_account_is_told_so(client, an):
    confirm_email(an)
    User.objects.update(is_active=False)
    page = client.get(log_in(client, an).headers["Location"])
    assert "tạm khóa" in page.content.decode()


def test_a_forgotten_password_is_replaced_by_a_mailed_code(client, an):
    confirm_email(an)
    client.post(reverse("account_reset_password"), {"email": an.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    client.post(reverse("account_complete_password_reset"), {"password1": "con mèo trèo cây cau"})
    assert log_in(client, an, password="con mèo trèo cây cau").status_code == 302


@pytest.mark.parametrize(
    ("password", "fault"),
    [("ngan", "ít nhất 12 ký tự"), ("administrator", "quá phổ biến"), ("x" * 129, "dài quá 128 ký tự")],
)
def test_a_weak_password_is_refused_with_the_reason(client_of, an, password, fault):
    answer = client_of(an).post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password})
    assert fault in answer.content.decode()


def test_the_second_factor_of_one_person_does_not_open_anothers_account(client, binh, chi):
    enrol_second_factor(binh)
    secret = enrol_second_factor(chi)
    log_in(client, binh)
    assert "Mã chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": app_code(secret)}).content.decode()


def test_log_out_needs_a_button(client_of, an):
    browser = client_of(an)
    browser.get(reverse("account_logout"))
    assert browser.get(reverse("accounts:account")).status_code == 200
    browser.post(reverse("account_logout"))
    assert browser.get(reverse("accounts:account")).status_code == 302


def test_superusers_need_a_second_factor_too(client):
    root = factories.user("Quản Trị", is_superuser=True, is_staff=True)
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("accounts:landing")).headers["Location"] == reverse("mfa_activate_totp")


def test_a_changed_password_is_told_to_its_owner(client_of, an, django_capture_on_commit_callbacks):
    confirm_email(an)
    typed = {"oldpassword": PASSWORD, "password1": "con mèo trèo cây cau"}
    with django_capture_on_commit_callbacks(execute=True):
        client_of(an).post(reverse("account_change_password"), typed)
    assert mail.outbox[-1].subject == "Mật khẩu đã được đổi"
    assert "từ địa chỉ mạng 127.0.0.1" in mail.outbox[-1].body


def test_an_official_comes_back_to_his_page_after_the_second_factor(client, binh):
    secret = enrol_second_factor(binh)
    log_in(client, binh, next=reverse("mfa_index"))
    answer = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert answer.headers["Location"] == reverse("mfa_index")


def test_guessing_the_app_code_is_stopped(client, binh):
    secret = enrol_second_factor(binh)
    log_in(client, binh)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000x"})
    page = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)}).content.decode()
    assert "Đã thử nhiều lần" in page


def test_an_app_code_is_used_once(client, binh):
    secret = enrol_second_factor(binh)
    code = app_code(secret)
    log_in(client, binh)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))
    log_in(client, binh)
    assert "Mã chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_a_log_in_under_way_can_be_given_up(client, binh):
    enrol_second_factor(binh)
    log_in(client, binh)
    assert client.get(reverse("account_login")).headers["Location"].startswith(reverse("mfa_authenticate"))
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert client.get(reverse("account_login")).status_code == 200
