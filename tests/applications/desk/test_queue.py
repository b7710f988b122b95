"""R1: the queue of one's own office, by what runs out first."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.chips import deadline_chip
from applications.errors import ChangedMeanwhile
from applications.models import Application
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
QUEUE = "/mot-cua/"


def test_the_queue_shows_the_office_s_dossiers_and_no_other_s(years, office, other_office, binh, client_of):
    mine, foreign = factories.submitted(office), factories.submitted(other_office)
    page = client_of(binh).get(QUEUE).content.decode()
    assert mine.ref in page
    assert foreign.ref not in page


def test_a_name_is_found_without_tone_marks(years, office, binh, client_of):
    found = factories.submitted(office)
    other = factories.submitted(office, subject_name="Lý Thị Hoa", search_text="ly thi hoa")
    page = client_of(binh).post(QUEUE, {"q": "thuy duong"}, follow=True).content.decode()
    assert found.ref in page
    assert other.ref not in page


def test_a_personal_id_is_found_whole_only(years, office, binh, client_of):
    found = factories.submitted(office)
    client = client_of(binh)
    assert found.ref in client.post(QUEUE, {"q": "001190012345"}, follow=True).content.decode()
    assert found.ref not in client.post(QUEUE, {"q": "00119001234"}, follow=True).content.decode()


def test_what_was_looked_for_stands_in_no_address(years, office, binh, client_of):
    factories.submitted(office)
    client = client_of(binh)
    first = client.post(QUEUE, {"q": "thuy duong", "xem": "tat-ca"})
    second = client.post(QUEUE, {"q": "001190012345"})
    assert "duong" not in first.url
    assert "001190012345" not in second.url
    assert client.get(first.url).context["filters"].query == "thuy duong"  # two pages open side by side
    assert client.get(second.url).context["filters"].query == "001190012345"
    assert client.get(QUEUE, {"q": "thuy duong"}).context["filters"].query == ""


def test_only_the_last_searches_are_kept(years, office, binh, client_of):
    client = client_of(binh)
    addresses = [client.post(QUEUE, {"q": f"lan {number}"}).url for number in range(12)]
    assert [client.get(address).context["filters"].query for address in addresses][1:4] == ["", "lan 2", "lan 3"]


def test_the_number_of_queries_does_not_grow_with_the_queue(years, office, binh, client_of, django_assert_max_num_queries):
    client = client_of(binh)
    for _ in range(3):
        factories.submitted(office)
    with django_assert_max_num_queries(20) as few:
        client.get(QUEUE)
    for _ in range(12):
        factories.submitted(office)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(QUEUE)


@pytest.mark.parametrize(("hour", "questions"), [(9, 7), (16, 9)])
def test_the_queue_asks_seven_questions_and_two_late_in_the_day(
    hour, questions, years, office, binh, client_of, django_assert_num_queries, monkeypatch
):
    """Session, person, roles with the second factor, calendar's stamp, rows, numbers, colleagues; then for the forecast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, hour))
    client = client_of(binh)
    client.get(QUEUE)
    with django_assert_num_queries(questions):
        client.get(QUEUE)


def test_a_name_with_marks_of_html_is_shown_as_typed(years, office, binh, client_of):
    factories.submitted(office, subject_name="<b>An & Bình</b>", requester_name='Lê "Cúc"')
    page = client_of(binh).get(QUEUE).content.decode()
    assert "<b>&lt;b&gt;An &amp; Bình&lt;/b&gt;</b><small>Người nộp: Lê &quot;Cúc&quot;" in page


def test_pages_follow_one_another_without_gap_or_double(years, office, binh, client_of):
    refs = [factories.submitted(office, at=hanoi(20, 8) + timedelta(seconds=number)).ref for number in range(53)]
    client = client_of(binh)
    first = client.get(QUEUE, {"xem": "tat-ca"})
    second = client.get(QUEUE + first.context["next_url"])
    seen = [row.code for page in (first, second) for _name, rows in page.context["groups"] for row in rows]
    assert sorted(seen) == sorted(refs)


