"""Nobody in: every route of the resolver, opened by everybody. New routes are walked without a word here.

The tables below name what is not walked or is shared on purpose; keep them short and say why.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from applications import actions
from applications.models import FeePolicy
from applications.overviews.models import PunctualTarget
from applications.rollout import actions as rollout
from applications.rollout.models import Phase, PhaseUnit
from applications.statutory import actions as statutory
from applications.training import running as exercising
from applications.training import sandboxes as training
from applications.training.exercises import exercises
from civil_registry.annotating import GroundPaper, annotate
from civil_registry.importing import running
from civil_registry.management.commands.load_forms import load_forms
from civil_registry.scans import attach_scan
from portal.accounts.actors import Actor
from portal.accounts.guards import ANY_ACCOUNT, CITIZEN, PUBLIC
from portal.accounts.models import Role
from portal.difficulties import actions as difficulties
from portal.offices.models import CalendarException, CalendarVersion, OpeningHours
from portal.pages import actions as pages
from portal.pages.management.commands.load_pages import load_pages
from portal.registrations import factor_resets, lists, postings
from portal.routes import Route, all_routes, samples_of_all_apps, url_of
from portal.uploads import check
from postal.actions import (
    collecting,
    complaining,
    confirming,
    correcting,
    differing,
    hand_overs,
    parcels,
    receipts,
    remitting,
    slips,
)
from postal.actions.labels import ask_for_labels
from postal.demo import carrier as carrier_of_the_demo
from postal.models import PostalAgreement
from postal.printing import render_record
from tests import factories, pictures
from tests.factories import acting, hanoi
from tests.registrations.files import cells, list_file
from tests.registry.files import births, csv_file
from tests.registry.papers import a_run

pytestmark = pytest.mark.django_db

ROUTES = [route for route in all_routes() if not route.is_admin]

# Routes whose arguments have no row in the world below yet.
WITHOUT_SAMPLE: set[str] = set()
# Routes with arguments that lead to the same thing for every office or citizen: places, kinds, statements, templates.
SHARED: set[str] = {"registry_desk:import_template", "public:service", "public:questions", "public:calendar"}
SHARED |= {f"registry_desk:{name}" for name in ("form", "form_preview", "form_sample", "correct_form")}  # of the whole city
SHARED |= {"difficulties:one"}  # of one unit, for all to read
# Of a course everybody sees the day; the people on its list are those of one's own units (tests/rollout/test_courses.py).
SHARED |= {f"rollout:{name}" for name in ("course", "tick", "add_attendee", "attendees_file")}
# GET that writes on purpose: an answer that must be kept, a look that is counted.
WRITES_ON_GET: set[str] = set()

REFUSED = {302, 403, 404, 405}
OPENED = {200, 202, 302, 303, 304, 400, 404, 405}
EVIDENCE = {"audit_entry", "django_session"}
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)', re.IGNORECASE)


@pytest.fixture
def world(years, office, other_office, an, binh, dung, tu, huy):
    """One dossier in each of the states that can be reached, all of Bình's office, all of An."""
    draft = factories.draft(an)
    factories.attached(draft, "id_front")
    factories.submitted(office, an)
    entry = factories.birth_entry(office)
    in_the_register(entry, office, binh)
    asked = factories.submitted(office, an, at=hanoi(19))
    actions.receive(asked.pk, by=acting(binh), at=hanoi(19, 9, 40))
    answered = factories.submitted(office, an, at=hanoi(17))
    actions.ask_for_supplement(answered.pk, items=["Ảnh"], reason="Mờ.", by=acting(binh), at=hanoi(17, 9, 40))
    actions.resubmit(answered.pk, answers={"round": 1, "items": []}, by=acting(an), at=hanoi(17, 10))
    issued = [factories.submitted(office, an, at=hanoi(18)) for _ in range(4)]
    for dossier in issued:
        actions.receive(dossier.pk, by=acting(binh), at=hanoi(18, 9, 40))
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(18, 10))
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(18, 10, 5))
        actions.sign(dossier.pk, by=acting(dung), at=hanoi(18, 11, 5))
    wrong = issued[-1]
    wrong.refresh_from_db()
    actions.propose_correction(wrong.pk, reason="Chép sai", by=acting(binh), at=hanoi(18, 13))
    a_run(office, binh, wrong.extract, printed=False)
    _on_the_desk(office, an, binh, entry)
    actions.start_draft(procedure_code="1.001193", kind="birth", at=hanoi(18), applicant_id=an.pk)
    _training(office, binh)
    post_office = tu.postings.get().office
    PostalAgreement.objects.create(office=office, post_office=post_office, signed_on=date(2025, 7, 1))
    at_the_post, to_confirm, _still_open = (_batch(office, dossier, binh) for dossier in issued[:3])
    for batch in (at_the_post, to_confirm):
        hand_overs.close(batch.pk, by=acting(binh), at=hanoi(18, 16, 10))
    differing.tell_extra(at_the_post.pk, "không có nhãn", why="Nằm dưới cùng.", by=acting(tu), at=hanoi(18, 16, 18))
    confirming.confirm(at_the_post.pk, by=acting(tu), at=hanoi(18, 16, 20))
    held = at_the_post.parcels.get()
    complaining.complain(held.pk, "other", words="Hỏi tin.", by=acting(binh), at=hanoi(18, 17))
    correcting.counter_record(at_the_post.pk, wrong="5 bản", right="4 bản", by=acting(binh), at=hanoi(18, 17))
    for batch in (at_the_post, to_confirm):
        render_record(batch.pk)
    _voices(binh)
    _calendar()
    factories.with_signing_key(dung)
    _money(office, held, binh, tu)
    carrier_of_the_demo.load(at=hanoi(18, 17))
    _rolled_out(office, binh)
    _accounts(office, binh)
    _reports(huy)
    ask_for_labels(office, list(to_confirm.parcels.select_related("office")), by=acting(binh), at=hanoi(18, 16))


