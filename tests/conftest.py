"""The cast: An the citizen, Bình the official, Chi of another office, Dũng who signs, Mai of the Department, Tú of the post;
and Huy of the Department, who keeps the calendar."""

import gc
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from civil_registry import form_store
from portal.accounts.models import Role, User
from portal.background import without_nudges
from tests import factories, migrated_database, once

# A machine with other work to do is no fault of a test. For mutants the same examples every time, found again by nobody.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutants", settings.get_profile("house"), derandomize=True, database=None)
settings.load_profile("house")


# Half a minute and more each: begun last, one of them keeps a whole worker waiting for the other.
LONG = {"test_nothing_lost.py", "test_hostile_input.py", "test_hostile_answers.py", "test_routes.py"}
LONG |= {"test_every_paper.py", "test_extract_paper.py", "test_looks.py"}  # together: every paper is printed by one worker
TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database, or nothing that could differ, is held on SQLite alone: PostgreSQL leaves out what is `pure`."""
    for item in items:
        asks = item.get_closest_marker("django_db") or TOUCHES_DATABASE.intersection(getattr(item, "fixturenames", ()))
        if once.is_enough(item.nodeid) or (not asks and "crash" not in item.path.parts):
            item.add_marker(pytest.mark.pure)
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage again and again is a fifth of a test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings, django_db_blocker) -> bool:
    """Begins from the migrated database of the last run where nothing that makes it has changed since."""
    with django_db_blocker.unblock():
        return migrated_database.begin_from_kept_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        migrated_database.keep_copy()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits count in the cache: one test's tries must not stop the next; nor its forms."""
    cache.clear()
    form_store.forget()


@pytest.fixture
def client_of(db) -> Callable[[User], Client]:
    """`client_of(binh)`: a browser in which the person has logged in; an official has passed the second factor."""

    def logged_in(person: User) -> Client:
        if person.postings.exists() or person.is_superuser:
            factories.with_second_factor(person)
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return logged_in


@pytest.fixture(scope="session", autouse=True)
def tasks_are_known():
    """As in a worker: a nudge runs its task in place."""
    current_app.loader.import_default_modules()


@pytest.fixture
def no_worker() -> Iterator[None]:
    """As while no worker runs: for tests that commit and of which papers and letters are no part."""
    with without_nudges():
        yield


@pytest.fixture
def years(db) -> None:
    factories.calendar_years()


@pytest.fixture
def office(db):
    return factories.office("Phường Hai Bà Trưng", code="00256")


@pytest.fixture
def other_office(db):
    return factories.office("Phường Bạch Mai", code="00292")


@pytest.fixture
def an(db):
    return factories.user("Nguyễn Văn An")


@pytest.fixture
def binh(office):
    return factories.official("Trần Thị Bình", office, Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)


@pytest.fixture
def chi(other_office):
    return factories.official("Lê Kim Chi", other_office, Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)


@pytest.fixture
def dung(office):
    return factories.official("Hoàng Tiến Dũng", office, Role.OFFICE_LEADER)


@pytest.fixture
def department(db):
    return factories.office("Sở Tư pháp thành phố Hà Nội", level="department", code="H26.16")


@pytest.fixture
def mai(department):
    return factories.official("Phạm Ngọc Mai", department, Role.DEPARTMENT_VIEWER)


@pytest.fixture
def huy(department):
    return factories.official("Đỗ Quốc Huy", department, Role.DEPARTMENT_ADMIN)


@pytest.fixture
def tu(db):
    post_office = factories.office("Bưu điện Hai Bà Trưng", level="post")
    return factories.official("Vũ Anh Tú", post_office, Role.POSTAL_WORKER)


@pytest.fixture(autouse=True)
def vietnamese():
    """A request for an English page leaves its language on the thread; each test begins and ends in Vietnamese."""
    translation.activate("vi")
    yield
    translation.deactivate()
