"""Nobody in: every route of the resolver, opened by everybody. New routes are walked without a word here.

The tables below name what is not walked or is shared on purpose; keep them short and say why.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from applications import actions
from applications.assisted import actions as assisted
from portal.accounts.guards import ANY_ACCOUNT, CITIZEN, PUBLIC
from portal.accounts.models import Role
from portal.population.look_ups import look_up
from portal.routes import Route, all_routes, samples_of_all_apps, url_of
from postal.actions import (
    complaining,
    confirming,
    correcting,
    differing,
    hand_overs,
)
from postal.actions.labels import ask_for_labels
from postal.demo import carrier as carrier_of_the_demo
from postal.models import PostalAgreement
from postal.printing import render_record
from tests import factories
from tests.factories import acting, hanoi
from tests.linked.filings import of_the_police, two_linked_filings
from tests.registry.papers import a_run
from tests.security.rows import (
    a_batch,
    a_report,
    accounts_of,
    dated_terms,
    in_the_register,
    in_training,
    money_on_its_way,
    on_the_desk,
    partners_of,
    rolled_out,
    to_be_fetched,
    voices_of,
)

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
OPENED = {200, 202, 302, 303, 304, 400, 401, 404, 405}  # 401: a system calls, and must sign
EVIDENCE = {"audit_entry", "django_session"}
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)', re.IGNORECASE)


@pytest.fixture
def world(years, office, other_office, an, binh, dung, tu, huy, linh):
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
    on_the_desk(office, an, binh, entry)
    to_be_fetched(office, an, binh, dung, entry)
    actions.start_draft(procedure_code="1.001193", kind="birth", at=hanoi(18), applicant_id=an.pk)
    in_training(office, binh)
    post_office = tu.postings.get().office
    PostalAgreement.objects.create(office=office, post_office=post_office, signed_on=date(2025, 7, 1))
    at_the_post, to_confirm, _still_open = (a_batch(office, dossier, binh) for dossier in issued[:3])
    for batch in (at_the_post, to_confirm):
        hand_overs.close(batch.pk, by=acting(binh), at=hanoi(18, 16, 10))
    differing.tell_extra(at_the_post.pk, "không có nhãn", why="Nằm dưới cùng.", by=acting(tu), at=hanoi(18, 16, 18))
    confirming.confirm(at_the_post.pk, by=acting(tu), at=hanoi(18, 16, 20))
    held = at_the_post.parcels.get()
    complaining.complain(held.pk, "other", words="Hỏi tin.", by=acting(binh), at=hanoi(18, 17))
    correcting.counter_record(at_the_post.pk, wrong="5 bản", right="4 bản", by=acting(binh), at=hanoi(18, 17))
    for batch in (at_the_post, to_confirm):
        render_record(batch.pk)
    voices_of(binh)
    dated_terms()
    factories.with_signing_key(dung)
    money_on_its_way(office, held, binh, tu)
    carrier_of_the_demo.load(at=hanoi(18, 17))
    rolled_out(office, binh)
    accounts_of(office, binh)
    a_report(huy)
    partners_of()
    look_up("001190012345", "An", "1990", purpose="residence", by=acting(binh), application_ref=asked.ref, at=hanoi(19))
    assisted.begin(shown="cccd", last_digits="2345", by=acting(binh), at=hanoi(18, 16))
    two_linked_filings(office, an, binh, dung, linh)
    ask_for_labels(office, list(to_confirm.parcels.select_related("office")), by=acting(binh), at=hanoi(18, 16))


@pytest.fixture
def linh(office):
    return of_the_police(office)


@pytest.fixture
def browser_of(client_of, an, binh, chi, dung, mai, huy, tu, linh) -> Callable[[str], Client]:
    cast = {"an": an, "binh": binh, "chi": chi, "dung": dung, "mai": mai, "huy": huy, "tu": tu, "linh": linh}

    def browser(name: str) -> Client:
        if name == "nobody":
            return Client()
        browser = client_of(cast.get(name) or factories.user("Đỗ Văn Người Khác"))
        browser.get(reverse("public:home"))  # seen just now: the session is not prolonged, and undone, at every address
        return browser

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
    "linh": {Role.POLICE_OFFICER},
}
STRANGERS = {"chi", "another citizen", "nobody"}  # no row of the world is theirs
# Who walks in one test: the world takes longer to make than a walk through it.
WALKS = {"strangers": STRANGERS, "of the office": {"an", "binh", "dung"}, "of other offices": {"mai", "huy", "tu", "linh"}}


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


def walkers(walk: str, browser_of: Callable[[str], Client]) -> Iterator[tuple[str, Client, tuple[Route, str]]]:
    """Everybody of a walk before every address. What one of them changes is undone, so all find the same addresses."""
    walked = list(addresses())
    for name in sorted(WALKS[walk]):
        browser = browser_of(name)
        for address in walked:
            yield name, browser, address


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


def is_row_of_others(name: str, route: Route) -> bool:
    """An address with the reference of somebody's row answers 404 (or log-in), not the row."""
    return name in STRANGERS and bool(route.arguments) and PUBLIC not in route.audience and route.name not in SHARED