def _on_the_desk(office, an, binh, entry):
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


def _calendar():
    FeePolicy.objects.create(procedure_code=factories.EXTRACT_COPY, valid_from=date(2099, 1, 1), fee_per_copy_vnd=8000)
    CalendarVersion.objects.create(number=1, at=hanoi(18, 8), what="Thêm ngày nghỉ")
    CalendarException.objects.create(on=date(2026, 11, 23), kind="swap_off", name_vi="Nghỉ hoán đổi", status="proposed")
    OpeningHours.objects.create(valid_from=date(2016, 1, 1), opens_at=time(8), closes_at=time(17))


def _rolled_out(office, official):
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


def _money(office, parcel, official, worker):
    """One slip, one open item, a pad of receipts and an acknowledgement."""
    pad = {"form": "01BLP2-001", "series": "HN-26P", "first": 1, "last": 50, "holder_id": worker.pk}
    receipts.give_book(office, **pad, by=acting(official), at=hanoi(18, 8))
    collecting.collect(parcel.pk, amount_vnd=30000, by=acting(worker), at=hanoi(19, 9), key="a")
    about = {"office": office, "post_office": worker.postings.get().office, "is_postage": False, "holder_id": worker.pk}
    remitting.remit(**about, by=acting(worker), at=hanoi(19, 16), key="slip")
    slips.acknowledge_payment(parcel.application_id, by=acting(official), at=hanoi(19, 17))


def _training(office, official):
    """A sandbox beside the office with one exercise begun."""
    span = {"valid_from": date(2017, 1, 1), "valid_to": date(2098, 12, 31)}
    FeePolicy.objects.create(procedure_code=factories.EXTRACT_COPY, fee_per_copy_vnd=8000, **span)
    posting = training.enter(office, official.postings.all(), by=acting(official), at=hanoi(18, 16))
    sandbox = training.current_sandbox(office)
    by = Actor(posting.role, official.pk, sandbox.office_id)
    exercising.start(exercises()["tiep-nhan"], sandbox, by=by, at=hanoi(18, 16))


def _reports(administrator):
    """One issued, one prepared."""
    month = {"period_kind": "month", "first_on": date(2026, 2, 1), "last_on": date(2026, 2, 28)}
    for form in ("ban-sao", "ii-06a"):
        about = month | {"as_of": hanoi(18), "units": "Thành phố", "by": acting(administrator), "at": hanoi(18)}
        report = statutory.prepare(form, **about)
    statutory.issue(report.pk, by=acting(administrator), at=hanoi(18, 17))
    days = {"first_on": date(2026, 3, 1), "last_on": date(2026, 3, 31)}
    PunctualTarget.objects.create(valid_from=date(2099, 1, 1), percent=98, minimum=30)
    statutory.ask_for_export(**days, by=acting(administrator), at=hanoi(18, 17))


def _voices(official):
    """A difficulty with a file, the pages the portal comes with, and a notice."""
    file = check("man-hinh.jpg", pictures.photo())
    told = {"kind": "technical", "subject": "Không mở được sổ", "text": "Trang trắng.", "files": [file]}
    difficulties.write(**told, by=acting(official), at=hanoi(18, 9))
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


def _accounts(office, binh):
    """A list that waits, a leader proposed, a lost telephone."""
    bao = factories.official("Cao Gia Bảo", office, Role.IT_OFFICER)
    lists.upload(list_file(cells()), name="ds.xlsx", allowed=None, by=acting(bao), at=hanoi(18))
    new = postings.NewPosting(factories.user("Mạc Lan").pk, office.pk, Role.OFFICE_LEADER, date(2026, 3, 20))
    postings.give(new, by=acting(bao), at=hanoi(18))
    factories.with_second_factor(binh)
    factor_resets.propose(binh.pk, reason="Mất điện thoại", by=acting(bao), at=hanoi(18))


def _batch(office, dossier, official):
    batch = hand_overs.open_hand_over(office, by=acting(official), at=hanoi(18, 16))
    parcel = parcels.prepare_parcel(dossier.pk, by=acting(official), at=hanoi(18, 16))
    hand_overs.scan(batch.pk, parcel.number, by=acting(official), at=hanoi(18, 16, 1))
    return batch


