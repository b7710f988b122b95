"""What registers an event is not called a copy: in the queue, in the leader's tray, in the money a citizen reads of."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(registering, open_office, desk) -> Application:
    return desk.receive(registering.filed(SLUG, open_office, BIRTH))


def test_the_queue_tells_a_registration_from_a_copy(received, desk):
    page = desk.official.get(reverse("desk:queue")).content.decode()
    assert "<td>Đăng ký khai sinh</td>" in page
    assert "Đang ghi nội dung đăng ký" in page
    assert "Đang đối chiếu sổ" not in page


def test_the_leader_reads_that_an_original_is_signed(received, desk):
    desk.compose(received)
    actions.send_for_signature(received.pk, by=acting(desk.binh), at=hanoi(20, 10))
    assert "Giấy khai sinh, bản chính · 1 bản" in desk.leader.get(reverse("desk:tray")).content.decode()


def test_a_draft_before_its_content_leads_back_to_the_dossier(received, desk):
    answer = desk.official.get(reverse("desk:draft", args=[received.code]), follow=True)
    assert "Ghi nội dung đăng ký trước khi dự thảo." in answer.content.decode()


def test_who_collects_at_the_desk_reads_of_a_levy_and_of_no_postage(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, BIRTH)
    page = registering.client.get(reverse("applications:check", args=[draft.ref])).content.decode()
    assert "Lệ phí" in page
    assert "Cước bưu chính" not in page
    assert "Bưu điện chỉ nhận" not in page
