"""What filing needs: the fee table, two provinces, a former ward and today's, live for the service; a clock that stands."""

from datetime import date

import pytest
from django.urls import reverse

from applications.management.commands.load_fees import load_fees
from applications.models import Application, Attachment
from portal.documents.models import StoredDocument
from portal.offices.models import Commune, OfficeSuccession, Province, ServiceActivation
from portal.text import fold
from tests import factories
from tests.factories import EXTRACT_COPY, hanoi

REQUESTER = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "birth_date_day": "12",
    "birth_date_month": "3",
    "birth_date_year": "1990",
    "id_kind": "card",
    "personal_id": "001190012345",
    "residence_kind": "permanent",
    "province": "01",
    "commune": "bach mai",
    "detail": "Số 12 ngõ 45 Võ Thị Sáu",
    "phone": "0912345678",
}
SUBJECT = {"who": "self", "sex": "Nữ", "ethnicity": "Kinh", "nationality": "Việt Nam", "copies": "2"}
DELIVERY = {
    "method": "post",
    "recipient": "self",
    "phone": "0912345678",
    "province": "01",
    "commune": "Phường Bạch Mai",
    "detail": "Số 12 ngõ 45 Võ Thị Sáu",
    "wish": "evening",
}


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set: `clock(hanoi(20, 15, 1))`."""
    moments = [hanoi()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


@pytest.fixture
def city(years, office, other_office, clock):
    """Hai Bà Trưng of today took in Đống Mác (whole) and a part of Đồng Tâm; all are live."""
    load_fees()
    hanoi_city = Province.objects.create(
        code="01", name="Thành phố Hà Nội", short_name="Hà Nội", kind="thanh_pho", search_name="ha noi"
    )
    Province.objects.create(code="37", name="Tỉnh Ninh Bình", short_name="Ninh Bình", kind="tinh", search_name="ninh binh")
    Commune.objects.create(code="00292", name="Phường Bạch Mai", kind="phuong", province=hanoi_city, search_name="bach mai")
    for unit in (office, other_office):
        ServiceActivation.objects.create(
            procedure_code=EXTRACT_COPY, office=unit, online_level=4, valid_from=date(2018, 8, 1), phase="2018", basis="named"
        )
    return office


@pytest.fixture
def district(db):
    return factories.office("Quận Hai Bà Trưng", level="district", valid_to=date(2025, 6, 30))


@pytest.fixture
def dong_mac(city, district):
    """A former ward, merged whole into today's."""
    ward = factories.office("Phường Đống Mác", parent=district, valid_to=date(2025, 6, 30))
    ward.search_name = fold(f"{ward.name} {district.name}")
    ward.save()
    OfficeSuccession.objects.create(
        predecessor=ward,
        successor=city,
        effective_on=date(2025, 7, 1),
        kind="merged_whole",
        share="whole",
        is_main=True,
        legal_act="1656/NQ-UBTVQH15",
    )
    return ward


@pytest.fixture
def dong_tam(city, district, other_office):
    """A former ward, divided between two of today."""
    ward = factories.office("Phường Đồng Tâm", parent=district, valid_to=date(2025, 6, 30))
    for successor in (city, other_office):
        OfficeSuccession.objects.create(
            predecessor=ward,
            successor=successor,
            effective_on=date(2025, 7, 1),
            kind="split_part",
            share="part",
            is_main=None,
            legal_act="1656/NQ-UBTVQH15",
        )
    return ward


class Filing:
    """A person at a browser, going through the steps."""

    def __init__(self, client) -> None:
        self.client = client

    def begin(self, kind: str = "birth") -> Application:
        self.client.post(reverse("applications:start"), {"kind": kind})
        return Application.objects.latest("id")

    def url(self, draft: Application, step: str) -> str:
        return reverse(f"applications:{step}", args=[draft.ref])

    def post(self, draft: Application, step: str, data: dict, **changes):
        return self.client.post(self.url(draft, step), {**data, **changes})

    def answer_all(self, draft: Application, place) -> None:
        self.post(draft, "office", {"noi": place.pk})
        self.post(draft, "requester", REQUESTER)
        self.post(draft, "subject", SUBJECT)
        self.post(draft, "registration", {"forgotten": "on"})
        self.post(draft, "delivery", DELIVERY)
        for slot in ("id_front", "id_back"):
            attach(draft, slot)

    def ready(self, place, kind: str = "birth") -> Application:
        draft = self.begin(kind)
        self.answer_all(draft, place)
        draft.refresh_from_db()
        return draft

    def file(self, draft: Application, **changes):
        """Read the check page and send what it shows, declared."""
        page = self.client.get(self.url(draft, "check"))
        form = page.context["form"]
        data = {name: form[name].value() or "" for name in ("key", "due_on", "seen")}
        return self.client.post(self.url(draft, "check"), {**data, "declared": "on", **changes})


def attach(draft: Application, slot: str) -> Attachment:
    document = StoredDocument.keep(slot.encode(), kind="attachment", content_type="image/jpeg")
    return Attachment.objects.create(
        application=draft, slot=slot, document=document, original_name=f"{slot}.jpg", uploaded_at=hanoi()
    )


@pytest.fixture
def filing(client) -> Filing:
    return Filing(client)
