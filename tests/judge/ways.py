"""Pages that only a form sent before leads to: the one that asks for the code, the batch just opened, the entry just found.

A way is what its people do one after the other; each page on it is shown to the judges, and the whole of it is undone.
"""

from collections.abc import Iterator

from django.http import HttpResponse

from applications.models import Application
from applications.states import State
from civil_registry.models import EventKind, RegisterEntry
from postal.demo import cast
from postal.models import Parcel, ParcelState
from tests.judge.people import NOBODY, browser_of


class Walker:
    """One person on the way; each step answers (the person, what was done, the page it led to)."""

    def __init__(self, who: str, language: str) -> None:
        self.who, self.client = who, browser_of(who, language)

    def goes(self, url: str, **query: str) -> tuple["Walker", str, HttpResponse]:
        return self, "looked", self.client.get(url, query, follow=True)

    def sends(self, url: str, **typed: str) -> tuple["Walker", str, HttpResponse]:
        return self, f"sent {url}", self.client.post(url, typed, follow=True)


Seen = Iterator[tuple[Walker, str, HttpResponse]]


def following_up(language: str) -> Seen:
    filed = Application.objects.exclude(state=State.DRAFT).exclude(requester_phone="").first()
    stranger = Walker(NOBODY, language)
    yield stranger.sends("/tra-cuu/ket-qua/", code=filed.ref, phone="0912345678")
    yield stranger.sends("/tra-cuu/ket-qua/", code=filed.ref, phone=filed.requester_phone)
    yield stranger.sends("/tra-cuu/ma-mot-lan/")
    yield stranger.sends("/tra-cuu/nhap-ma/", code="000000")
    yield stranger.sends("/kiem-tra/", code="ZZZZZ-ZZZZZ-Z", year="1990")


def logging_in(language: str) -> Seen:
    for url, typed in (
        ("/cong-chuc/dang-nhap/", {"login": cast.email("ha"), "password": cast.PASSWORD}),
        ("/cong-chuc/dang-nhap/", {"login": cast.email("ha"), "password": "sai"}),
        ("/dang-nhap/ma/", {"email": cast.email("an")}),
        ("/quen-mat-khau/", {"email": cast.email("an")}),
        ("/dang-ky/", {"full_name": "Người Mới", "email": "moi@hotich.example"}),
    ):
        yield Walker(NOBODY, language).sends(url, **typed)


def setting_up_a_second_factor(language: str) -> Seen:
    yield Walker("an", language).goes("/xac-thuc/bat/")


def finding_an_entry(language: str) -> Seen:
    official = Walker("ha", language)
    dossier = Application.objects.filter(office__code=cast.HAI_BA_TRUNG, state=State.RECEIVED).first()
    for kind in (EventKind.BIRTH, EventKind.MARRIAGE, EventKind.DEATH):
        entry = RegisterEntry.objects.filter(book__kind=kind, book__holder__code=cast.HAI_BA_TRUNG).first()
        yield official.sends("/mot-cua/so-ho-tich/", hs=dossier.dossier_code, kind=kind, name=entry.subject_name)
        yield official.goes(f"/mot-cua/so-ho-tich/muc/{entry.pk}/", hs=dossier.dossier_code)
        yield official.goes("/mot-cua/so-ho-tich/them/", hs=dossier.dossier_code, kind=kind)
    yield official.sends("/mot-cua/so-ho-tich/", hs=dossier.dossier_code, name="Không Ai Cả")


def handing_over(language: str) -> Seen:
    official, postman = Walker("ha", language), Walker("tu", language)
    yield official.sends("/mot-cua/ban-giao/lap-phong-bi/")
    opened = official.sends("/mot-cua/ban-giao/mo-dot/")
    yield opened
    batch = opened[2].request["PATH_INFO"]
    envelopes = Parcel.objects.filter(office__code=cast.HAI_BA_TRUNG, state=ParcelState.CREATED, hand_over__isnull=True)
    for number in envelopes.values_list("number", flat=True)[:2]:
        yield official.sends(f"{batch}quet/", code=number)
    yield official.sends(f"{batch}quet/", code="000000000000")
    yield official.sends(f"{batch}chot/")
    to_confirm = batch.replace("/mot-cua/ban-giao/", "/buu-dien/dot/")
    yield postman.goes("/buu-dien/")
    yield postman.goes(to_confirm)
    yield postman.goes(f"{to_confirm}{number}/khong-nhan/")
    yield postman.sends(f"{to_confirm}{number}/khong-nhan/", why="Phong bì rách")


WAYS = (following_up, logging_in, setting_up_a_second_factor, finding_an_entry, handing_over)
