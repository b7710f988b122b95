"""An application of An's that the office has worked on, and the moments of its story."""

import pytest

from applications import actions
from tests import factories
from tests.factories import acting, hanoi


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set: `clock(hanoi(20, 15, 1))`."""
    moments = [hanoi()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


@pytest.fixture
def filed(years, office, an, clock):
    delivery = {"method": "post", "phone": "0912345678", "detail": "Số 12 ngõ 45 Võ Thị Sáu", "commune": "Phường Bạch Mai"}
    return factories.submitted(
        office, an, requester_email="duong@hotich.example", answers={"delivery": delivery | {"province_name": "Hà Nội"}}
    )


@pytest.fixture
def asked(filed, binh):
    """Two things are missing."""
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    items = ["Ảnh mặt sau căn cước", "Tên gọi khác của cha"]
    actions.ask_for_supplement(filed.pk, items=items, reason="Chưa đủ để tìm sổ.", by=acting(binh), at=hanoi(20, 10))
    filed.refresh_from_db()
    return filed


@pytest.fixture
def issued(filed, office, binh, dung):
    entry = factories.birth_entry(office)
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(filed.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(filed.pk, by=acting(binh), at=hanoi(20, 10, 5))
    actions.sign(filed.pk, by=acting(dung), at=hanoi(20, 11, 5))
    filed.refresh_from_db()
    return filed


@pytest.fixture
def posted(issued, tu):
    actions.hand_to_post(issued.pk, tracking_number="EB123456785VN", by=acting(tu), at=hanoi(20, 16, 20))
    issued.refresh_from_db()
    return issued


@pytest.fixture
def refused(filed, binh, dung):
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    slip = actions.propose_refusal(
        filed.pk, reason="Không có trong sổ.", next_way="Đăng ký lại khai sinh.", by=acting(binh), at=hanoi(20, 10)
    )
    actions.sign_refusal(slip.pk, by=acting(dung), at=hanoi(20, 11))
    filed.refresh_from_db()
    return filed
