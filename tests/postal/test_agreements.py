"""The Department's agreements with the post: entered, ended, never two at once for an office."""

from datetime import date

import pytest
from django.urls import reverse

from postal.actions import confirming, hand_overs
from postal.errors import NotNamedToCollect
from postal.models import PostalAgreement
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
LIST, ADD = "/so-tu-phap/buu-dien/", "/so-tu-phap/buu-dien/them/"


@pytest.fixture
def typed(office, tu, years):
    return {
        "office": office.pk,
        "post_office": tu.postings.first().office_id,
        "number": "12/TT-UBND-BĐ",
        "signed_on": "01/07/2025",
        "valid_to": "31/12/2099",
        "weekdays": ["1", "2", "3", "4", "5"],
        "times": "16h, 10:00",
        "remit_within_days": "2",
    }


@pytest.fixture
def keeper(client_of, department):
    return client_of(factories.official("Trịnh Đăng Quang", department, "department_admin"))


def text(response) -> str:
    return response.content.decode()


def test_an_agreement_is_entered_with_its_weekdays_and_times(keeper, typed):
    page = text(keeper.post(ADD, typed, follow=True))
    made = PostalAgreement.objects.get()
    assert made.pickups[:2] == [[1, "10:00"], [1, "16:00"]]
    assert made.pickup_times == "10:00, 16:00, thứ Hai đến thứ Sáu"
    assert "12/TT-UBND-BĐ" in page
    assert "Đang hiệu lực" in page


def test_two_at_once_are_refused(keeper, typed):
    keeper.post(ADD, typed)
    page = text(keeper.post(ADD, typed | {"signed_on": "01/01/2026", "valid_to": ""}))
    assert "Kết thúc thỏa thuận đó trước" in page
    assert PostalAgreement.objects.count() == 1


def test_the_next_one_may_begin_when_the_last_has_ended(keeper, typed):
    keeper.post(ADD, typed)
    keeper.post(reverse("postal:end_agreement", args=[PostalAgreement.objects.get().pk]), {"last_day": "31/12/2025"})
    keeper.post(ADD, typed | {"signed_on": "01/01/2026"})
    assert list(PostalAgreement.objects.order_by("signed_on").values_list("valid_to", flat=True)) == [
        date(2025, 12, 31),
        date(2099, 12, 31),
    ]


def test_an_agreement_ends_within_its_own_days(keeper, agreement):
    page = text(keeper.post(reverse("postal:end_agreement", args=[agreement.pk]), {"last_day": "30/06/2025"}))
    assert "Ngày cuối phải nằm trong hiệu lực" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"times": "sáng"}, "Giờ viết như 10:00"),
        ({"valid_to": "01/01/2020"}, "không được trước ngày có hiệu lực"),
        ({"number": ""}, "Nhập số thỏa thuận"),
        ({"office": "999999"}, "Chọn đơn vị"),
    ],
)
def test_bad_input_is_named(keeper, typed, change, sentence):
    assert sentence in text(keeper.post(ADD, typed | change))
    assert not PostalAgreement.objects.exists()


def test_the_list_names_what_is_missing_and_leads_to_the_prices(client_of, mai, agreement, other_office):
    page = text(client_of(mai).get(LIST))
    assert "Chưa có thỏa thuận: 1 xã, phường" in page
    assert other_office.full_name in page
    assert reverse("reports:terms") in page
    assert "Thêm thỏa thuận" not in page


def test_only_those_named_may_confirm(batch, agreement, parcel_of, binh, tu):
    other = factories.official("Hoàng Văn Thái", tu.postings.first().office, "postal_worker")
    agreement.couriers.set([other])
    hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    with pytest.raises(NotNamedToCollect):
        confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 20))
    assert confirming.confirm(batch.pk, by=acting(other), at=hanoi(20, 16, 21)).state == "confirmed"


def test_a_desk_that_is_not_the_departments_sees_nothing(client_of, binh):
    assert client_of(binh).get(LIST).status_code in {403, 404}