@pytest.mark.parametrize("cursor", ["x", "%%%", "W10=", "bnVsbA==", "eyJhIjoxfQ=="])
def test_a_cursor_that_cannot_be_read_is_the_first_page(cursor, years, office, binh, client_of):
    found = factories.submitted(office)
    assert found.ref in client_of(binh).get(QUEUE, {"sau": cursor}).content.decode()


def test_the_stuck_ones_can_be_listed(years, office, binh, client_of):
    stuck, worked_on = factories.submitted(office), factories.submitted(office)
    actions.take(worked_on.pk, by=acting(binh), at=hanoi(20, 15))
    with mock.patch.object(timezone, "now", return_value=hanoi(20, 16)):
        page = client_of(binh).get(QUEUE, {"xem": "u-dong"}).content.decode()
    assert stuck.ref in page
    assert worked_on.ref not in page


def test_the_next_dossier_is_taken_once(years, office, binh, client_of):
    first = factories.submitted(office, at=hanoi(20, 8, 30))
    answer = client_of(binh).post(reverse("desk:take_next"))
    first.refresh_from_db()
    assert first.assigned_to == binh
    assert answer.url == reverse("desk:dossier", args=[first.code])


def test_a_dossier_a_colleague_has_is_not_taken(years, office, binh):
    taken = factories.submitted(office)
    actions.take(taken.pk, by=acting(binh), at=hanoi())
    colleague = factories.official("Lê Thu Hà", office, "reception_officer")
    with pytest.raises(ChangedMeanwhile):
        actions.take(taken.pk, by=acting(colleague), at=hanoi())


@pytest.mark.parametrize(
    ("state", "now", "words", "css"),
    [
        ("submitted", hanoi(20, 15, 24), "Còn 1 giờ 36 phút", "today"),
        ("received", hanoi(20, 19, 0), "Quá hạn 2 giờ", "over"),
        ("received", hanoi(22, 17, 0), "Quá hạn 2 ngày", "over"),
        ("received", hanoi(19, 9, 0), "Thứ Sáu 20/03", "next"),
        ("supplement_requested", hanoi(22), "Chờ bổ sung", "hold"),
    ],
)
def test_the_chip_says_what_is_left(state, now, words, css):
    due_at = hanoi(20, 17, 0)
    due_on = timezone.localdate(due_at)
    chip = deadline_chip(state=state, due_at=due_at, due_on=due_on, resolved_at=None, now=now)
    assert (chip.text, chip.css) == (words, css)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (hanoi(23, 9, 59), "Quá hạn · hẹn lại 10:00 thứ Ba 24/03"),
        (hanoi(24, 10, 0), "Quá hạn · hẹn lại 10:00 thứ Ba 24/03"),
        (hanoi(24, 17, 1), "Quá hạn 4 ngày · lỡ cả hẹn lại"),
        (hanoi(20, 16, 0), "Còn 1 giờ"),
    ],
)
def test_the_chip_of_what_was_apologised_for_says_the_new_time(now, words):
    due_at = hanoi(20, 17, 0)
    moments = {"due_at": due_at, "due_on": timezone.localdate(due_at), "reappointed_at": hanoi(24, 10, 0)}
    assert deadline_chip(state="received", resolved_at=None, now=now, **moments).text == words


def test_the_queue_shows_the_new_time_without_a_query_more(
    years, office, binh, client_of, monkeypatch, django_assert_num_queries
):
    dossiers = [factories.submitted(office) for _ in range(2)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(23, 9, 0))
    client = client_of(binh)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as before:
        assert "hẹn lại" not in client.get(QUEUE).content.decode()
    Application.objects.filter(pk__in=[d.pk for d in dossiers]).update(reappointed_at=hanoi(24, 10, 0))
    with django_assert_num_queries(len(before)):
        page = client.get(QUEUE).content.decode()
    assert page.count("Quá hạn · hẹn lại 10:00 thứ Ba 24/03") == 2


def test_a_citizen_and_the_post_have_no_queue(years, an, tu, client_of):
    assert client_of(an).get(QUEUE).status_code == 403
    assert client_of(tu).get(QUEUE).status_code == 403
