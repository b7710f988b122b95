"""A key that cannot sign now: the leader is told what to do, and nothing is numbered."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from civil_registry import extracts
from civil_registry.models import CopyState, ExtractCopy
from portal.accounts.models import User
from portal.documents.models import Counter, SigningKey
from portal.documents.signing import demo_authority, keys
from portal.documents.signing.certificates import from_pem
from portal.documents.signing.errors import KeyExpired, KeyMissing, KeyNotYetValid, KeyRevoked, TokenUnreachable
from portal.documents.signing.models import SignedHow
from tests.factories import acting, hanoi, with_signing_key
from tests.registry.papers import drafted
from tests.signing import servers

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(office, binh) -> ExtractCopy:
    copy = drafted(office, binh)
    with transaction.atomic():
        return extracts.send_for_signature(copy.pk)


def sign(copy: ExtractCopy, leader: User, *, at=None) -> ExtractCopy:
    with transaction.atomic():
        return extracts.sign(copy.pk, posting=leader.postings.get(), at=at or hanoi(20, 11))


def is_untouched(copy: ExtractCopy) -> bool:
    copy.refresh_from_db()
    return copy.state == CopyState.AWAITING_SIGNATURE and copy.serial is None and not Counter.objects.exists()


def test_a_key_that_is_missing(waiting, office, dung):
    keys.choose_how(SignedHow.DIGITAL, user=dung, office=office, by=acting(dung), at=hanoi())
    with pytest.raises(KeyMissing, match="Nhập khóa ở trang Chữ ký số"):
        sign(waiting, dung)
    assert is_untouched(waiting)


def test_a_key_that_has_expired(waiting, dung):
    with_signing_key(dung, valid_to=hanoi(19, 23, 59))
    with pytest.raises(KeyExpired, match="hết hạn 19/03/2026"):
        sign(waiting, dung)
    assert is_untouched(waiting)


def test_a_key_that_is_not_valid_yet(waiting, dung):
    key = with_signing_key(dung)
    with pytest.raises(KeyNotYetValid):
        sign(waiting, dung, at=key.valid_from - timedelta(seconds=1))
    assert is_untouched(waiting)


def test_a_key_that_was_stopped(waiting, dung):
    keys.stop_key(with_signing_key(dung).pk, by=acting(dung), at=hanoi(19))
    with pytest.raises(KeyMissing):
        sign(waiting, dung)
    assert is_untouched(waiting)


def test_a_key_that_the_authority_has_revoked(waiting, dung, settings, tmp_path):
    settings.SIGNING_REVOCATION_LISTS = [str(_list_with(with_signing_key(dung), tmp_path)), str(tmp_path / "missing.crl")]
    with pytest.raises(KeyRevoked, match="thu hồi"):
        sign(waiting, dung)
    assert is_untouched(waiting)


def test_a_token_that_is_away(waiting, office, dung, token, settings):
    keys.enter_token_key(servers.TOKEN, servers.KEY, user=dung, office=office, by=acting(dung), at=hanoi(1))
    settings.PKCS11_PINS = {servers.TOKEN: "999999"}
    with pytest.raises(TokenUnreachable, match="thiết bị"):
        sign(waiting, dung)
    assert is_untouched(waiting)


def test_on_paper_again_he_signs_without_a_key(waiting, office, dung):
    with_signing_key(dung, valid_to=hanoi(19))
    keys.choose_how(SignedHow.PAPER, user=dung, office=office, by=acting(dung), at=hanoi())
    assert sign(waiting, dung).serial == 1


def _list_with(key: SigningKey, folder: Path) -> Path:
    root, root_key = demo_authority.authority()
    revoked = x509.RevokedCertificateBuilder().serial_number(from_pem(key.certificates_pem)[0].serial_number)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(hanoi(1)).next_update(hanoi(30))
    signed = builder.add_revoked_certificate(revoked.revocation_date(hanoi(2)).build()).sign(root_key, hashes.SHA256())
    path = folder / "demo.crl"
    path.write_bytes(signed.public_bytes(Encoding.DER))
    return path
