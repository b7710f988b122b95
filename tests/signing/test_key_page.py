"""L5: the leader's key page: entered and tried at once, stopped, and how he signs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.accounts.models import Role
from portal.audit.models import Entry
from portal.documents.models import SigningKey
from portal.documents.signing import demo_authority, keys, tokens, trust
from portal.documents.signing.certificates import in_order, sign_on_trial
from portal.documents.signing.errors import KeyUnfit
from tests import factories
from tests.factories import with_signing_key
from tests.signing import servers

pytestmark = pytest.mark.django_db
PAGE = "/lanh-dao/chu-ky-so/"
NAME = "Hoàng Tiến Dũng"


@pytest.fixture
def browser(client_of, dung):
    return client_of(dung)


def enter(browser, content: bytes, passphrase: str = "mat-khau", *, name: str = "khoa.p12") -> str:
    file = SimpleUploadedFile(name, content)
    return browser.post(PAGE, {"file": file, "passphrase": passphrase}, follow=True).content.decode()


def a_file(name: str = NAME, **terms) -> bytes:
    return demo_authority.key_file(name, "mat-khau", **terms)


def test_a_key_is_entered_and_tried_and_he_signs_digitally_from_then_on(browser, office, dung):
    page = enter(browser, a_file())
    assert "Đã ký thử thành công" in page
    assert "CA thử nghiệm, không có giá trị pháp lý" in page
    assert keys.signs_how(dung.pk, office.pk) == "digital"
    assert Entry.objects.filter(action="signing_key.entered").exists()


def test_neither_the_passphrase_nor_the_key_comes_back_to_the_page(browser):
    page = enter(browser, a_file(), "sai-mat-khau-rieng")
    assert "sai-mat-khau-rieng" not in page


def test_a_wrong_passphrase_is_told_beside_its_field(browser):
    page = enter(browser, a_file(), "sai")
    assert "Mật khẩu của tệp khóa chưa đúng" in page
    assert 'href="#id_passphrase"' in page
    assert not SigningKey.objects.exists()


def without_a_key() -> bytes:
    certificate = pkcs12.load_pkcs12(a_file(), b"mat-khau").cert.certificate
    return pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, BestAvailableEncryption(b"mat-khau"))


YESTERDAY, TOMORROW = (timezone.now() + timedelta(days=days) for days in (-1, 1))
UNFIT = {
    "a photo": (lambda: b"\xff\xd8\xff\xe0 a photo", "không phải tệp khóa PKCS#12"),
    "cut off": (lambda: a_file()[:300], "không phải tệp khóa PKCS#12"),
    "empty": (lambda: b"", "Tệp này rỗng"),
    "too large": (lambda: bytes(200_000), "quá lớn"),
    "without a key": (without_a_key, "không có đủ khóa riêng và chứng thư"),
    "expired": (lambda: a_file(valid_to=YESTERDAY), "đã hết hạn"),
    "not valid yet": (lambda: a_file(valid_from=TOMORROW), "chỉ có hiệu lực từ"),
    "another person's": (lambda: a_file("Trần Thị Bình"), "không phải “Hoàng Tiến Dũng”"),
    "of a small curve": (lambda: a_file(key=ec.generate_private_key(ec.SECP224R1())), "Loại khóa này không dùng được"),
    "of a kind that readers do not know": (lambda: a_file(key=ed25519.Ed25519PrivateKey.generate()), "Loại khóa này"),
    "of an authority that nobody trusts": (lambda: a_file(issuer=demo_authority.new_root()), "không thuộc các tổ chức"),
}


@pytest.mark.parametrize("what", UNFIT)
def test_a_file_that_cannot_sign_is_told_in_words(browser, what):
    make, words = UNFIT[what]
    page = enter(browser, make())
    assert "Có 1 thông tin cần sửa" in page
    assert words in page
    assert not SigningKey.objects.exists()


def test_a_key_and_the_certificate_of_another_are_no_pair():
    certificate = pkcs12.load_pkcs12(a_file(), b"mat-khau").cert.certificate
    with pytest.raises(KeyUnfit, match="không phải một cặp"):
        sign_on_trial(ec.generate_private_key(ec.SECP256R1()), certificate, b"x")


def test_the_holder_of_a_certificate_makes_no_others_with_it():
    holder = ec.generate_private_key(ec.SECP256R1())
    certificate = demo_authority.leaf(holder.public_key(), "Trần Thị Bình", *demo_authority.authority())
    made = demo_authority.leaf(holder.public_key(), NAME, certificate, holder)
    assert not trust.is_trusted(in_order(made, [certificate]))


def test_an_rsa_key_is_taken(browser):
    assert "Đã ký thử thành công" in enter(browser, a_file(key=servers.rsa_key()))


def test_tone_marks_in_another_form_are_the_same_name(browser):
    assert "Đã ký thử thành công" in enter(browser, a_file("HOANG TIEN DUNG"))


def test_he_stops_his_key(browser, dung):
    key = with_signing_key(dung)
    page = browser.post(f"{PAGE}{key.pk}/ngung/", follow=True).content.decode()
    assert "Đã ngừng dùng khóa này" in page
    assert "Chưa nhập khóa ký số" in page
    key.refresh_from_db()
    assert key.state == "stopped"


def test_another_leaders_key_is_not_there(client_of, office, dung):
    other = factories.official("Lê Văn Khác", office, Role.OFFICE_LEADER)
    key = with_signing_key(dung)
    assert client_of(other).post(f"{PAGE}{key.pk}/ngung/").status_code == 404


def test_he_chooses_paper_again(browser, office, dung):
    with_signing_key(dung)
    page = browser.post(f"{PAGE}cach-ky/", {"how": "paper"}, follow=True).content.decode()
    assert "Từ nay bản sao được ký trên giấy" in page
    assert keys.signs_how(dung.pk, office.pk) == "paper"


def test_a_way_that_there_is_not_is_refused(browser, office, dung):
    assert "Chọn ký số hoặc ký trên giấy" in browser.post(f"{PAGE}cach-ky/", {"how": "x"}, follow=True).content.decode()


def test_an_official_who_signs_nothing_has_no_key_page(client_of, binh):
    assert client_of(binh).get(PAGE).status_code == 403


def test_a_token_key_is_entered_by_the_operator(office, dung, token):
    said = StringIO()
    call_command("add_token_key", dung.email, token=servers.TOKEN, key=servers.KEY, stdout=said)
    assert NAME in said.getvalue()
    assert keys.active_key(dung.pk, office.pk).token_label == servers.TOKEN


def test_a_token_serves_many_threads(token):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: tokens.check_reachable(servers.TOKEN, servers.KEY), range(12)))


def test_a_token_that_is_not_there_is_told_to_the_operator(dung, token):
    with pytest.raises(CommandError, match="thiết bị"):
        call_command("add_token_key", dung.email, token="khac", key=servers.KEY)


def test_the_operator_names_a_leader(binh, token):
    with pytest.raises(CommandError, match="leads 0 offices"):
        call_command("add_token_key", binh.email, token=servers.TOKEN, key=servers.KEY)