def is_log_in(answer) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(
        (reverse("account_login"), reverse("accounts:staff_login"))
    )


def test_every_route_says_who_may_open_it_and_how():
    known = {PUBLIC, CITIZEN, ANY_ACCOUNT, *Role.values}
    assert len(ROUTES) > 300
    for route in ROUTES:
        assert route.name, f"{route.pattern} has no name"
        assert route.audience, f"{route.name} is not guarded by @serves"
        assert set(route.methods) <= {"GET", "POST"}, route.name
        assert set(map(str, route.audience)) <= known, route.name


def test_every_route_is_walked(world):
    walked = {route.name for route, _ in addresses()}
    missing = {route.name for route in ROUTES} - walked
    assert missing == WITHOUT_SAMPLE, "give these a sample in the app's sample_urls.py, or take them out of the table"


def test_everybody_walks():
    assert set.union(*WALKS.values()) == set(ROLES_OF)


@pytest.mark.parametrize("walk", WALKS)
def test_looking_is_answered_or_refused_and_changes_nothing(walk, world, browser_of):
    """GET: never an error, nothing is written; refused to who may not, or finds the row of others; who may sees something."""
    for name, browser, (route, url) in walkers(walk, browser_of):
        with undone(), writes() as written:
            answer = browser.get(url)
        said = f"{name} GET {url} ({route.name}): {answer.status_code}"
        assert answer.status_code < 500, said
        assert not written or route.name in WRITES_ON_GET, f"{said}, wrote {written}"
        assert not is_row_of_others(name, route) or answer.status_code in REFUSED, said
        if "GET" not in route.methods:
            assert answer.status_code in {302, 403, 404, 405}, said
        elif may_open(name, route):
            assert answer.status_code in OPENED, said
            assert is_open(route) or not is_log_in(answer), said
        elif name == "nobody":
            assert is_log_in(answer), said
        else:
            assert answer.status_code in {302, 403, 404}, said


@pytest.mark.parametrize("walk", WALKS)
def test_an_empty_form_is_answered_or_refused_never_an_error(walk, world, browser_of):
    """POST with nothing in it: never an error; who may not is refused and nothing is written."""
    for name, browser, (route, url) in walkers(walk, browser_of):
        with undone(), writes() as written:
            answer = browser.post(url)
        said = f"{name} POST {url} ({route.name}): {answer.status_code}"
        assert answer.status_code < 500, said
        assert not is_row_of_others(name, route) or answer.status_code in REFUSED, said
        if "POST" not in route.methods or not may_open(name, route):
            assert answer.status_code in REFUSED, said
            assert not written, said


@pytest.mark.parametrize("name", ["nobody", "an", "binh", "mai"])
def test_the_admin_is_closed(name, browser_of):
    answer = browser_of(name).get(reverse("admin:index"))
    assert answer.status_code in {302, 403}
    assert "Dữ liệu" not in answer.content.decode()
