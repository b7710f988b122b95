"""A sitting: who may begin one, whose drafts it opens, and what is left when it ends."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.assisted import tasks
from applications.assisted.actions import end, take_over
from applications.assisted.models import KeptDraft, Sitting
from applications.catalogue import catalogue
from applications.models import Application, Attachment
from portal.accounts.actors import SYSTEM
from portal.accounts.models import Role
from portal.accounts.session import SEEN_KEY
from portal.audit.models import Entry
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def test_it_keeps_the_kind_of_paper_and_four_characters_of_its_number(desk, binh, office):
    answer = desk.sit_down()
    assert answer.headers["Location"] == reverse("assisted:home")
    sitting = desk.sitting()
    assert (sitting.official, sitting.office, sitting.shown, sitting.last_digits) == (binh, office, "cccd", "2345")
    assert Entry.objects.filter(action="sitting.begin", subject=f"sitting:{sitting.pk}").count() == 1


@pytest.mark.parametrize("changes", [{"last_digits": "001190012345"}, {"checked": ""}, {"shown": "x"}, {"last_digits": "' --"}])
def test_nobody_sits_down_without_a_paper_seen(desk, changes):
    assert desk.sit_down(**changes).status_code == 400
    assert not Sitting.objects.exists()


def test_it_offers_what_can_be_filed_and_begins_it_for_the_person(desk, binh):
    desk.sit_down()
    page = desk.client.get(reverse("assisted:home"))
    slugs = [procedure.slug for procedure in page.context["others"]]
    assert "dang-ky-khai-sinh" in slugs
    desk.client.post(reverse("applications:begin", args=["dang-ky-khai-sinh"]))
    draft = Application.objects.get()
    assert (draft.procedure_code, draft.helped_by, desk.sitting().application) == ("1.001193", binh, draft)
    assert desk.client.get(desk.url(draft, "requester")).status_code == 200


def test_what_can_be_filed_stands_in_the_order_of_the_catalogue(desk):
    desk.sit_down()
    offered = [procedure.slug for procedure in desk.client.get(reverse("assisted:home")).context["others"]]
    listed = [row.slug for _group, rows in catalogue().by_group() for row in rows]
    assert len(offered) > 9
    assert offered == [slug for slug in listed if slug in offered]


def test_an_official_has_one_sitting_at_a_time(desk):
    desk.sit_down()
    desk.sit_down()
    assert Sitting.objects.count() == 1


def test_the_pages_say_for_whom_and_by_whom(desk):
    draft = desk.draft_ready()
    page = desk.client.get(desk.url(draft, "subject")).content.decode()
    assert "NỘP HỘ: Nguyễn Thị Thùy Dương" in page
    assert "cán bộ Trần Thị Bình" in page
    assert "NỘP HỘ" in desk.client.get(reverse("desk:queue")).content.decode()


def test_nothing_of_the_officials_own_is_filled_in(desk, binh):
    binh.phone = "0987654321"
    binh.save()
    desk.sit_down()
    page = desk.client.get(desk.url(desk.begin(), "requester")).content.decode()
    assert "0987654321" not in page
    assert f'value="{binh.full_name}"' not in page
    assert 'autocomplete="name"' not in page


def test_own_drafts_of_the_official_are_not_opened_meanwhile(desk, binh):
    own = factories.draft(binh)
    desk.sit_down()
    assert desk.client.get(desk.url(own, "requester")).status_code == 404
    assert own.ref not in desk.client.get(reverse("applications:start")).content.decode()


def test_the_draft_is_nobodys_account_and_counts_as_come_to_the_desk(desk, binh):
    draft = desk.draft_ready()
    assert (draft.applicant, draft.device_hash, draft.helped_by, draft.channel) == (None, "", binh, "desk")


def test_every_page_is_kept_nowhere_and_leaves_by_itself_after_silence(desk, settings):
    answer = desk.client.get(desk.url(desk.draft_ready(), "requester"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Refresh"] == f"{settings.SITTING_MINUTES * 60 + 60}; url={reverse('assisted:home')}"


def test_one_key_ends_it_removes_the_draft_and_wipes_the_browser(desk):
    draft = desk.draft_ready()
    before = desk.client.session.session_key
    answer = desk.end()
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert not Attachment.objects.exists()
    assert desk.client.session.session_key != before
    assert "sitting" not in desk.client.session
    assert desk.client.get(reverse("desk:queue")).status_code == 200
    for step in ("requester", "check", "papers"):
        assert desk.client.get(desk.url(draft, step)).status_code == 404


def test_what_was_to_be_said_next_is_forgotten_too(desk):
    desk.draft_ready()
    desk.ask("nothing")
    desk.client.post(reverse("assisted:pair"), {"code": "000000"})
    desk.end()
    assert "Mã này không có" not in desk.client.get(reverse("assisted:home")).content.decode()


def test_it_ends_by_itself_after_silence(desk, clock):
    draft = desk.draft_ready()
    clock(hanoi() + timedelta(minutes=19))
    assert tasks.end_silent_sittings() == 0
    clock(hanoi() + timedelta(minutes=21))
    assert tasks.end_silent_sittings() == 1
    assert (desk.sitting().ended_how, Application.objects.filter(pk=draft.pk).exists()) == ("silence", False)
    answer = desk.client.get(desk.url(draft, "check"))
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (404, '"cache", "storage"')


def test_something_done_at_the_last_moment_keeps_it_open(desk):
    sitting = desk.draft_ready().sitting
    assert not end(sitting.pk, how="silence", silent_since=sitting.last_seen_at, by=SYSTEM, at=hanoi())
    assert end(sitting.pk, how="silence", silent_since=sitting.last_seen_at + timedelta(seconds=1), by=SYSTEM, at=hanoi())


def test_a_second_screen_of_the_same_browser_keeps_nobody_there(desk, clock):
    """One computer, two monitors: the window that faces the person asks again and again by itself."""
    desk.screen = desk.client
    desk.draft_ready()
    desk.pair()
    session = desk.client.session
    session[SEEN_KEY] = seen = int(time.time()) - 600
    session.save()
    clock(hanoi() + timedelta(minutes=21))
    assert "data-sitting-end" not in desk.look().content.decode()
    desk.client.get(reverse("assisted_screen:look"))
    assert desk.client.session[SEEN_KEY] == seen
    assert tasks.end_silent_sittings() == 1


def test_work_in_it_keeps_it_open(desk, clock):
    draft = desk.draft_ready()
    clock(hanoi() + timedelta(minutes=15))
    desk.client.get(desk.url(draft, "subject"))
    clock(hanoi() + timedelta(minutes=30))
    assert tasks.end_silent_sittings() == 0


def test_another_browser_of_the_official_opens_nothing_until_it_resumes(desk, client_of, binh):
    draft, other = desk.draft_ready(), client_of(binh)
    assert other.get(desk.url(draft, "check")).status_code == 404
    other.post(reverse("assisted:resume"))
    assert other.get(desk.url(draft, "check")).status_code == 200


def test_it_counts_no_more_when_the_role_is_over(desk, binh):
    draft = desk.draft_ready()
    binh.postings.update(valid_to=hanoi(19).date())
    factories.Posting.objects.create(
        user=binh, office=desk.sitting().office, role=Role.OFFICE_LEADER, valid_from=hanoi(1).date(), title_lines="CT"
    )
    assert desk.client.get(desk.url(draft, "check")).status_code == 404


@pytest.mark.parametrize("who", ["chi", "dung", "an", None])
def test_colleagues_other_offices_and_strangers_see_nothing(desk, client_of, client, request, who):
    draft = desk.draft_ready()
    browser = client_of(request.getfixturevalue(who)) if who else client
    assert browser.get(desk.url(draft, "check")).status_code == 404
    for name in ("ask", "pair", "signed", "keep"):
        assert browser.post(reverse(f"assisted:{name}")).status_code in {302, 403, 404}
    for name in ("filed", "sheet", "receipt"):
        assert browser.get(reverse(f"assisted:{name}")).status_code in {302, 403, 404}
    assert Application.objects.get(pk=draft.pk).saved_at == draft.saved_at


def test_a_colleague_at_the_same_desk_has_no_part_in_it(desk, client_of, office):
    draft = desk.draft_ready()
    colleague = client_of(factories.official("Mai Văn Tám", office, Role.RECEPTION_OFFICER))
    assert colleague.get(desk.url(draft, "check")).status_code == 404
    colleague.post(reverse("assisted:end"))
    assert desk.sitting().ended_at is None


def test_the_database_knows_no_second_open_sitting_and_no_end_without_a_how(desk, binh, office):
    desk.sit_down()
    about = {"office": office, "official": binh, "started_at": hanoi(), "last_seen_at": hanoi()}
    for wrong in ({}, {"ended_at": hanoi()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sitting.objects.create(**about, **wrong)


def test_a_draft_is_taken_home_with_a_code_and_goes_on_there(desk, client):
    draft = desk.draft_ready()
    slip = desk.client.post(reverse("assisted:keep"))
    assert slip.context["code"] in slip.content.decode()
    desk.end()
    assert desk.client.get(desk.url(draft, "check")).status_code == 404
    typed = {"ref": draft.ref.lower(), "code": slip.context["code"]}
    answer = client.post(reverse("assisted_screen:take_over"), typed)
    assert answer.status_code == 302
    assert client.get(desk.url(draft, "check")).status_code == 200
    draft.refresh_from_db()
    assert (draft.channel, draft.helped_by, KeptDraft.objects.count()) == ("online", None, 0)


def test_a_kept_draft_is_taken_over_once(desk):
    draft = desk.draft_ready()
    desk.client.post(reverse("assisted:keep"))
    desk.end()
    assert take_over(draft, device_hash="first", at=hanoi()).device_hash == "first"
    assert take_over(draft, device_hash="second", at=hanoi()) is None
    draft.refresh_from_db()
    assert draft.device_hash == "first"


def test_a_wrong_code_opens_no_draft_and_is_not_tried_for_ever(desk, client):
    draft = desk.draft_ready()
    desk.client.post(reverse("assisted:keep"))
    desk.end()
    answers = [client.post(reverse("assisted_screen:take_over"), {"ref": draft.ref, "code": "AAAA AAAA"}) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {400}
    assert "quá nhiều lần" in answers[-1].content.decode()


def test_the_desk_page_counts_sittings_and_filings_by_day(desk):
    draft = desk.confirmed()
    desk.file_it(draft)
    desk.end()
    desk.sit_down()
    days = desk.client.get(reverse("assisted:home")).context["days"]
    assert [(day.sittings, day.filed) for day in days] == [(2, 1)]
