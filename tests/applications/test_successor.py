"""A unit ends at the close of Sunday 22/03/2026: what it has not finished is its successor's from Monday on, as it stands."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from applications import actions, slips
from applications.actions.collecting import is_compared
from applications.errors import ChangedMeanwhile, NotTheSigner
from applications.models import Application, Correction, StateChange
from applications.notifications import tell_pending
from applications.reports.figures import Scope, figures
from applications.states import State
from applications.timeline import timeline_of
from civil_registry.copy_rows import copies_of_dossier
from civil_registry.models import CopyState, ExtractCopy, PrintRun, RegisterBook
from civil_registry.print_runs import ask_for_run, waiting_to_print
from civil_registry.succeeding import pass_on_books
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from portal.messaging.models import Ladder, OutgoingMessage
from portal.messaging.sms import MOST_PARTS, sms_parts
from portal.messaging.succeeding import pass_on_ladders
from portal.offices.choosing import NoSuccessor, choose_successor
from tests import calendars, factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MONDAY = hanoi(23, 0, 1)
ACT = "1656/NQ-UBTVQH15"


@pytest.fixture
def clock(monkeypatch):
    """`clock(hanoi(23, 8))`."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def heir(office, other_office):
    return factories.succeeded(office, other_office)


@pytest.fixture
def minh(other_office):
    return factories.official("Phạm Đức Minh", other_office, Role.OFFICE_LEADER)


@pytest.fixture
def drawn_up(received, office, binh) -> Application:
    actions.draw_up(received.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    return actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 5))


@pytest.fixture
def issued(drawn_up, dung) -> Application:
    return actions.sign(drawn_up.pk, by=acting(dung), at=hanoi(20, 11))


def now_of(dossier: Application) -> Application:
    return Application.objects.select_related("office", "extract").get(pk=dossier.pk)


def test_code_clock_and_history_stay(received, office, heir):
    before, rows = now_of(received), list(received.history.values())
    assert actions.pass_on_ended(at=MONDAY) == 1
    moved = now_of(received)
    assert moved.office == heir
    stays = ("state", "ref", "dossier_code", "submitted_at", "received_at", "due_at", "promised_on", "due_why", "last_event_at")
    assert [getattr(moved, name) for name in stays] == [getattr(before, name) for name in stays]
    assert list(moved.history.values())[:-1] == rows
    change = moved.history.last()
    assert (change.verb, change.role, change.dossier_office, change.left_office) == (
        "pass_to_successor",
        "system",
        heir,
        office,
    )
    assert change.reason == f"Phường Hai Bà Trưng: Nhập vào phường Bạch Mai, từ 23/03/2026, NQ {ACT}."
    assert Entry.objects.filter(action="application.pass_to_successor", subject=f"application:{moved.ref}").exists()


def test_a_unit_keeps_its_dossiers_on_its_last_day(received, heir):
    assert actions.pass_on_ended(at=hanoi(22, 23, 59)) == 0
    assert now_of(received).office != heir


def test_twice_is_once(received, heir):
    assert [actions.pass_on_ended(at=MONDAY), actions.pass_on_ended(at=MONDAY)] == [1, 0]
    assert received.history.filter(verb="pass_to_successor").count() == 1


def test_a_quiet_minute_asks_two_queries(received, heir, django_assert_num_queries):
    with django_assert_num_queries(2):
        actions.pass_on_ended(at=hanoi(22, 12))


def test_a_page_of_the_former_unit_signs_nothing_any_more(drawn_up, heir, dung):
    """Whoever comes first holds the row; what was open still is read anew."""
    seen = now_of(drawn_up).version
    actions.pass_on_ended(at=MONDAY)
    with pytest.raises(ChangedMeanwhile):
        actions.sign(drawn_up.pk, by=acting(dung), at=MONDAY, seen_version=seen)
    with pytest.raises(NotTheSigner):
        actions.sign(drawn_up.pk, by=acting(dung), at=MONDAY)


def test_the_successors_desk_finds_it_in_its_queue_and_may_work_on_it(client_of, chi, received, heir):
    actions.pass_on_ended(at=MONDAY)
    desk = client_of(chi)
    assert received.dossier_code in desk.get(reverse("desk:queue")).content.decode()
    page = desk.get(reverse("desk:dossier", args=[received.dossier_code])).content.decode()
    assert "Chuyển đơn vị kế thừa" in page
    assert now_of(received).assigned_to is None


