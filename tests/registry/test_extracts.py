"""The life of a copy: drawn up, signed and numbered without gaps, cancelled."""

import pytest
from django.db import transaction
from django_fsm import TransitionNotAllowed

from civil_registry import extracts
from civil_registry.checkcodes import is_well_formed
from civil_registry.models import CopyState
from tests.factories import birth_entry, hanoi
from tests.registry.papers import drafted, marriage_entry, signed


@pytest.mark.django_db
def test_signing_numbers_the_copy_and_names_the_signer(office, binh, dung):
    copy = signed(office, binh, dung)
    assert (copy.serial, copy.serial_text) == (1, "1/2026/TLKS-BS")
    assert copy.signer_title_lines == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert is_well_formed(copy.check_code)


@pytest.mark.django_db
def test_numbers_run_by_office_year_and_kind(office, other_office, binh, dung, chi):
    first = signed(office, binh, dung)
    second = signed(office, binh, dung, birth_entry(office, number="88"))
    marriage = signed(office, binh, dung, marriage_entry(office))
    older = signed(office, binh, dung, birth_entry(office, number="89"), at=hanoi(20, 9, year=2019))
    assert [copy.serial_text for copy in (first, second, marriage, older)] == [
        "1/2026/TLKS-BS",
        "2/2026/TLKS-BS",
        "1/2026/TLKH-BS",
        "1/TLKS-BS",
    ]


@pytest.mark.django_db
def test_the_year_of_a_number_is_the_local_one(office, binh, dung):
    """00:30 on 1 January in Hà Nội is still the old year in UTC."""
    assert signed(office, binh, dung, at=hanoi(1, 0, 30, month=1)).serial_year == 2026


@pytest.mark.django_db
def test_a_number_is_given_back_when_signing_fails(office, binh, dung):
    copy = drafted(office, binh)
    with transaction.atomic():
        extracts.send_for_signature(copy.pk)

    def sign_and_fail() -> None:
        with transaction.atomic():
            extracts.sign(copy.pk, posting=dung.postings.get(), at=hanoi())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        sign_and_fail()
    assert signed(office, binh, dung, birth_entry(office, number="88")).serial == 1


@pytest.mark.django_db
def test_nobody_signs_what_he_drew_up(office, dung):
    copy = drafted(office, dung)
    with transaction.atomic():
        extracts.send_for_signature(copy.pk)
        with pytest.raises(extracts.SignedByItsDrafter):
            extracts.sign(copy.pk, posting=dung.postings.get(), at=hanoi())


@pytest.mark.django_db
def test_cancelling_needs_a_reason_and_keeps_the_number(office, binh, dung):
    copy = signed(office, binh, dung)
    with pytest.raises(ValueError, match="reason"), transaction.atomic():
        extracts.cancel(copy.pk, reason="  ", by_id=binh.pk, at=hanoi())
    with transaction.atomic():
        cancelled = extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(20, 12))
    assert (cancelled.state, cancelled.serial, cancelled.cancelled_by_id) == (CopyState.CANCELLED, 1, binh.pk)


@pytest.mark.django_db
def test_only_a_signed_copy_is_cancelled(office, binh):
    with pytest.raises(TransitionNotAllowed), transaction.atomic():
        extracts.cancel(drafted(office, binh).pk, reason="Sai", by_id=binh.pk, at=hanoi())
