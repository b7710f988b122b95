"""C20: a dossier that is done is rated once, for some days changeable; who rated what is shown to nobody."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications import actions
from applications.notifications import messages_about
from applications.ratings.actions import TooLateToChange, rate
from applications.ratings.masking import masked
from applications.ratings.models import Rating
from applications.reports.satisfaction import satisfaction
from applications.reports.scope import Scope
from portal.accounts.actors import CITIZEN, Actor
from portal.audit.models import Entry
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MARCH = Scope(date(2026, 3, 1), date(2026, 3, 31), hanoi(31, 23))


@pytest.fixture
def refused(years, office, an, binh, dung):
    application = factories.submitted(office, an)
    slip = actions.propose_refusal(application.pk, reason="Không có trong sổ.", next_way="", by=acting(binh), at=hanoi(20, 10))
    actions.sign_refusal(slip.pk, by=acting(dung), at=hanoi(20, 11))
    application.refresh_from_db()
    return application


@pytest.fixture
def clock(monkeypatch):
    moments = [hanoi(21, 9)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


def page(application) -> str:
    return reverse("ratings:rate", args=[application.ref])


RATED_AT = hanoi(21, 9)


def say(application, grade=3, *, at=RATED_AT, words=""):
    return rate(application.pk, grade=grade, points={}, words=words, by=Actor(CITIZEN), at=at)


def test_a_citizen_rates_what_is_done(client_of, an, refused, clock):
    answer = client_of(an).post(page(refused), {"grade": "4", "attitude": "2", "words": "Nhanh."}, follow=True)
    assert "Đã ghi nhận đánh giá" in answer.content.decode()
    rating = Rating.objects.get()
    assert (rating.grade, rating.points, rating.words, rating.office) == (4, {"attitude": 2}, "Nhanh.", refused.office)


def test_the_follow_page_and_the_last_letter_lead_to_it(client_of, an, refused):
    timeline = client_of(an).get(reverse("applications:timeline", args=[refused.ref])).content.decode()
    assert f'href="{page(refused)}"' in timeline


def test_without_a_grade_it_is_asked_for_and_the_words_are_kept(client_of, an, refused, clock):
    answer = client_of(an).post(page(refused), {"words": "Nhanh."})
    assert answer.status_code == 400
    assert "Chọn một mức trong bốn mức" in answer.content.decode()
    assert "Nhanh." in answer.content.decode()


def test_more_than_500_characters_are_too_many(client_of, an, refused, clock):
    answer = client_of(an).post(page(refused), {"grade": "4", "words": "a" * 501})
    assert "Dài quá 500 ký tự" in answer.content.decode()


def test_a_stranger_cannot_rate_it(client_of, refused):
    assert client_of(factories.user("Người Khác")).post(page(refused), {"grade": "1"}).status_code == 404


def test_what_is_under_way_is_not_rated(client_of, an, years, office):
    application = factories.submitted(office, an)
    assert client_of(an).post(page(application), {"grade": "4"}).status_code == 302
    assert not Rating.objects.exists()


def test_a_second_click_changes_nothing_and_a_change_of_mind_is_kept_beside_the_first(refused):
    say(refused, 4)
    say(refused, 4, at=hanoi(21, 9, 1))
    say(refused, 2, at=hanoi(22))
    assert list(Rating.objects.order_by("pk").values_list("grade", "replaced_at")) == [(4, hanoi(22)), (2, None)]


def test_after_the_days_for_changing_it_stays(client_of, an, refused, clock):
    say(refused, 4)
    late = hanoi(21, 9) + timedelta(days=settings.RATING_CHANGE_DAYS)
    with pytest.raises(TooLateToChange):
        say(refused, 1, at=late)
    clock(late)
    assert "Đã hết thời gian sửa đánh giá" in client_of(an).get(page(refused)).content.decode()


def test_the_database_keeps_one_for_a_dossier(refused):
    first = say(refused)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_a_figure_asked_for_again_is_the_same(refused):
    say(refused, 4)
    say(refused, 1, at=hanoi(25))
    before = Scope(MARCH.first_on, MARCH.last_on, hanoi(24))
    assert (satisfaction(before).total.content, satisfaction(MARCH).total.content) == (1, 0)
    assert satisfaction(Scope(date(2026, 3, 22), date(2026, 3, 31), hanoi(31))).total.rated == 0


def test_the_evidence_does_not_say_what_was_said(refused):
    say(refused, 1, words="Chậm.")
    entry = Entry.objects.get(action="rating.given")
    assert "Chậm" not in str(entry.detail)
    assert "grade" not in str(entry.detail)


def test_leader_and_department_read_the_words_without_the_person(client_of, dung, mai, binh, refused, clock):
    say(refused, 1, words=f"Tôi là {refused.requester_name}, số 0912 345 678, hồ sơ {refused.ref}: chậm.", at=hanoi(21, 8))
    clock(hanoi(21, 10))
    for person, name in ((dung, "voices:office"), (mai, "voices:city")):
        shown = client_of(person).get(reverse(name), {"ky": "thang-nay"}).content.decode()
        assert "chậm." in shown
        for hidden in (refused.requester_name, "0912", refused.ref):
            assert hidden not in shown
    assert client_of(binh).get(reverse("voices:office")).status_code in {302, 403, 404}


def test_a_leader_reads_of_his_own_office_only(client_of, other_office, refused, clock):
    say(refused, 1, words="Chậm quá.", at=hanoi(21, 8))
    leader = factories.official("Lê Văn Khác", other_office, "office_leader")
    assert "Chậm quá." not in client_of(leader).get(reverse("voices:office")).content.decode()


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("gọi 0912.345.678 hay 024 3825 1234", "gọi ••• hay •••"),
        ("viết cho an.nguyen@hotich.example nhé", "viết cho ••• nhé"),
        ("căn cước 001090012345", "căn cước •••"),
        ("chờ 15 phút, 3 lần", "chờ 15 phút, 3 lần"),
    ],
)
def test_numbers_and_addresses_are_masked(years, office, words, left):
    assert masked(words, factories.submitted(office)) == left


def test_the_page_is_there_in_english(client_of, an, refused):
    shown = client_of(an).get("/en" + page(refused)).content.decode()
    assert "Very satisfied" in shown
    assert "hài lòng" not in shown


def test_the_last_letter_tells_of_it(refused):
    refused.requester_email = "an@hotich.example"
    change = refused.history.get(verb="refuse")
    change.application = refused

    [*_sms, mail] = messages_about(change, at=hanoi(20, 11))
    assert "đánh giá" in mail.text