@pytest.fixture
def browser_of(client_of, an, binh, chi, dung, mai, huy, tu) -> Callable[[str], Client]:
    cast = {"an": an, "binh": binh, "chi": chi, "dung": dung, "mai": mai, "huy": huy, "tu": tu}

    def browser(name: str) -> Client:
        if name == "nobody":
            return Client(raise_request_exception=True)
        return client_of(cast.get(name) or factories.user("Đỗ Văn Người Khác"))

    return browser


ROLES_OF = {
    "nobody": set(),
    "an": {CITIZEN},
    "another citizen": {CITIZEN},
    "binh": {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER},
    "chi": {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER},
    "dung": {Role.OFFICE_LEADER},
    "mai": {Role.DEPARTMENT_VIEWER},
    "huy": {Role.DEPARTMENT_ADMIN},
    "tu": {Role.POSTAL_WORKER},
}
EVERYBODY = list(ROLES_OF)


def is_open(route: Route) -> bool:
    return PUBLIC in route.audience or CITIZEN in route.audience


def may_open(name: str, route: Route) -> bool:
    """By role alone; whether the row is his is another question."""
    if is_open(route):
        return True
    if ANY_ACCOUNT in route.audience:
        return name != "nobody"
    return bool(ROLES_OF[name].intersection(route.audience))


def addresses() -> Iterator[tuple[Route, str]]:
    samples = samples_of_all_apps()
    for route in ROUTES:
        url = url_of(route, samples)
        if url is not None:
            yield route, url


@contextmanager
def undone() -> Iterator[None]:
    """What one address changes must not be seen by the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written to meanwhile, evidence and sessions apart."""
    written: set[str] = set()

    def watch(execute, sql, params, many, context):
        if (statement := WRITING.match(sql)) and statement["table"] not in EVIDENCE:
            written.add(statement["table"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def is_log_in(answer) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.pattern)
def test_every_route_says_who_may_open_it_and_how(route):
    assert route.name, f"{route.pattern} has no name"
    assert route.audience, f"{route.name} is not guarded by @serves"
    assert set(route.methods) <= {"GET", "POST"}
    known = {PUBLIC, CITIZEN, ANY_ACCOUNT, *Role.values}
    assert set(map(str, route.audience)) <= known


def test_every_route_is_walked(world):
    walked = {route.name for route, _ in addresses()}
    missing = {route.name for route in ROUTES} - walked
    assert missing == WITHOUT_SAMPLE, "give these a sample in the app's sample_urls.py, or take them out of the table"


@pytest.mark.parametrize("name", EVERYBODY)
def test_looking_is_answered_or_refused_and_changes_nothing(name, world, browser_of):
    """GET: never an error, and nothing is written; who may not open it is refused; who may sees something."""
    browser = browser_of(name)
    for route, url in addresses():
        with undone(), writes() as written:
            answer = browser.get(url)
        said = f"{name} GET {url} ({route.name}): {answer.status_code}"
        assert answer.status_code < 500, said
        assert not written or route.name in WRITES_ON_GET, f"{said}, wrote {written}"
        if "GET" not in route.methods:
            assert answer.status_code in {302, 403, 404, 405}, said
        elif may_open(name, route):
            assert answer.status_code in OPENED, said
            assert is_open(route) or not is_log_in(answer), said
        elif name == "nobody":
            assert is_log_in(answer), said
        else:
            assert answer.status_code in {302, 403, 404}, said


@pytest.mark.parametrize("name", EVERYBODY)
def test_an_empty_form_is_answered_or_refused_never_an_error(name, world, browser_of):
    """POST with nothing in it: never an error; who may not is refused and nothing is written."""
    browser = browser_of(name)
    for route, url in addresses():
        with undone(), writes() as written:
            answer = browser.post(url)
        said = f"{name} POST {url} ({route.name}): {answer.status_code}"
        assert answer.status_code < 500, said
        if "POST" not in route.methods or not may_open(name, route):
            assert answer.status_code in REFUSED, said
            assert not written, said


@pytest.mark.parametrize("name", ["chi", "another citizen", "nobody"])
def test_rows_of_others_are_not_there(name, world, browser_of):
    """An address with the reference of somebody's row answers 404 (or log-in), not the row."""
    browser = browser_of(name)
    for route, url in addresses():
        if not route.arguments or PUBLIC in route.audience or route.name in SHARED:
            continue
        with undone():
            answer = browser.get(url) if "GET" in route.methods else browser.post(url)
        assert answer.status_code in REFUSED, f"{name} {url} ({route.name}): {answer.status_code}"


@pytest.mark.parametrize("name", ["nobody", "an", "binh", "mai"])
def test_the_admin_is_closed(name, browser_of):
    answer = browser_of(name).get(reverse("admin:index"))
    assert answer.status_code in {302, 403}
    assert "Dữ liệu" not in answer.content.decode()