def test_who_works_at_both_keeps_what_he_has_in_hand(received, binh, heir):
    Posting.objects.create(user=binh, office=heir, role=Role.CIVIL_STATUS_OFFICER, valid_from=date(2026, 3, 23))
    actions.pass_on_ended(at=MONDAY)
    assert now_of(received).assigned_to == binh


def test_a_draft_is_signed_and_numbered_by_the_successor(drawn_up, heir, minh):
    actions.pass_on_ended(at=MONDAY)
    copy = now_of(drawn_up).extract
    assert (copy.state, copy.office, copy.draft) == (CopyState.AWAITING_SIGNATURE, heir, None)
    signed = actions.sign(drawn_up.pk, by=acting(minh), at=hanoi(23, 8))
    assert (signed.extract.serial_text, signed.extract.office, signed.was_on_time) == ("1/2026/TLKS-BS", heir, False)


def test_a_refusal_waits_for_the_successors_leader(received, binh, heir, minh, client_of):
    slip = actions.propose_refusal(received.pk, reason="Không có sổ.", next_way="", by=acting(binh), at=hanoi(20, 10))
    slips.render_draft(slip.pk)
    actions.pass_on_ended(at=MONDAY)
    slip.refresh_from_db()
    assert (slip.office, slip.draft) == (heir, None)
    actions.sign_refusal(slip.pk, by=acting(minh), at=hanoi(23, 8))
    assert now_of(received).state == State.REFUSED


def test_a_signed_paper_stays_as_it_is_and_is_printed_by_the_successor(issued, office, heir, chi):
    actions.pass_on_ended(at=MONDAY)
    copy = now_of(issued).extract
    assert (copy.office, copy.serial_text, copy.passed_to) == (office, "1/2026/TLKS-BS", heir)
    assert list(waiting_to_print(heir)) == [copy]
    assert list(waiting_to_print(office)) == []
    assert issued.history.last().left_office is None  # it counts as resolved where it was signed
    run = ask_for_run(heir, [copy.pk], by=acting(chi), at=hanoi(23, 8))
    assert run.sheets.count() == 2


def test_sheets_that_are_not_back_yet_come_back_to_the_successor(issued, office, binh, heir):
    run = ask_for_run(office, [issued.extract_id], by=acting(binh), at=hanoi(20, 11, 30))
    actions.pass_on_ended(at=MONDAY)
    assert PrintRun.objects.get(pk=run.pk).office == heir
    assert {sheet.office for sheet in run.sheets.all()} == {heir}


def test_a_correction_nobody_decided_on_is_decided_on_there(issued, binh, heir, minh):
    proposed = actions.propose_correction(issued.pk, reason="Sai chữ đệm", by=acting(binh), at=hanoi(20, 15))
    Application.objects.filter(pk=issued.pk).update(state=State.DELIVERED, delivered_at=hanoi(21), received_at=hanoi(20))
    assert actions.pass_on_ended(at=MONDAY) == 1
    assert Correction.objects.get(pk=proposed.pk).office == heir
    again = actions.reissue(proposed.pk, by=acting(minh), at=hanoi(23, 9))
    assert again.extract.office == heir


def test_a_copy_that_was_cancelled_is_shown_there_beside_the_right_one(issued, binh, dung, heir):
    proposed = actions.propose_correction(issued.pk, reason="Sai chữ đệm", by=acting(binh), at=hanoi(20, 15))
    actions.reissue(proposed.pk, by=acting(dung), at=hanoi(20, 16))
    actions.pass_on_ended(at=MONDAY)
    shown = copies_of_dossier(issued.dossier_code, heir.pk)
    assert [(copy.serial, bool(copy.cancelled_at)) for copy in shown] == [("2/2026/TLKS-BS", False), ("1/2026/TLKS-BS", True)]


def test_what_is_finished_stays_where_it_was_done(filed, heir):
    actions.withdraw(filed.pk, reason="Đã có bản sao.", by=Actor("citizen"), at=hanoi(20, 12))
    assert actions.pass_on_ended(at=MONDAY) == 0


def test_the_citizen_is_told_that_nothing_changes_for_him(received, heir):
    actions.pass_on_ended(at=MONDAY)
    tell_pending(at=MONDAY)
    change = received.history.last()
    sms, mail = (OutgoingMessage.objects.get(idempotency_key=f"change:{change.pk}:{way}") for way in ("sms", "email"))
    assert "nay do phường Bạch Mai giải quyết tiếp. Mã và hạn không đổi" in sms.text
    assert sms_parts(sms.text) <= MOST_PARTS
    assert "Ủy ban nhân dân phường Bạch Mai" in mail.text
    event = timeline_of(now_of(received), received.history.all())[2]
    assert (event.label, event.place, event.extra) == (
        "Đã chuyển đến đơn vị kế thừa sau sắp xếp",
        "Ủy ban nhân dân phường Bạch Mai",
        "Mã hồ sơ và hạn giải quyết không đổi",
    )
    with translation.override("en"):
        assert timeline_of(now_of(received), received.history.all())[2].label.startswith("Passed to the successor")


