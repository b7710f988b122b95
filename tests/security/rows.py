"""Rows that give every address something to show, for the walk of all routes (test_routes.py)."""

from datetime import date, time
from uuid import uuid4

from applications import actions
from applications.models import FeePolicy
from applications.overviews.models import PunctualTarget
from applications.rollout import actions as rollout
from applications.rollout.models import Phase, PhaseUnit
from applications.statutory import actions as statutory
from applications.training import running as exercising
from applications.training import sandboxes as training
from applications.training.exercises import exercises
from applications.visits import actions as visits
from civil_registry.annotating import GroundPaper, annotate
from civil_registry.importing import running
from civil_registry.management.commands.load_forms import load_forms
from civil_registry.scans import attach_scan
from portal.accounts.actors import Actor
from portal.accounts.models import Role
from portal.difficulties import actions as difficulties
from portal.exchange import inbox, outgoing
from portal.exchange.content import Told
from portal.exchange.models import Partner
from portal.messaging import ladder
from portal.messaging.models import Ladder
from portal.messaging.press import print_letter
from portal.offices.models import CalendarException, CalendarVersion, OpeningHours
from portal.pages import actions as pages
from portal.pages.management.commands.load_pages import load_pages
from portal.reflections import actions as reflections
from portal.registrations import factor_resets, lists, postings
from portal.uploads import check
from postal.actions import (
    collecting,
    hand_overs,
    parcels,
    receipts,
    remitting,
    slips,
)
from tests import factories, pictures
from tests.factories import acting, hanoi
from tests.registrations.files import cells, list_file
from tests.registry.files import births, csv_file


def on_the_desk(office, an, binh, entry):
    """One waits for the signature, one for its refusal; a book is asked for, an absence entered."""
    waiting = factories.submitted(office, an, at=hanoi(17))
    actions.receive(waiting.pk, by=acting(binh), at=hanoi(17, 9, 40))
    actions.draw_up(waiting.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(17, 10))
    actions.send_for_signature(waiting.pk, by=acting(binh), at=hanoi(17, 10, 5))
    refused = factories.submitted(office, an, at=hanoi(17, 9, 30))
    actions.propose_refusal(refused.pk, reason="Không có trong Sổ.", next_way="", by=acting(binh), at=hanoi(17, 10, 0))
    load_forms()
    year = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
    actions.ask_for_book("copies", office_id=office.pk, **year, by=acting(binh), at=hanoi(18, 16))
    far = date(2099, 1, 5)
    days = {"first_on": far, "last_on": far, "substitute_id": None}
    actions.enter_absence(binh.pk, office_id=office.pk, **days, by=acting(binh), at=hanoi(18, 16))


def to_be_fetched(office, an, binh, dung, entry):
    """One lies at the desk with an appointment; no message of it arrives: a letter that came back, a call to make."""
    dossier = factories.submitted(office, an, at=hanoi(18), delivery_method="desk")
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(18, 9, 40))
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(18, 10))
    actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(18, 10, 5))
    actions.sign(dossier.pk, by=acting(dung), at=hanoi(18, 11, 5))
    actions.invite_to_collect(dossier.pk, by=acting(binh), at=hanoi(18, 12))
    visits.book(dossier.pk, on=date(2026, 3, 23), half="morning", by=acting(an), at=hanoi(18, 13))
    words = {"code": dossier.ref, "subject": "Mời đến nhận", "text": "Mời đến nhận.", "person": "An", "address": "Hà Nội"}
    about = {"occasion": "lost", "subject_ref": f"application:{dossier.ref}", "made_at": hanoi(18)}
    letter = ladder.climb(Ladder.objects.create(office=office, **about, **words), at=hanoi(18))
    print_letter(letter.pk)
    ladder.fail_letter(letter.pk, by=acting(binh), at=hanoi(19))


def dated_terms():
    FeePolicy.objects.create(procedure_code=factories.EXTRACT_COPY, valid_from=date(2099, 1, 1), fee_per_copy_vnd=8000)
    CalendarVersion.objects.create(number=1, at=hanoi(18, 8), what="Thêm ngày nghỉ")
    CalendarException.objects.create(on=date(2026, 11, 23), kind="swap_off", name_vi="Nghỉ hoán đổi", status="proposed")
    OpeningHours.objects.create(valid_from=date(2016, 1, 1), opens_at=time(8), closes_at=time(17))


def rolled_out(office, official):
    """A phase with the office, a photo of its notice, a course, a poster and the file of a phase."""
    about = {"name": "Đợt", "procedure_code": factories.EXTRACT_COPY, "online_level": 4}
    phase = Phase.objects.create(code="dot", planned_on=date(2026, 4, 1), made_at=hanoi(18), **about)
    unit, by = PhaseUnit.objects.create(phase=phase, office=office), acting(official)
    photo = check("bang-tin.jpg", pictures.photo())
    rollout.tell_notice(unit, posted_on=date(2026, 3, 18), place="Bảng tin", photo=photo, by=by, at=hanoi(18, 15))
    days = {"first_on": date(2026, 3, 18), "last_on": date(2026, 3, 18)}
    rollout.add_course(phase, title="Lớp", place="Hội trường", **days, by=by, at=hanoi(18, 15))
    rollout.ask_for_paper(office, "poster", by=by, at=hanoi(18, 15))
    rollout.ask_for_batch(phase, [office], "poster", by=by, at=hanoi(18, 15))


