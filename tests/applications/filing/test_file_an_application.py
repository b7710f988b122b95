"""The five steps through the front door, and the filing at their end."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions
from applications.errors import ChangedMeanwhile, OfficeClosed
from applications.models import Application, FeePolicy
from applications.procedures import procedure_for
from applications.states import State
from applications.views import check
from applications.views import filing as steps
from portal.accounts.actors import CITIZEN, Actor
from portal.background import without_nudges
from portal.offices.models import ServiceActivation
from portal.offices.reference import EXTRACT_COPY
from tests.applications.filing.conftest import DELIVERY, REQUESTER, SUBJECT
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def test_five_steps_make_an_application_with_its_promise_and_money(filing, dong_mac, city):
    draft = filing.ready(dong_mac)
    answer = filing.file(draft)

    assert answer.status_code == 302
    assert answer.url == reverse("applications:filed", args=[draft.ref])
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert (draft.office, draft.registered_at) == (city, dong_mac)
    assert draft.registered_place == "Phường Đống Mác, quận Hai Bà Trưng"
    assert (draft.fee_vnd, draft.postage_vnd, draft.copies) == (16000, 26000, 2)
    assert draft.due_on.isoformat() == "2026-03-20"
    assert draft.subject_name == draft.requester_name == "Nguyễn Thị Thùy Dương"
    assert draft.subject_personal_id == "001190012345"
    assert "typed" not in draft.answers


def test_the_start_page_begins_with_the_kind_in_the_address(client, city):
    page = client.get(reverse("applications:start") + "?loai=ket-hon")
    assert page.context["form"]["kind"].value() == "marriage"


def test_starting_without_a_kind_says_what_to_do(client, city):
    page = client.post(reverse("applications:start"), {})
    assert page.status_code == 400
    assert "Chọn loại giấy tờ cần bản sao" in page.content.decode()
    assert not Application.objects.exists()


def test_each_step_leads_to_the_next(filing, dong_mac):
    draft = filing.begin()
    ways = [
        ("office", {"noi": dong_mac.pk}, "requester"),
        ("requester", REQUESTER, "subject"),
        ("subject", SUBJECT, "registration"),
        ("registration", {}, "papers"),
        ("delivery", DELIVERY, "check"),
    ]
    for step, data, following in ways:
        assert filing.post(draft, step, data).url == filing.url(draft, following)


def test_a_change_from_the_check_page_comes_back_to_it(filing, dong_mac):
    draft = filing.ready(dong_mac)
    answer = filing.client.post(filing.url(draft, "subject") + "?ve=kiem-tra", SUBJECT | {"copies": "3"})
    assert answer.url == filing.url(draft, "check")
    draft.refresh_from_db()
    assert draft.answers["subject"]["copies"] == 3


def test_resuming_opens_the_first_step_without_an_answer(filing, dong_mac):
    draft = filing.begin()
    filing.post(draft, "office", {"noi": dong_mac.pk})
    assert filing.client.get(reverse("applications:resume", args=[draft.ref])).url == filing.url(draft, "requester")


def test_a_draft_is_offered_again_on_the_start_page(filing, dong_mac):
    draft = filing.begin()
    assert draft.ref in filing.client.get(reverse("applications:start")).content.decode()


def test_a_discarded_draft_is_gone_with_its_photos(filing, dong_mac):
    draft = filing.ready(dong_mac)
    filing.client.post(reverse("applications:discard", args=[draft.ref]))
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_filing_without_the_declaration_is_refused(filing, dong_mac):
    draft = filing.ready(dong_mac)
    page = filing.file(draft, declared="")
    assert page.status_code == 400
    assert "Đánh dấu cam đoan để nộp hồ sơ" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_filing_with_a_paper_missing_names_the_paper(filing, dong_mac):
    draft = filing.ready(dong_mac)
    draft.attachments.filter(slot="id_back").update(removed_at=hanoi())
    page = filing.file(draft)
    assert page.status_code == 400
    assert "Mặt sau thẻ căn cước" in page.content.decode()


def test_filing_with_a_step_missing_names_the_step(filing, dong_mac):
    draft = filing.begin()
    filing.post(draft, "office", {"noi": dong_mac.pk})
    page = filing.file(draft)
    assert page.status_code == 400
    assert "Điền thông tin người yêu cầu" in page.content.decode()


def test_a_double_click_makes_one_application(filing, dong_mac):
    draft = filing.ready(dong_mac)
    form = filing.client.get(filing.url(draft, "check")).context["form"]
    data = {name: form[name].value() for name in ("key", "due_on", "seen")} | {"declared": "on"}
    first = filing.post(draft, "check", data)
    second = filing.post(draft, "check", data)
    assert first.url == second.url == reverse("applications:filed", args=[draft.ref])
    assert Application.objects.count() == 1
    assert draft.history.filter(verb="submit").count() == 1


def test_filing_asks_two_questions_and_writes_four_rows(filing, dong_mac, django_assert_num_queries):
    """The draft, its papers with the stamp; application, history, evidence, papers to keep; a savepoint around them."""
    draft = filing.ready(dong_mac)
    other = filing.ready(dong_mac)
    for_one, for_other = ({"declared": "on", "seen": each.saved_at.isoformat()} for each in (draft, other))
    filing.post(other, "check", for_other)  # what processes keep has been read
    with django_assert_num_queries(8), without_nudges():
        assert filing.post(draft, "check", for_one).status_code == 302


def test_who_filed_a_moment_later_gets_what_the_first_filed(filing, dong_mac):
    """Two requests have both read the draft; only then the first of them files."""
    draft, filed = filing.ready(dong_mac), {"as_read": None, "by": Actor(CITIZEN), "at": hanoi(20, 12)}
    read_by_both = Application.objects.get(pk=draft.pk)
    first = actions.submit(draft.pk, idempotency_key="k", **filed | {"as_read": read_by_both})
    second = actions.submit(draft.pk, idempotency_key="k", **filed | {"as_read": read_by_both})
    assert first.pk == second.pk
    assert draft.history.filter(verb="submit").count() == draft.filed_papers.filter(kind="receipt").count() == 1
    with pytest.raises(ChangedMeanwhile):
        actions.submit(draft.pk, idempotency_key="another", **filed | {"as_read": read_by_both})


def test_who_filed_a_moment_later_is_told_of_no_other_promise(filing, dong_mac):
    draft, filed = filing.ready(dong_mac), {"idempotency_key": "k", "by": Actor(CITIZEN)}
    read_by_both = Application.objects.get(pk=draft.pk)
    first = actions.submit(draft.pk, as_read=read_by_both, seen_due_on=date(2026, 3, 20), at=hanoi(20, 14, 59), **filed)
    second = actions.submit(draft.pk, as_read=read_by_both, seen_due_on=date(2026, 3, 20), at=hanoi(20, 15, 1), **filed)
    assert (second.pk, second.due_on) == (first.pk, date(2026, 3, 20))


def test_filing_writes_what_it_changes_and_nothing_else(filing, dong_mac):
    draft = filing.ready(dong_mac)
    read = Application.objects.get(pk=draft.pk)
    Application.objects.filter(pk=draft.pk).update(language="en")  # by another, whom the draft's own columns do not concern
    actions.submit(draft.pk, idempotency_key="k", as_read=read, by=Actor(CITIZEN), at=hanoi(20, 12))
    stored = Application.objects.get(pk=draft.pk)
    assert (stored.language, stored.state, stored.version) == ("en", State.SUBMITTED, read.version + 1)
    assert (stored.submitted_at, stored.runs_out_at) == (hanoi(20, 12), stored.due_at)


def test_a_draft_changed_since_it_was_read_is_read_again_under_its_lock(filing, dong_mac, clock):
    draft = filing.ready(dong_mac)
    actions.save_answers(draft.pk, "registration", {"forgotten": True}, at=hanoi(20, 11), registered_place="Sổ cũ")
    filed = actions.submit(draft.pk, idempotency_key="k", as_read=draft, by=Actor(CITIZEN), at=hanoi(20, 12))
    assert (filed.registered_place, draft.state) == ("Sổ cũ", State.DRAFT)


def test_back_after_filing_shows_the_confirmation(filing, dong_mac):
    draft = filing.ready(dong_mac)
    filing.file(draft)
    for step in ("office", "requester", "check"):
        assert filing.client.get(filing.url(draft, step)).url == reverse("applications:filed", args=[draft.ref])


def test_when_15_00_passes_while_reading_the_new_promise_is_shown_before_filing(filing, dong_mac, clock):
    draft = filing.ready(dong_mac)
    clock(hanoi(20, 14, 59))
    form = filing.client.get(filing.url(draft, "check")).context["form"]
    data = {name: form[name].value() for name in ("key", "due_on", "seen")} | {"declared": "on"}
    clock(hanoi(20, 15, 0, 1))
    page = filing.post(draft, "check", data)
    assert page.status_code == 409
    assert "thứ Hai 23/03/2026" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    shown = {name: page.context["form"][name].value() for name in ("key", "due_on", "seen")} | {"declared": "on"}
    assert filing.post(draft, "check", shown).status_code == 302


def test_answers_changed_in_another_window_are_shown_before_filing(filing, dong_mac, clock):
    draft = filing.ready(dong_mac)
    form = filing.client.get(filing.url(draft, "check")).context["form"]
    data = {name: form[name].value() for name in ("key", "due_on", "seen")} | {"declared": "on"}
    clock(hanoi(20, 9, 30))
    filing.post(draft, "subject", SUBJECT, copies="5")
    page = filing.post(draft, "check", data)
    assert page.status_code == 400
    assert "vừa được sửa ở một cửa sổ khác" in page.content.decode()


def test_a_year_without_a_calendar_keeps_the_draft_and_says_so(filing, dong_mac, clock):
    draft = filing.ready(dong_mac)
    clock(hanoi(4, 9, 0, month=1, year=2027))
    page = filing.file(draft)
    assert page.status_code == 409
    assert "lịch làm việc của ngày 04/01/2027 chưa được công bố" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert draft.answers["subject"]["copies"] == 2


def test_an_office_closed_since_it_was_chosen_takes_nothing_more(filing, dong_mac):
    draft = filing.ready(dong_mac)
    ServiceActivation.objects.filter(office=draft.office).update(valid_to=date(2026, 3, 19))
    page = filing.file(draft)
    assert page.status_code == 409
    assert "tạm dừng nhận hồ sơ trực tuyến" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_second_request_for_the_same_record_is_warned_about(filing, dong_mac):
    filing.file(filing.ready(dong_mac))
    again = filing.ready(dong_mac)
    page = filing.client.get(filing.url(again, "check")).content.decode()
    assert "đã có một hồ sơ cho cùng người" in page


def test_collecting_at_the_desk_costs_no_postage(filing, dong_mac):
    draft = filing.ready(dong_mac)
    filing.post(draft, "delivery", {"method": "desk"})
    filing.file(draft)
    draft.refresh_from_db()
    assert (draft.delivery_method, draft.postage_vnd) == ("desk", 0)


def test_filing_is_cheap(filing, dong_mac, django_assert_max_num_queries):
    draft = filing.ready(dong_mac)
    form = filing.client.get(filing.url(draft, "check")).context["form"]
    data = {name: form[name].value() for name in ("key", "due_on", "seen")} | {"declared": "on"}
    with django_assert_max_num_queries(14):
        assert filing.post(draft, "check", data).status_code == 302


def test_the_confirmation_tells_code_promise_and_money(filing, dong_mac):
    draft = filing.ready(dong_mac)
    page = filing.client.get(filing.file(draft).url).content.decode()
    assert f"{draft.ref[:4]}-{draft.ref[4:8]}-{draft.ref[8:]}" in page
    assert "42.000\u00a0đồng" in page
    assert "không yêu cầu chuyển khoản trước" in page


def test_a_half_filled_step_saves_itself(filing, dong_mac):
    draft = filing.begin()
    answer = filing.client.post(filing.url(draft, "requester"), {"full_name": "Nguyễn Thị"}, headers={"X-Autosave": "1"})
    assert answer.json() == {"saved": "09:22"}
    assert 'value="Nguyễn Thị"' in filing.client.get(filing.url(draft, "requester")).content.decode()


def test_without_a_fee_table_pages_open_and_nothing_is_filed(filing, dong_mac):
    FeePolicy.objects.all().delete()
    draft = filing.ready(dong_mac)
    assert filing.client.get(reverse("applications:start")).status_code == 200
    page = filing.file(draft)
    assert page.status_code == 409
    assert "Chưa có mức phí cho ngày hôm nay" in page.content.decode()


def test_another_kind_keeps_the_answers(filing, dong_mac):
    draft = filing.ready(dong_mac)
    answer = filing.client.post(filing.url(draft, "kind") + "?ve=kiem-tra", {"kind": "marriage"})
    assert answer.url == filing.url(draft, "check")
    draft.refresh_from_db()
    assert draft.kind == "marriage"
    assert draft.answers["subject"]["copies"] == 2


@pytest.mark.parametrize("kind", [kind.code for kind in procedure_for(EXTRACT_COPY).kinds])
def test_every_kind_can_be_filed(filing, dong_mac, kind):
    draft = filing.ready(dong_mac, kind)
    assert filing.client.get(filing.url(draft, "registration")).status_code == 200
    assert filing.file(draft).status_code == 302


def test_one_telephone_files_no_more_than_twenty_a_day(filing, dong_mac, monkeypatch):
    monkeypatch.setattr(check, "FILINGS", "2/d/key")
    assert [filing.file(filing.ready(dong_mac)).status_code for _ in range(2)] == [302, 302]
    third = filing.ready(dong_mac)
    page = filing.file(third)
    assert page.status_code == 409
    assert "đã nộp nhiều hồ sơ trong một ngày" in page.content.decode()
    third.refresh_from_db()
    assert third.state == "draft"


def not_now(*_args, **_filed):
    raise OfficeClosed


def test_what_could_not_be_filed_is_not_counted(filing, dong_mac, monkeypatch):
    monkeypatch.setattr(check, "FILINGS", "1/d/key")
    draft = filing.ready(dong_mac)
    with monkeypatch.context() as closed:
        closed.setattr(check.actions, "submit", not_now)
        assert filing.file(draft).status_code == 409
    assert filing.file(draft).status_code == 302


def test_while_the_cache_is_away_people_begin_and_file(filing, dong_mac, settings):
    """Nobody listens there: limits cannot be counted."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}
    draft = filing.ready(dong_mac)
    assert filing.file(draft).status_code == 302


def test_nobody_begins_drafts_without_end(filing, monkeypatch):
    monkeypatch.setattr(steps, "DRAFTS", "1/h/key")
    filing.begin("birth")
    before = Application.objects.count()
    filing.client.post(reverse("applications:start"), {"kind": "birth"})
    assert Application.objects.count() == before