def test_originals_that_were_compared_are_not_asked_for_again(received, heir):
    StateChange.of(received, "compare_originals", at=hanoi(20, 11), role="civil_status_officer", detail={"compared": []}).save()
    actions.pass_on_ended(at=MONDAY)
    assert is_compared(now_of(received))


@pytest.fixture
def divided(office, other_office):
    """Between Bạch Mai and Thanh Nhàn, and nobody can tell which part is the greater."""
    third = factories.office("Phường Thanh Nhàn")
    for part in (other_office, third):
        factories.succeeded(office, part, is_main=None)
    return third


def test_a_divided_unit_waits_until_the_department_chooses(received, office, divided, other_office, client_of, mai, huy, clock):
    assert actions.pass_on_ended(at=MONDAY) == 0
    clock(hanoi(23, 8))
    page = client_of(mai).get(reverse("reports:undecided")).content.decode()
    assert "1 hồ sơ chưa xong" in page
    assert "Quản trị của Sở chọn" in page
    choose = reverse("reports:choose_successor", args=[office.pk])
    assert client_of(mai).post(choose, {"heir": divided.pk}).status_code == 403
    admin = client_of(huy)
    assert "Chọn đơn vị tiếp nhận" in admin.post(choose, {"heir": "x"}, follow=True).content.decode()
    assert admin.post(choose, {"heir": factories.office("Phường Xa").pk}).status_code == 404
    assert "Hồ sơ, sổ chuyển trong vài phút" in admin.post(choose, {"heir": divided.pk}, follow=True).content.decode()
    assert actions.pass_on_ended(at=hanoi(23, 8, 1)) == 1
    assert now_of(received).office == divided
    assert "Không có đơn vị nào chờ chọn" in admin.get(reverse("reports:undecided")).content.decode()


def test_the_later_word_of_the_department_counts(received, office, divided, other_office, huy):
    for heir in (divided, other_office):
        choose_successor(office, heir, by=acting(huy), at=hanoi(23, 8))
    with pytest.raises(NoSuccessor):
        choose_successor(office, office, by=acting(huy), at=hanoi(23, 8))
    actions.pass_on_ended(at=hanoi(23, 9))
    assert now_of(received).office == other_office


def test_the_greater_part_takes_what_a_divided_unit_left(received, office, other_office):
    factories.succeeded(office, other_office)
    factories.succeeded(office, factories.office("Phường Thanh Nhàn"), is_main=False)
    assert actions.pass_on_ended(at=MONDAY) == 1
    assert now_of(received).office == other_office


def test_the_figures_of_both_units_balance(received, issued, office, heir):
    factories.submitted(office)
    actions.pass_on_ended(at=MONDAY)
    report = figures(Scope(date(2026, 3, 1), date(2026, 3, 23), hanoi(23, 12)), calendars.seeded())
    assert all(tally.is_balanced for tally in [report.total, *report.by_office.values()])
    assert (report.by_office[office.pk].pending, report.by_office[office.pk].passed_on) == (0, 1)
    assert (report.by_office[heir.pk].pending, report.by_office[heir.pk].passed_in) == (1, 1)
    assert sum(day.total for day in report.days) == 2  # citizens sent two


def test_books_letters_and_calls_go_along(received, office, heir):
    factories.birth_entry(office)
    ladder = {"subject_ref": "application:X", "code": "X", "person": "An", "subject": "Mời", "text": "…", "made_at": hanoi()}
    Ladder.objects.create(occasion="change:1", office=office, **ladder)
    assert (pass_on_books(date(2026, 3, 22)), pass_on_ladders(date(2026, 3, 22))) == (0, 0)
    assert (pass_on_books(date(2026, 3, 23)), pass_on_ladders(date(2026, 3, 23))) == (1, 1)
    assert RegisterBook.objects.get().holder == Ladder.objects.get().office == heir
    assert (pass_on_books(date(2026, 3, 23)), pass_on_ladders(date(2026, 3, 23))) == (0, 0)
    assert ExtractCopy.objects.count() == 0
