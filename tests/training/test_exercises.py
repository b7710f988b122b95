"""R28 through the front door: entering, the exercises on the real pages, what counts as done."""

from datetime import date

import pytest

from applications.models import Application
from applications.rollout.checklist import rows_of
from applications.rollout.models import Phase, PhaseUnit
from applications.states import State
from applications.training.exercises import exercises
from applications.training.models import ExerciseRun, Sandbox
from applications.training.results import CHECKS, settle_open_runs
from applications.training.tasks import settle_open_runs as sweep
from portal.accounts.models import Posting, Role
from tests.factories import EXTRACT_COPY, hanoi
from tests.training.steps import draw_up_and_send, press, receive, sign

pytestmark = pytest.mark.django_db
HOME, BANNER = "/mot-cua/tap-huan/", "TẬP HUẤN: dữ liệu giả, không có giá trị pháp lý"


def passed(run: ExerciseRun) -> bool:
    sweep()
    run.refresh_from_db()
    return run.passed_at is not None


def training_of(unit: PhaseUnit) -> tuple:
    (row,) = rows_of([unit], unit.phase, today=date(2026, 3, 20))
    (item,) = (item for item in row.items if item.key == "trained")
    return item.is_done, item.on, item.words


@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda exercise: exercise.code)
def test_every_exercise_has_a_check_for_each_step(exercise):
    assert exercise.steps
    assert {step.check for step in exercise.steps} <= set(CHECKS)


def test_who_enters_sees_the_banner_on_every_page_until_he_leaves(inside, binh, office):
    browser = inside(binh)
    for page in (HOME, "/mot-cua/", "/mot-cua/ban-giao/", "/kiem-tra/"):
        assert BANNER in browser.get(page).content.decode(), page
    browser.post("/mot-cua/tap-huan/roi/")
    page = browser.get("/mot-cua/").content.decode()
    assert BANNER not in page
    assert office.authority_name in page
    assert "(tập huấn)" not in page


def test_a_trainee_has_the_same_roles_for_the_day_and_only_in_that_session(inside, binh, client_of, sandbox_office):
    inside(binh)
    given = Posting.objects.filter(user=binh, office=sandbox_office())
    assert {posting.role for posting in given} == {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER}
    assert all(posting.valid_from == posting.valid_to for posting in given)
    elsewhere = client_of(binh).get("/mot-cua/")
    assert BANNER not in elsewhere.content.decode()
    assert len(elsewhere.wsgi_request.postings) == 2


def test_while_training_no_real_dossier_opens(inside, binh, office):
    from_before = Application.objects.create(
        ref="REAL234567", procedure_code="2.000635", kind="birth", office=office, created_at=hanoi(), saved_at=hanoi()
    )
    assert inside(binh).get(f"/mot-cua/ho-so/{from_before.ref}/").status_code == 404


def test_pages_that_reach_real_people_or_money_are_kept_shut(inside, dung):
    browser = inside(dung)
    for page in ("/lanh-dao/chu-ky-so/", "/mot-cua/kien-nghi/", "/thu-chi/"):
        answer = browser.get(page, follow=True)
        assert answer.redirect_chain[-1][0] == HOME, page
        assert "Rời chế độ tập huấn để mở trang đó" in answer.content.decode()
        assert f'href="{page}"' not in answer.content.decode()


def test_two_who_enter_train_in_one_sandbox_under_the_unit(inside, binh, dung, office):
    inside(binh), inside(dung)
    sandbox = Sandbox.objects.get()
    assert sandbox.unit == office
    assert sandbox.office.is_training


def test_an_extract_is_issued_before_three_with_two_persons(inside, begun, binh, dung, clock):
    officer, leader = inside(binh), inside(dung)
    run = begun(officer, "cap-ban-sao")
    assert run.must_end_at == hanoi(20, 15, 0)
    clock.append(hanoi(20, 9, 45))
    receive(officer, run.application)
    draw_up_and_send(officer, run.application)
    assert not passed(run)
    sign(leader, run.application)
    assert passed(run)
    assert run.passed_at == hanoi(20, 9, 45)
    assert "Đạt" in officer.get(f"{HOME}luot/{run.pk}/").content.decode()


def test_signed_after_three_is_not_passed(inside, begun, binh, dung, clock):
    officer = inside(binh)
    run = begun(officer, "cap-ban-sao")
    receive(officer, run.application)
    draw_up_and_send(officer, run.application)
    clock.append(hanoi(20, 15, 0, 1))
    sign(inside(dung), run.application)
    assert not passed(run)
    assert set(run.done) == {"received", "drafted", "sent", "signed_by_another"}


def test_begun_in_the_afternoon_the_clock_is_the_next_working_days(inside, begun, binh, clock):
    clock.append(hanoi(20, 14, 30))
    assert begun(inside(binh), "cap-ban-sao").must_end_at == hanoi(23, 15, 0)


def test_who_trains_alone_has_the_invented_leader_sign(inside, begun, binh):
    browser = inside(binh)
    run = begun(browser, "cap-ban-sao")
    refused = browser.post(f"{HOME}luot/{run.pk}/ky-thay/", follow=True)
    assert "Hồ sơ chưa trình ký" in refused.content.decode()
    receive(browser, run.application)
    draw_up_and_send(browser, run.application)
    assert "Nhờ lãnh đạo giả lập ký" in browser.get(f"{HOME}luot/{run.pk}/").content.decode()
    browser.post(f"{HOME}luot/{run.pk}/ky-thay/")
    run.refresh_from_db()
    assert run.passed_at


