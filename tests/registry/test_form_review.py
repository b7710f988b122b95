"""The Department's page of forms: an uncertain one is compared with the print, or corrected as a new version."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from applications import actions
from civil_registry.form_keeping import ChangedMeanwhile, correct_form, review_form
from civil_registry.form_store import form_for
from civil_registry.management.commands.load_forms import load_forms
from civil_registry.models import ExtractTemplate
from civil_registry.render import forms_without_sample, render_form_sample
from portal.audit.models import Entry
from tests import factories
from tests.factories import acting, birth_entry, hanoi

pytestmark = pytest.mark.django_db
PAGE = "/so-tu-phap/mau-giay/"


@pytest.fixture
def form(db) -> ExtractTemplate:
    load_forms()
    return ExtractTemplate.objects.get(code="birth-2020")


@pytest.fixture
def keeper(client_of, huy):
    return client_of(huy)


def page_of(form) -> str:
    return f"{PAGE}{form.pk}/"


def typed(form, **changes) -> dict:
    names = ("title", "suffix", "serial_style", "signer_label", "layout", "rows", "source")
    today = timezone.localdate()
    return {name: getattr(form, name) for name in names} | {"valid_from": f"{today:%d/%m/%Y}"} | changes


def test_the_list_says_which_forms_are_uncertain(form, keeper):
    page = keeper.get(PAGE).content.decode()
    assert page.count("Chưa đối chiếu mẫu") == ExtractTemplate.objects.filter(needs_review=True).count()
    assert "Theo mẫu đã biết" in page


def test_the_page_shows_source_fields_and_sheet(form, keeper):
    page = keeper.get(page_of(form)).content.decode()
    assert "TT 04/2020/TT-BTP Điều 28" in page
    assert "Họ, chữ đệm, tên người đi khai sinh" in page
    assert "GIẤY KHAI SINH" in keeper.get(f"{page_of(form)}xem-truoc/").content.decode()


def test_the_worker_makes_a_sheet_of_every_form_once(form, keeper):
    assert form.pk in forms_without_sample()
    assert render_form_sample(form.pk).pk == render_form_sample(form.pk).pk
    assert form.pk not in forms_without_sample()
    assert keeper.get(f"{page_of(form)}ban-mau.pdf").content.startswith(b"%PDF")


def test_compared_it_says_by_whom_when_and_with_what(form, keeper, huy):
    keeper.post(page_of(form), {"document": "Phụ lục 1 TT 04/2020", "compared_on": "01/11/2026", "note": "Khớp"})
    form.refresh_from_db()
    assert (form.is_uncertain, form.reviewed_by, form.review_compared_on) == (False, huy, date(2026, 11, 1))
    assert "Đã đối chiếu ngày 01/11/2026" in keeper.get(page_of(form)).content.decode()
    assert Entry.objects.get(action="form.reviewed").subject == "form:birth-2020 (1)"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"document": ""}, "Nhập văn bản, mẫu in đã đối chiếu"),
        ({"compared_on": "31/02/2026"}, "Ngày đối chiếu phải là ngày có thật"),
        ({"compared_on": "01/01/2999"}, "Ngày đối chiếu không thể ở sau hôm nay"),
    ],
)
def test_a_comparison_without_its_document_or_day_is_refused(form, keeper, changes, told):
    page = keeper.post(page_of(form), {"document": "Phụ lục 1", "compared_on": "01/11/2026"} | changes).content.decode()
    assert told in page
    form.refresh_from_db()
    assert form.is_uncertain


def test_it_is_compared_once(form, huy):
    told = {"document": "Phụ lục 1", "compared_on": date(2026, 3, 1), "note": "", "by": acting(huy)}
    review_form(form.pk, **told, at=hanoi())
    with pytest.raises(ChangedMeanwhile):
        review_form(form.pk, **told, at=hanoi())


def test_a_correction_becomes_the_next_version_and_the_old_one_stays(form, keeper):
    rows = form.rows.replace("Nơi sinh", "Nơi sinh (ghi như sổ)")
    answer = keeper.post(f"{page_of(form)}sua/", typed(form, rows=rows))
    made = ExtractTemplate.objects.get(code="birth-2020", version=2)
    assert answer.url == page_of(made)
    assert (made.is_uncertain, made.kind, made.valid_to) == (True, "birth", None)
    today = timezone.localdate()
    assert [form_for("birth", day).version for day in (today - timedelta(days=1), today)] == [1, 2]
    assert "Nơi sinh (ghi như sổ)" in keeper.get(f"{page_of(made)}xem-truoc/").content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rows": "birth_place"}, "Dòng 1: viết “mã [kiểu] nhãn”"),
        ({"rows": ""}, "Nhập các dòng của mẫu"),
        ({"valid_from": "01/01/2020"}, "Phiên bản mới chỉ dùng từ hôm nay trở đi"),
        ({"title": ""}, "Nhập tên giấy"),
        ({"suffix": "X" * 21}, "ký hiệu: viết nhiều nhất 20 chữ"),
        ({"layout": "circle"}, "circle"),
    ],
)
def test_a_correction_nobody_can_print_is_explained_and_kept_as_typed(form, keeper, changes, told):
    page = keeper.post(f"{page_of(form)}sua/", typed(form, **changes)).content.decode()
    assert told.lower() in page.lower()
    assert ExtractTemplate.objects.filter(code="birth-2020").count() == 1


def test_two_corrections_at_once_make_one_version(form, huy):
    values = {**typed(form), "valid_from": date(2026, 4, 1)}
    correct_form(form.pk, values, by=acting(huy), at=hanoi())
    with pytest.raises(ChangedMeanwhile):
        correct_form(form.pk, values, by=acting(huy), at=hanoi())


def test_a_form_out_of_use_is_not_corrected(form, keeper):
    old = ExtractTemplate.objects.get(code="birth-2016")
    assert "Sửa mẫu" not in keeper.get(page_of(old)).content.decode()
    assert "chỉ dùng đến hết ngày 15/07/2020" in keeper.post(f"{page_of(old)}sua/", typed(old)).content.decode()


def test_only_the_department_administrator_opens_the_forms(form, client_of, binh, dung, mai):
    for person in (binh, dung, mai):
        assert client_of(person).get(PAGE).status_code == 403


def test_staff_are_told_until_the_form_is_compared_and_the_paper_never(form, years, office, binh, dung, huy, client_of):
    application = factories.submitted(office)
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(binh), at=hanoi(20, 10, 10))
    application.refresh_from_db()
    dossier, tray = f"/mot-cua/ho-so/{application.dossier_code}/", "/lanh-dao/"
    assert "chưa đối chiếu mẫu" in client_of(binh).get(dossier).content.decode()
    assert "chưa đối chiếu mẫu" in client_of(dung).get(tray).content.decode()
    assert "đối chiếu mẫu" not in client_of(binh).get(f"{dossier}xem-truoc/").content.decode()
    review_form(form.pk, document="Phụ lục 1", compared_on=date(2026, 3, 1), note="", by=acting(huy), at=hanoi())
    assert "chưa đối chiếu mẫu" not in client_of(binh).get(dossier).content.decode()
    assert "chưa đối chiếu mẫu" not in client_of(dung).get(tray).content.decode()
