"""What the database itself refuses of an apology, whoever writes the row."""

import pytest
from django.db import IntegrityError, transaction

from applications.models import Slip, SlipKind
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
WORDS = {"reason": "Nhiều hồ sơ.", "reappointed_at": hanoi(23, 17, 0).isoformat()}


@pytest.fixture
def written(years, office, binh):
    """`written(signed_by=dung, …)`: an apology of one dossier, drafted by Bình."""
    application = factories.submitted(office)

    def write(**fields) -> Slip:
        signed = {"issued_at": hanoi(20, 16), "number": 1} if fields.get("signed_by") else {}
        row = {"kind": SlipKind.APOLOGY, "content": WORDS, "drafted_by": binh, "drafted_at": hanoi(20, 15)} | signed | fields
        with transaction.atomic():
            return Slip.objects.create(application=application, office=office, **row)

    return write


def test_an_apology_signed_by_the_leader_is_kept(written, dung):
    assert written(signed_by=dung).pk
    Slip.objects.all().delete()
    assert written(signed_by=dung, drafted_by=None).pk


@pytest.mark.parametrize("signed", [False, True])
def test_a_dossier_has_one_apology_whether_open_or_signed(written, dung, signed):
    written(signed_by=dung if signed else None)
    with pytest.raises(IntegrityError, match=r"one_apology_of_a_dossier|slip\.application_id"):
        written()


def test_a_declined_draft_makes_room_for_another(written):
    written(declined_at=hanoi(20, 16), declined_reason="Ghi rõ lý do.")
    assert written().pk


@pytest.mark.parametrize(
    "fault",
    [
        {"signed_by": None, "issued_at": hanoi(20, 16)},
        {"content": {"reason": WORDS["reason"]}},
        {"content": {"reappointed_at": WORDS["reappointed_at"]}},
        {"content": WORDS | {"reason": ""}},
        {"content": WORDS | {"reappointed_at": ""}},
        {"declined_at": hanoi(20, 16)},
    ],
    ids=["unsigned", "no time", "no reason", "empty reason", "empty time", "declined"],
)
def test_what_is_issued_is_signed_and_says_why_and_when(written, dung, fault):
    with pytest.raises(IntegrityError, match="apology_"):
        written(**{"signed_by": dung} | fault)


def test_nobody_signs_the_slip_that_he_drafted(written, dung):
    with pytest.raises(IntegrityError, match="slip_not_signed_by_its_drafter"):
        written(signed_by=dung, drafted_by=dung)


def test_the_clock_drafts_apologies_only(written):
    with pytest.raises(IntegrityError, match="only_some_slips_are_drafted_by_the_clock"):
        written(kind=SlipKind.SUPPLEMENT, drafted_by=None)
