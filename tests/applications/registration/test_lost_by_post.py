"""An original that the post lost before its person had it: the same paper once more, in an envelope of its own."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.notifications import messages_about
from applications.states import State
from civil_registry.models import CopyState
from civil_registry.print_runs import ask_for_run, waiting_to_print
from postal.actions import confirming, delivery, hand_overs, parcels
from postal.models import Parcel, ParcelState, PostalAgreement
from tests.applications.filing.conftest import DELIVERY
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.applications.registration.test_by_post import compare
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(registering, open_office, desk, binh, tu) -> Parcel:
    """Printed, handed to Tú's post office on Friday afternoon, and lost by it on Monday."""
    post_office = tu.postings.get().office
    PostalAgreement.objects.create(
        office=open_office, post_office=post_office, signed_on=hanoi().date(), pickup_times="10:00 và 16:00"
    )
    received = desk.receive(registering.filed(SLUG, open_office, BIRTH, delivery=DELIVERY))
    compare(desk, received)
    signed = desk.sign(received)
    ask_for_run(open_office, [signed.extract_id], by=acting(binh), at=hanoi(20, 11))
    parcel = parcels.prepare_parcel(signed.pk, by=acting(binh), at=hanoi(20, 15))
    batch = hand_overs.open_hand_over(open_office, by=acting(binh), at=hanoi(20, 16))
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 20))
    return delivery.lose(parcel.pk, note="Xe thư cháy", key="l", by=acting(tu), at=hanoi(23, 9))


def replace(lost, desk):
    told = {"choice": "replace", "reason": "Bưu điện xác nhận mất."}
    answer = desk.official.post(reverse("postal:decision", args=[lost.number]), told, follow=True)
    lost.refresh_from_db()
    lost.application.refresh_from_db()
    return answer.content.decode()


def test_it_waits_to_be_printed_once_more_with_its_number_and_leaves_again(lost, open_office, desk, binh):
    serial, signed_on = lost.application.extract.serial_text, lost.application.resolved_at
    page, dossier = replace(lost, desk), lost.application
    assert reverse("registry_desk:print_tray") in page
    assert (lost.state, dossier.state, dossier.resolved_at) == (ParcelState.REPLACED, State.ISSUED, signed_on)
    assert (dossier.extract.state, dossier.extract.serial_text) == (CopyState.SIGNED, serial)
    assert list(waiting_to_print(open_office)) == [dossier.extract]
    assert list(parcels.without_parcel(open_office)) == [dossier]
    second = parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(24, 9))
    assert (second.number != lost.number, second.collect_vnd) == (True, lost.collect_vnd)


@pytest.mark.parametrize(("language", "words"), [("vi", "in lại với số như cũ"), ("en", "prints it once more")])
def test_its_person_is_told_that_it_comes_once_more(lost, desk, language, words):
    Application.objects.filter(pk=lost.application_id).update(language=language)
    replace(lost, desk)
    change = lost.application.history.select_related("application__office").get(verb="reprint_lost")
    assert words in messages_about(change, at=hanoi(24, 9))[0].text
