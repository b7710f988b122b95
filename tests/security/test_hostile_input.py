"""What nobody types into a form but somebody sends: refused in words, never an error. Every form that a citizen can reach."""

from itertools import product
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from applications import actions
from applications.models import Application
from portal.accounts.guards import ANY_ACCOUNT, CITIZEN, PUBLIC
from portal.routes import Route, all_routes, samples_of_all_apps, url_of
from tests import factories
from tests.factories import acting, hanoi
from tests.hostile import HOSTILE, UNSEEN, Typed, is_never_an_error

pytestmark = pytest.mark.django_db

OPEN = {PUBLIC, CITIZEN, ANY_ACCOUNT}


@pytest.fixture
def forms(years, office, an, binh) -> list[tuple[Route, str]]:
    """(route, address) of every form that a citizen or a stranger can send; the rows are An's."""
    draft, waiting = factories.draft(an), factories.submitted(office, an)
    factories.attached(draft, "id_front")
    asked = factories.submitted(office, an, at=hanoi(19))
    actions.receive(asked.pk, by=acting(binh), at=hanoi(19, 9, 40))
    actions.ask_for_supplement(asked.pk, items=["id_front"], reason="Ảnh mờ.", by=acting(binh), at=hanoi(19, 10))
    samples = samples_of_all_apps() | {"ref": lambda: waiting.ref}
    for name in ("supplement", "supplement_file"):
        samples |= {f"applications:{name}/ref": lambda: asked.ref}
    open_routes = [route for route in all_routes() if "POST" in route.methods and OPEN.intersection(route.audience)]
    found = [(route, url_of(route, samples)) for route in open_routes]
    return [(route, url) for route, url in found if url]


@pytest.fixture
def browsers(client_of, an) -> list[Client]:
    """An, and a stranger."""
    return [client_of(an), Client()]


def test_no_form_of_a_citizen_answers_with_an_error(forms, browsers):
    assert len(forms) > 25
    for route, url in forms:
        is_never_an_error(browsers if PUBLIC in route.audience else browsers[:1], url)


def test_a_file_where_words_belong_and_words_where_a_file_belongs(forms, browsers):
    for _, url in forms:
        answer = browsers[0].get(url)
        names = Typed(answer.content.decode()).names if answer.status_code == 200 else set()
        for kind in (SimpleUploadedFile("\u202egpj.exe", b"\xff\xd8\xff\x00not a picture", "image/jpeg"), "no file"):
            typed = dict.fromkeys(names | set(UNSEEN), kind)
            with transaction.atomic():
                assert browsers[0].post(url, typed).status_code < 500, url
                transaction.set_rollback(True)


def test_no_number_in_an_address_is_too_large(forms, browsers):
    ref = Application.objects.first().ref
    for number, path in product((0, 2**31, 2**63, 10**30), ("tep/{}/", "anh-nho/{}/", "van-ban/{}/", "bo-sung/{}/tai-len/")):
        for ask in (browsers[0].get, browsers[0].post):
            assert ask(f"/ho-so/{ref}/{path.format(number)}").status_code < 500, number


def test_no_question_in_an_address_is_an_error(forms, browsers):
    asked = ("/tim/", "/kiem-tra/", "/nop-ho-so/", "/nop-ho-so/dia-danh/", "/nop-ho-so/xa-phuong/", "/ho-so/", "/dang-nhap/")
    for value, address in product(HOSTILE, asked):
        query = urlencode(dict.fromkeys(("q", "ma", "kind", "loai", "next", "code", "trang", "province", "tinh", "nam"), value))
        assert browsers[0].get(f"{address}?{query}").status_code < 500, (address, value)