def money_on_its_way(office, parcel, official, worker):
    """One slip, one open item, a pad of receipts and an acknowledgement."""
    pad = {"form": "01BLP2-001", "series": "HN-26P", "first": 1, "last": 50, "holder_id": worker.pk}
    receipts.give_book(office, **pad, by=acting(official), at=hanoi(18, 8))
    collecting.collect(parcel.pk, amount_vnd=30000, by=acting(worker), at=hanoi(19, 9), key="a")
    about = {"office": office, "post_office": worker.postings.get().office, "is_postage": False, "holder_id": worker.pk}
    remitting.remit(**about, by=acting(worker), at=hanoi(19, 16), key="slip")
    slips.acknowledge_payment(parcel.application_id, by=acting(official), at=hanoi(19, 17))


def in_training(office, official):
    """A sandbox beside the office with one exercise begun."""
    span = {"valid_from": date(2017, 1, 1), "valid_to": date(2098, 12, 31)}
    FeePolicy.objects.create(procedure_code=factories.EXTRACT_COPY, fee_per_copy_vnd=8000, **span)
    posting = training.enter(office, official.postings.all(), by=acting(official), at=hanoi(18, 16))
    sandbox = training.current_sandbox(office)
    by = Actor(posting.role, official.pk, sandbox.office_id)
    exercising.start(exercises()["tiep-nhan"], sandbox, by=by, at=hanoi(18, 16))


def a_report(administrator):
    """One issued, one prepared."""
    month = {"period_kind": "month", "first_on": date(2026, 2, 1), "last_on": date(2026, 2, 28)}
    for form in ("ban-sao", "ii-06a"):
        about = month | {"as_of": hanoi(18), "units": "Thành phố", "by": acting(administrator), "at": hanoi(18)}
        report = statutory.prepare(form, **about)
    statutory.issue(report.pk, by=acting(administrator), at=hanoi(18, 17))
    days = {"first_on": date(2026, 3, 1), "last_on": date(2026, 3, 31)}
    PunctualTarget.objects.create(valid_from=date(2099, 1, 1), percent=98, minimum=30)
    statutory.ask_for_export(**days, by=acting(administrator), at=hanoi(18, 17))


def voices_of(official):
    """A difficulty with a file, a citizen's reflection, the pages the portal comes with, and a notice."""
    file = check("man-hinh.jpg", pictures.photo())
    told = {"kind": "technical", "subject": "Không mở được sổ", "text": "Trang trắng.", "files": [file]}
    difficulties.write(**told, by=acting(official), at=hanoi(18, 9))
    said = reflections.Words("late", "Chậm.", "Nguyễn Văn An", "0912345678")
    reflections.send(said, about=official.postings.first().office, key=uuid4(), by=Actor("citizen"), at=hanoi(18, 9))
    load_pages()
    made = pages.begin_page("news", "nghi-le", pages.Words("Nghỉ lễ", "Nghỉ."), by=acting(official), at=hanoi(18, 9))
    pages.publish(made.page_id, 1, by=acting(official), at=hanoi(18, 9))


def in_the_register(entry, office, binh):
    """A note that waits, a scan, a file that waits."""
    officer = acting(binh, Role.CIVIL_STATUS_OFFICER)
    ground = GroundPaper("court", "45/2019", "2019-06-12", "Tòa án nhân dân quận Hai Bà Trưng")
    said = {"matter": "other", "ground": ground, "values": {}, "text": "Ghi chú", "seen_version": 1}
    annotate(entry.pk, **said, by=officer, at=hanoi(18))
    attach_scan(entry.pk, file=check("trang.jpg", pictures.photo()), by=officer, at=hanoi(18))
    file = {"name": "so.csv", "content_type": "text/csv", "office": office, "kind": "birth"}
    running.upload(csv_file(births(1)), **file, by=officer, at=hanoi(18))


def partners_of():
    """One authority, a message each way."""
    partner = Partner.objects.create(code="CATP", name="Công an", transport="files", valid_from=date(2020, 1, 1))
    outgoing.queue("CATP", "thu", {}, "di:1", at=hanoi(18))
    inbox.take(partner, Told("den:1", "thu", {}), at=hanoi(18))


def accounts_of(office, binh):
    """A list that waits, a leader proposed, a lost telephone."""
    bao = factories.official("Cao Gia Bảo", office, Role.IT_OFFICER)
    lists.upload(list_file(cells()), name="ds.xlsx", allowed=None, by=acting(bao), at=hanoi(18))
    new = postings.NewPosting(factories.user("Mạc Lan").pk, office.pk, Role.OFFICE_LEADER, date(2026, 3, 20))
    postings.give(new, by=acting(bao), at=hanoi(18))
    factories.with_second_factor(binh)
    factor_resets.propose(binh.pk, reason="Mất điện thoại", by=acting(bao), at=hanoi(18))


def a_batch(office, dossier, official):
    batch = hand_overs.open_hand_over(office, by=acting(official), at=hanoi(18, 16))
    parcel = parcels.prepare_parcel(dossier.pk, by=acting(official), at=hanoi(18, 16))
    hand_overs.scan(batch.pk, parcel.number, by=acting(official), at=hanoi(18, 16, 1))
    return batch
