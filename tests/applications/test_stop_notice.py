"""Withdrawn or lapsed, a dossier gets its stop notice by itself (TT 03/2025/TT-VPCP form 05)."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import SlipKind
from applications.slips import render_slip
from civil_registry.models import CopyState, ExtractCopy
from portal.accounts.actors import CITIZEN, Actor
from tests import factories
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(years, office, an):
    return factories.submitted(office, an)


def withdrawn(application, an):
    actions.withdraw(application.pk, reason="Đã tìm thấy bản chính.", by=Actor(CITIZEN, an.pk), at=hanoi(20, 10))
    return application.slips.get(kind=SlipKind.STOP)


def test_a_withdrawal_issues_the_notice(application, an, tmp_path):
    slip = withdrawn(application, an)
    paper = tmp_path / "stop.pdf"
    paper.write_bytes(render_slip(slip.pk).read())
    words = judges.text(paper)
    assert (slip.number, slip.drafted_by, slip.issued_at) == (1, None, hanoi(20, 10))
    assert "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in words
    assert "Người nộp rút hồ sơ. Đã tìm thấy bản chính." in words


def test_the_citizen_opens_the_notice(application, an, client_of):
    slip = withdrawn(application, an)
    client = client_of(an)
    assert (
        "Thông báo dừng giải quyết hồ sơ"
        in client.get(reverse("applications:timeline", args=[application.ref])).content.decode()
    )
    render_slip(slip.pk)
    assert client.get(reverse("applications:slip", args=[application.ref, slip.pk])).content.startswith(b"%PDF")


def test_a_lapse_leaves_no_open_draft_behind(application, office, binh):
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.ask_for_supplement(application.pk, items=["ảnh"], reason="Thiếu.", by=acting(binh), at=hanoi(20, 11))
    actions.lapse_unanswered(at=hanoi(30, 10, month=6))
    assert ExtractCopy.objects.get().state == CopyState.DISCARDED


def test_a_lapse_issues_the_notice(application, binh):
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.ask_for_supplement(application.pk, items=["Ảnh rõ"], reason="Mờ", by=acting(binh), at=hanoi(20, 10))
    assert actions.lapse_unanswered(at=hanoi(30, 10, month=6)) == 1
    assert application.slips.get(kind=SlipKind.STOP).content["cause"] == "lapsed"