def test_a_supplement_counts_when_everything_is_asked_for_at_once(inside, begun, binh):
    browser = inside(binh)
    half, whole = begun(browser, "bo-sung"), begun(browser, "bo-sung")
    press(browser, "supplement", half.application, lines=["id_back"], reason="Thiếu ảnh.")
    press(browser, "supplement", whole.application, lines=["id_back", "authorisation"], reason="Thiếu giấy tờ.")
    assert passed(whole)
    assert not passed(half)
    assert set(half.done) == {"asked", "asked_once"}


def test_a_refusal_is_proposed_with_a_reason(inside, begun, binh):
    browser = inside(binh)
    run = begun(browser, "tu-choi")
    press(browser, "propose_refusal", run.application, cause="not_in_book", words="", next_way="")
    assert passed(run)


def test_a_leader_signs_what_an_invented_officer_drew_up(inside, begun, dung):
    browser = inside(dung)
    run = begun(browser, "ky")
    sign(browser, run.application)
    assert passed(run)


def test_the_hand_over_is_only_pretended(inside, begun, binh):
    browser = inside(binh)
    run = begun(browser, "ban-giao")
    browser.post(f"{HOME}luot/{run.pk}/ban-giao/")
    run.refresh_from_db()
    run.application.refresh_from_db()
    assert run.application.state == State.HANDED_TO_POST
    assert run.passed_at


def test_nothing_begins_outside_training_mode(terms, client_of, binh):
    answer = client_of(binh).post(f"{HOME}bai/tiep-nhan/", follow=True)
    assert "Bấm Vào chế độ tập huấn trước" in answer.content.decode()
    assert not ExerciseRun.objects.exists()


def test_exercises_of_another_role_are_not_there(inside, binh):
    browser = inside(binh)
    assert browser.post(f"{HOME}bai/ky/").status_code == 404
    assert browser.post(f"{HOME}bai/khong-co/").status_code == 404


def test_without_fees_the_reason_is_said(years, clock, client_of, binh):
    browser = client_of(binh)
    browser.post("/mot-cua/tap-huan/vao/")
    answer = browser.post(f"{HOME}bai/tiep-nhan/", follow=True)
    assert "Chưa lập được hồ sơ giả" in answer.content.decode()


def test_another_unit_sees_nothing_of_it(inside, begun, binh, chi):
    run = begun(inside(binh), "tiep-nhan")
    outside = inside(chi)
    assert outside.get(f"{HOME}luot/{run.pk}/").status_code == 404
    assert outside.get(f"/mot-cua/ho-so/{run.application.ref}/").status_code == 404


def test_a_colleagues_run_is_not_mine(inside, begun, binh, dung):
    run = begun(inside(binh), "tiep-nhan")
    assert inside(dung).get(f"{HOME}luot/{run.pk}/").status_code == 404


def test_leader_and_department_see_who_has_passed(inside, begun, binh, dung, mai, client_of, office):
    browser = inside(binh)
    run = begun(browser, "tiep-nhan")
    receive(browser, run.application)
    assert passed(run)
    for person, page in ((dung, f"{HOME}ket-qua/"), (mai, f"/so-tu-phap/tap-huan/{office.pk}/")):
        shown = client_of(person).get(page).content.decode()
        assert binh.full_name in shown
        assert "Đạt 1 / 1" in shown
    assert office.full_name in client_of(mai).get("/so-tu-phap/tap-huan/").content.decode()
    assert client_of(binh).get(f"{HOME}ket-qua/").status_code == 403


def test_making_it_new_keeps_results_and_puts_people_back_to_work(inside, begun, binh, dung):
    browser, leader = inside(binh), inside(dung)
    run = begun(browser, "tiep-nhan")
    receive(browser, run.application)
    leader.post(f"{HOME}lam-moi/")
    run.refresh_from_db()
    assert run.passed_at
    assert BANNER not in browser.get("/mot-cua/").content.decode()
    assert browser.get(f"/mot-cua/ho-so/{run.application.ref}/").status_code == 404
    browser.post(f"{HOME}vao/")
    assert begun(browser, "tiep-nhan").sandbox.number == 2


def test_settling_twice_changes_nothing(inside, begun, binh):
    browser = inside(binh)
    run = begun(browser, "tiep-nhan")
    receive(browser, run.application)
    assert settle_open_runs(at=hanoi(20, 9)) == 1
    assert settle_open_runs(at=hanoi(20, 9)) == 0


def test_a_passed_exercise_counts_as_training_in_the_roll_out(inside, begun, binh, dung, office):
    about = {"name": "Đợt tháng 4", "procedure_code": EXTRACT_COPY, "online_level": 4}
    phase = Phase.objects.create(code="dot-4", planned_on=date(2026, 4, 1), made_at=hanoi(20, 9), **about)
    unit = PhaseUnit.objects.create(phase=phase, office=office)
    officer = inside(binh)
    run = begun(officer, "cap-ban-sao")
    receive(officer, run.application)
    assert training_of(unit) == (False, None, "")
    draw_up_and_send(officer, run.application)
    sign(inside(dung), run.application)
    assert passed(run)
    assert training_of(unit) == (True, date(2026, 3, 20), "1 người đạt bài tập trên máy")
