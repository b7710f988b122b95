"""Registration lists: checked row by row, shown before anything changes, applied whole, once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role, User
from portal.messaging.models import OutgoingMessage
from portal.registrations import lists
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import AccessChange, OneTimeLink, PostingProposal, RegistrationList
from portal.registrations.planning import ACCOUNT, ENDS, FAULTY, NOTHING, POSTING, plan_list, plan_rows
from tests import factories
from tests.factories import acting, hanoi
from tests.registrations.files import cells, list_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
ADMIN = Actor(Role.DEPARTMENT_ADMIN, 0)


def plan(by, *rows, allowed=None):
    return plan_list(list_file(*rows), allowed=allowed, by=acting(by), today=TODAY)


def the_problem(by, *rows, allowed=None) -> str:
    faulty = plan(by, *rows, allowed=allowed).of(FAULTY)
    return " ".join(f"{problem.column}: {problem.reason}" for line in faulty for problem in line.problems)


def applied(by, *rows, at=None, allowed=None) -> RegistrationList:
    content, at = list_file(*rows), at or hanoi()
    kept = lists.upload(content, name="ds.xlsx", allowed=allowed, by=acting(by), at=at)
    digest = plan_list(content, allowed=allowed, by=acting(by), today=TODAY).digest
    return lists.apply(kept.pk, digest=digest, allowed=allowed, by=acting(by), at=at)


def test_a_new_person_is_shown_before_anything_changes(huy, office):
    made = plan(huy, cells())
    assert [line.verdict for line in made.lines] == [ACCOUNT]
    assert not User.objects.filter(email="lanh@hanoi.example").exists()


def test_applying_opens_the_account_without_a_password_and_sends_a_link(huy, office):
    applied(huy, cells())
    person = User.objects.get(email="lanh@hanoi.example")
    assert not person.has_usable_password()
    assert person.postings.get().role == Role.RECEPTION_OFFICER
    assert OneTimeLink.objects.filter(user=person).count() == 1
    assert AccessChange.objects.filter(user=person, verb="posting_opened", by=huy).exists()


def test_applying_twice_changes_nothing(huy, office):
    first = applied(huy, cells())
    again = lists.apply(first.pk, digest="khác", allowed=None, by=acting(huy), at=hanoi(21))
    assert again.applied_at == first.applied_at
    assert Posting.objects.filter(user__email="lanh@hanoi.example").count() == 1


def test_the_same_file_uploaded_again_has_nothing_to_change(huy, office):
    applied(huy, cells())
    again = plan(huy, cells())
    assert [line.verdict for line in again.lines] == [NOTHING]
    assert not again.is_possible


def test_the_hash_and_the_result_of_an_applied_file_are_kept(huy, office):
    kept = applied(huy, cells())
    assert len(kept.document.sha256) == 64
    assert kept.result["counts"] == {"account": 1}


def test_one_faulty_row_stops_the_whole_list(huy, office):
    content = list_file(cells(), cells(email="sai", full_name="Trần Văn Sai"))
    kept = lists.upload(content, name="ds.xlsx", allowed=None, by=acting(huy), at=hanoi())
    digest = lists.preview(kept, allowed=None, by=acting(huy), today=TODAY).digest
    with pytest.raises(RegistrationRefused):
        lists.apply(kept.pk, digest=digest, allowed=None, by=acting(huy), at=hanoi())
    assert not User.objects.filter(email="lanh@hanoi.example").exists()


def test_what_changed_since_the_preview_is_not_applied(huy, office):
    kept = lists.upload(list_file(cells()), name="ds.xlsx", allowed=None, by=acting(huy), at=hanoi())
    digest = lists.preview(kept, allowed=None, by=acting(huy), today=TODAY).digest
    factories.user("Nguyễn Thị Lành", email="lanh@hanoi.example")
    with pytest.raises(RegistrationRefused, match="thay đổi từ lúc xem trước"):
        lists.apply(kept.pk, digest=digest, allowed=None, by=acting(huy), at=hanoi())


def test_a_leader_is_only_proposed(huy, office):
    applied(huy, cells(role="Lãnh đạo ký"))
    person = User.objects.get(email="lanh@hanoi.example")
    assert not person.postings.exists()
    assert PostingProposal.objects.get(user=person).is_waiting
    assert not person.one_time_links.exists()


def test_a_last_day_ends_a_posting(huy, office, binh):
    row = cells(full_name=binh.full_name, email=binh.email, valid_to="31/03/2026")
    assert [line.verdict for line in plan(huy, row).lines] == [ENDS]
    applied(huy, row)
    assert binh.postings.get(role=Role.RECEPTION_OFFICER).valid_to == date(2026, 3, 31)
    assert [line.verdict for line in plan(huy, row).lines] == [NOTHING]


def test_an_official_elsewhere_is_given_a_further_posting(huy, office, chi):
    row = cells(full_name=chi.full_name, email=chi.email.upper())
    assert [line.verdict for line in plan(huy, row).lines] == [POSTING]


def test_two_roles_of_a_new_person_are_one_account(huy, office):
    made = plan(huy, cells(), cells(role="Kế toán, thủ quỹ"))
    assert [line.verdict for line in made.lines] == [ACCOUNT, POSTING]
    applied(huy, cells(), cells(role="Kế toán, thủ quỹ"))
    assert User.objects.get(email="lanh@hanoi.example").postings.count() == 2


def test_who_drafts_and_signs_alone_is_allowed_but_said(huy, office):
    made = plan(huy, cells(role="Công chức tư pháp – hộ tịch"), cells(role="Lãnh đạo ký"))
    assert made.is_possible
    assert "Vừa dự thảo vừa ký" in made.lines[1].notes[0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "không phải thư"}, "ten@vidu.vn"),
        ({"email": ""}, "Thiếu thư điện tử"),
        ({"full_name": ""}, "Thiếu họ tên"),
        ({"full_name": "Lành"}, "Ghi đủ họ và tên"),
        ({"full_name": "Lành 😀 Thị"}, "Tên chỉ gồm chữ cái"),
        ({"phone": "12345"}, "10 chữ số"),
        ({"unit": "Phường Không Có"}, "Không có đơn vị"),
        ({"role": "Thủ tướng"}, "Không có vai trò này"),
        ({"role": "Nhân viên bưu điện"}, "Đơn vị này không có vai trò đó"),
        ({"valid_from": "30/02/2026"}, "ngày có thật"),
        ({"valid_to": "01/03/2026"}, "Đã qua"),
        ({"valid_from": "05/05/2026", "valid_to": "04/05/2026"}, "Phải bằng hoặc sau Từ ngày"),
        ({"full_name": "=A1"}, "công thức"),
    ],
    ids=str,
)
def test_a_faulty_cell_is_told_with_its_column_and_how_to_mend_it(huy, office, changed, said):
    assert said in the_problem(huy, cells(**changed))


def test_a_row_twice_in_the_file_is_refused(huy, office):
    assert "Trùng dòng 2" in the_problem(huy, cells(), cells())


def test_one_address_for_two_names_is_refused(huy, office):
    assert "người tên khác" in the_problem(huy, cells(), cells(full_name="Trần Văn Khác", role="Kế toán, thủ quỹ"))


def test_an_address_of_an_account_with_another_name_is_refused(huy, office, chi):
    assert "họ tên khác" in the_problem(huy, cells(email=chi.email))


def test_a_locked_account_is_refused(huy, office, chi):
    User.objects.filter(pk=chi.pk).update(is_active=False)
    assert "đang khóa" in the_problem(huy, cells(full_name=chi.full_name, email=chi.email))


def test_nobody_is_in_his_own_list(huy, office):
    assert "tài khoản của ông/bà" in the_problem(huy, cells(full_name=huy.full_name, email=huy.email))


def test_a_unit_out_of_reach_is_refused(bao, office, other_office):
    assert "phạm vi ông/bà quản lý" in the_problem(bao, cells(unit=other_office.code), allowed={office.pk})


def test_an_administrator_of_the_department_is_no_matter_of_it_officers(bao, office, department):
    row = cells(unit=department.code, role="Quản trị Sở Tư pháp")
    assert "do quản trị Sở Tư pháp" in the_problem(bao, row)


def test_a_former_name_means_the_unit_of_today(huy, office):
    former = factories.office("Phường Đống Mác", valid_to=date(2024, 12, 31))
    former.successions.create(
        successor=office, effective_on=date(2025, 1, 1), kind="merged_whole", is_main=True, legal_act="1286/NQ-UBTVQH15"
    )
    assert plan(huy, cells(unit="phuong dong mac")).lines[0].wanted.office == office


def test_a_name_of_two_units_asks_for_the_code(huy, office):
    factories.office("Phường Hai Bà Trưng")
    assert "Ghi mã đơn vị" in the_problem(huy, cells(unit="Phường Hai Bà Trưng"))


def test_a_telephone_that_lost_its_zero_gets_it_back(huy, office):
    assert plan(huy, cells(phone=912345678)).lines[0].wanted.phone == "0912345678"


def test_a_name_typed_in_parts_is_stored_whole(huy, office):
    decomposed = "Nguye\u0302\u0303n Thi\u0323 La\u0300nh"
    assert plan(huy, cells(full_name=decomposed)).lines[0].wanted.full_name == "Nguyễn Thị Lành"


def test_the_template_read_back_has_no_row_and_its_example_filled_in_is_right(client_of, huy, office):
    answer = client_of(huy).get(reverse("registrations:template"))
    assert answer.status_code == 200
    assert plan_list(answer.content, allowed=None, by=acting(huy), today=TODAY).lines == []


def test_a_list_is_uploaded_looked_at_and_applied_in_the_browser(client_of, huy, office):
    browser = client_of(huy)
    file = SimpleUploadedFile("danh-sach.xlsx", list_file(cells()))
    page = browser.post(reverse("registrations:upload"), {"file": file}, follow=True)
    assert "1 tài khoản mới" in page.content.decode()
    kept = RegistrationList.objects.get()
    digest = page.context["plan"].digest
    browser.post(reverse("registrations:apply", args=[kept.pk]), {"digest": digest})
    assert "đã áp dụng" in browser.get(reverse("registrations:list", args=[kept.pk])).content.decode()
    assert User.objects.filter(email="lanh@hanoi.example").exists()
    assert "Liên kết" in OutgoingMessage.objects.get(recipient="lanh@hanoi.example").text


def test_the_list_of_another_office_is_not_there(client_of, bao, chi, other_office, department, huy):
    kept = lists.upload(list_file(cells()), name="x.xlsx", allowed=None, by=acting(huy), at=hanoi())
    assert client_of(bao).get(reverse("registrations:list", args=[kept.pk])).status_code == 404


texts = st.text(max_size=30) | st.sampled_from(["01/01/2027", "00256", "Kế toán", "a@b.vn", "0912345678", "45000", "\x00"])


@given(row=st.fixed_dictionaries({}, optional=dict.fromkeys(cells(), texts)))
def test_whatever_a_row_says_it_is_judged_never_an_error(row):
    made = plan_rows([(2, row)], allowed=None, by=ADMIN, today=TODAY)
    for line in made.of(FAULTY):
        assert line.problems
