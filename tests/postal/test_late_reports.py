"""Results written on a lost line: counted from when they happened, shown with when they came."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from portal.audit.models import Entry
from postal.late_reports import told_by_phone
from postal.models import LedgerEntry, Parcel, ParcelEvent
from tests.factories import hanoi

NOW, TAKEN = hanoi(23, 11), hanoi(20, 16, 21)
HOUR = timedelta(hours=1)


def ms(moment) -> str:
    return str(round(moment.timestamp() * 1000))


def told(happened, sent=NOW):
    return told_by_phone(ms(happened), ms(sent), now=NOW, not_before=TAKEN)


@pytest.mark.pure
def test_a_result_counts_from_when_it_was_written():
    assert (told(NOW - HOUR).at, told(NOW - HOUR).arrived_at) == (NOW - HOUR, NOW)


@pytest.mark.pure
@pytest.mark.parametrize("skew", [timedelta(hours=7), -timedelta(days=400), timedelta(seconds=90)])
def test_a_wrong_clock_does_no_harm(skew):
    found = told(NOW - HOUR + skew, sent=NOW + skew)
    assert (found.at, found.skew_seconds) == (NOW - HOUR, skew.total_seconds())


@pytest.mark.pure
def test_what_is_sent_at_once_is_not_late():
    assert told(NOW - timedelta(seconds=5)).arrived_at is None
    assert told(NOW - timedelta(seconds=5)).at == NOW


@pytest.mark.pure
@pytest.mark.parametrize("happened", [NOW + HOUR, TAKEN - HOUR, TAKEN - timedelta(days=900)])
def test_what_cannot_be_counts_from_when_it_came(happened):
    assert (told(happened).at, told(happened).arrived_at) == (NOW, None)


@pytest.mark.pure
@pytest.mark.parametrize("typed", ["", "-1", "1e9", "nay", "9" * 15, "9" * 99, "٣", "99999999999999"])
def test_no_moment_at_all_is_now(typed):
    assert told_by_phone(typed, ms(NOW), now=NOW, not_before=TAKEN).at == NOW
    assert told_by_phone(ms(NOW), typed, now=NOW, not_before=TAKEN).at == NOW


@pytest.fixture
def report(client_of, tu, with_the_post):
    """Tú's phone sends what it wrote so long before; gives the envelope back."""
    parcel = with_the_post(1)[0]

    def send(what, waited, **about) -> Parcel:
        now = timezone.now()
        clock = {"happened_ms": ms(now - waited), "sent_ms": ms(now)}
        client_of(tu).post(reverse(f"postal:{what}", args=[parcel.number]), {"key": f"k-{what}"} | about | clock)
        return Parcel.objects.get(pk=parcel.pk)

    return send


@pytest.mark.django_db
def test_a_late_delivery_is_of_the_moment_it_happened(report):
    parcel = report("delivered", 3 * HOUR, who="self", collected="42000")
    event = parcel.events.get(kind="delivered")
    assert abs(timezone.now() - 3 * HOUR - event.at) < timedelta(minutes=1)
    assert parcel.delivered_at == event.at == Application.objects.get().delivered_at
    assert set(LedgerEntry.objects.filter(kind="collected").values_list("at", flat=True)) == {event.at}
    assert abs(timezone.now() - event.arrived_at) < timedelta(minutes=1)


@pytest.mark.django_db
def test_both_moments_are_shown_and_the_lateness_is_evidence(report, client_of, tu):
    parcel = report("failed", 3 * HOUR, reason="absent")
    page = client_of(tu).get(reverse("postal:parcel", args=[parcel.number])).content.decode()
    assert "(máy gửi về" in page
    assert Entry.objects.get(action="parcel.told_late").detail["late_seconds"] == 10800


@pytest.mark.django_db
def test_what_comes_at_once_has_one_moment(report):
    assert report("failed", timedelta(seconds=4), reason="absent").events.get(kind="failed").arrived_at is None


@pytest.mark.django_db
def test_the_database_knows_no_report_that_came_before_it_happened(report):
    event = report("failed", 3 * HOUR, reason="absent").events.get(kind="failed")
    with pytest.raises(IntegrityError), transaction.atomic():
        ParcelEvent.objects.filter(pk=event.pk).update(arrived_at=event.at - HOUR)
