"""S8: the Department answers, passes on, merges, closes, makes guidance; what waits ages for all to see."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.audit.append_only import EvidenceIsKept
from portal.difficulties import actions
from portal.difficulties.letters import remind_department
from portal.difficulties.models import AnswerLimit, DifficultyEvent, DifficultyReport, State
from portal.difficulties.summary import summary_of
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException
from portal.pages.models import Page
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _friday(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 10))


@pytest.fixture
def written(binh, chi):
    """`written("Lỗi A", day=16)`: by Bình's unit; `by=chi` by hers."""

    def write(subject: str = "Không mở được sổ", *, day: int = 16, by=None, text: str = "Trang trắng.") -> DifficultyReport:
        return actions.write(kind="technical", subject=subject, text=text, by=acting(by or binh), at=hanoi(day, 9))

    return write


def url(name: str, *args) -> str:
    return reverse(f"difficulties_inbox:{name}", args=args)


def state_of(difficulty: DifficultyReport) -> str:
    return DifficultyReport.objects.get(pk=difficulty.pk).state


def test_a_viewer_answers_and_those_who_met_it_are_written_to(client_of, mai, binh, chi, written):
    one = written()
    actions.echo(one.pk, by=acting(chi), at=hanoi(17))
    client_of(mai).post(url("one", one.pk), {"words": "Mở bằng nút Tìm trong sổ."})
    letters = OutgoingMessage.objects.all()
    assert state_of(one) == State.ANSWERED
    assert {letter.recipient for letter in letters} == {binh.email, chi.email}
    assert all("Trang trắng" not in letter.text for letter in letters)


def test_who_answers_second_reads_what_the_first_has_answered(client_of, mai, huy, written):
    one = written()
    opened = client_of(mai).get(url("one", one.pk)).context["events"].last().pk
    actions.answer(one.pk, "Đã sửa rồi.", by=acting(huy), at=hanoi(20, 9))
    told = client_of(mai).post(url("one", one.pk), {"words": "Chờ bản sau.", "seen": opened})
    assert told.status_code == 400
    page = told.content.decode()
    assert all(words in page for words in ("vừa có người khác trả lời", "Đã sửa rồi.", "Chờ bản sau."))
    client_of(mai).post(url("one", one.pk), {"words": "Chờ bản sau.", "seen": told.context["events"].last().pk})
    assert DifficultyReport.objects.get().answer == "Chờ bản sau."


def test_where_the_writer_has_left_the_leader_hears_of_it(mai, binh, dung, written):
    one = written()
    binh.postings.update(valid_to=date(2026, 3, 17))
    actions.answer(one.pk, "Đã sửa.", by=acting(mai), at=hanoi(20))
    assert OutgoingMessage.objects.get().recipient == dung.email


def test_an_answer_with_somebodys_number_is_refused(client_of, mai, written):
    answer = client_of(mai).post(url("one", written().pk), {"words": "Gọi 0912345678."})
    assert answer.status_code == 400
    assert "0912••••678" in answer.content.decode()


def test_passed_on_it_still_waits_for_an_answer(client_of, mai, written):
    one = written()
    client_of(mai).post(url("pass_on", one.pk), {"desk": "technical", "words": "Sửa trang sổ."})
    text = client_of(mai).get(url("inbox")).content.decode()
    assert state_of(one) == State.PASSED_ON
    assert "Bộ phận kỹ thuật đang xử lý" in text


def test_a_duplicate_goes_into_the_other_with_its_units(client_of, mai, binh, chi, written):
    one, same = written(), written("Sổ không mở", by=chi)
    client_of(mai).post(url("merge", same.pk), {"into": one.code})
    client_of(mai).post(url("one", one.pk), {"words": "Đã sửa."})
    assert state_of(same) == State.MERGED
    assert [echo.office for echo in one.echoes.all()] == [same.office]
    assert chi.email in set(OutgoingMessage.objects.values_list("recipient", flat=True))


@pytest.mark.parametrize("into", ["itself", "KN-9999", "x", "\x00", "9" * 12])
def test_it_does_not_go_into_nothing_or_itself(client_of, mai, written, into):
    one = written()
    answer = client_of(mai).post(url("merge", one.pk), {"into": one.code if into == "itself" else into})
    assert answer.status_code == 400
    assert state_of(one) == State.OPEN


def test_closed_it_says_what_was_done(client_of, mai, written):
    one = written()
    assert client_of(mai).post(url("close", one.pk), {"words": ""}).status_code == 400
    client_of(mai).post(url("close", one.pk), {"words": "Đã nâng cấp ngày 19/3."})
    assert "Đã nâng cấp ngày 19/3." in client_of(mai).get(url("one", one.pk)).content.decode()


def test_what_is_merged_is_not_answered(client_of, mai, chi, written):
    one, same = written(), written(by=chi)
    actions.merge(same.pk, one.pk, by=acting(mai), at=hanoi(20))
    answer = client_of(mai).post(url("one", same.pk), {"words": "Trả lời."})
    assert answer.status_code == 400
    assert "trạng thái “Đã gộp”" in answer.content.decode()


def test_an_answer_becomes_guidance_that_an_administrator_publishes(client, client_of, mai, huy, written):
    one = written()
    actions.answer(one.pk, "Dùng nút **Tìm trong sổ**.", by=acting(mai), at=hanoi(19))
    words = {"kind": "question", "topic": "time", "title_vi": "Tìm sổ cũ thế nào?", "body_vi": "Dùng **Tìm trong sổ**."}
    client_of(mai).post(url("guidance", one.pk), words | {"slug": "tim-so-cu"})
    page = Page.objects.get(slug="tim-so-cu")
    assert DifficultyReport.objects.get(pk=one.pk).guidance == page
    client_of(huy).post(reverse("content_desk:publish", args=[page.pk, 1]), {"from_at": ""})
    assert "Tìm sổ cũ thế nào?" in client.get("/hoi-dap/").content.decode()


def test_age_is_counted_in_working_days_and_lateness_is_marked(client_of, mai, written):
    CalendarException.objects.create(on=date(2026, 3, 12), kind="public_holiday", name_vi="Nghỉ lễ")
    written("Cũ", day=10)  # Tuesday 10; with Thursday 12 off the fifth working day is Wednesday 18
    written("Mới", day=19)
    text = client_of(mai).get(url("inbox")).content.decode()
    assert "Quá hạn 2 ngày làm việc" in text
    assert "Chờ 1 ngày, còn 4 ngày làm việc" in text
    assert text.index("Cũ") < text.index("Mới")
    assert "1 việc quá hạn trả lời" in text


def test_the_limit_is_data_from_a_day_on(client_of, huy, mai, written):
    before = written(day=19)
    client_of(huy).post(url("limit"), {"working_days": 2, "valid_from": "2026-03-20"})
    assert (f"{written(day=20).answer_by_on:%d/%m}", f"{before.answer_by_on:%d/%m}") == ("24/03", "26/03")
    assert client_of(mai).get(url("limit")).status_code == 403
    assert AnswerLimit.objects.count() == 1


@pytest.mark.parametrize("days", ["0", "61", "x", "9" * 30, ""])
def test_a_limit_that_makes_no_sense_is_refused(client_of, huy, days):
    answer = client_of(huy).post(url("limit"), {"working_days": days, "valid_from": "2026-03-20"})
    assert answer.status_code == 400


def test_the_department_is_reminded_once_on_a_working_morning(mai, huy, written):
    late = written(day=9)
    assert remind_department(at=hanoi(20, 7)) == 0
    assert remind_department(at=hanoi(21, 9)) == 0  # Saturday
    assert remind_department(at=hanoi(20, 8, 25)) == 2
    assert remind_department(at=hanoi(20, 9, 25)) == 0
    assert late.code in OutgoingMessage.objects.first().text


def test_a_period_is_summed_up_as_it_stood(mai, binh, chi, written):
    one, other = written("Nhiều đơn vị", day=10), written("Ít", day=17, by=chi)
    actions.echo(one.pk, by=acting(chi), at=hanoi(11))
    before = summary_of(date(2026, 3, 1), date(2026, 3, 31), as_of=hanoi(18))
    actions.answer(one.pk, "Đã sửa.", by=acting(mai), at=hanoi(19))
    after = summary_of(date(2026, 3, 1), date(2026, 3, 31), as_of=hanoi(20))
    assert (before.received, before.answered, before.open, before.late, before.oldest_days) == (2, 0, 2, 1, 6)
    assert (after.received, after.answered, after.open, after.late, after.oldest_days) == (2, 1, 1, 0, 3)
    assert [(found.subject, found.units) for found in after.top] == [("Nhiều đơn vị", 2), ("Ít", 1)]
    actions.close(other.pk, "Xong.", by=acting(mai), at=hanoi(20))
    assert summary_of(date(2026, 3, 1), date(2026, 3, 31), as_of=hanoi(18)).figures() == before.figures()


def test_the_page_of_a_period_shows_the_figures(client_of, mai, written):
    written()
    text = client_of(mai).get(url("summary"), {"tu": "2026-03-01", "den": "2026-03-31"}).content.decode()
    assert "Nhiều đơn vị gặp nhất" in text
    assert client_of(mai).get(url("summary"), {"tu": "x", "den": "0001-01-01"}).status_code == 200


def test_the_files_carry_no_formulas(client_of, mai, written):
    written('=HYPERLINK("http://evil.example")', text="+1+1")
    sheet = client_of(mai).get(url("download", "csv"), {"tt": "cho"})
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][4].startswith("'=")
    book = load_workbook(io.BytesIO(client_of(mai).get(url("download", "xlsx")).content))
    assert book["Danh sách"]["E2"].data_type == "s"
    assert book["Tổng hợp"]["B5"].value == 1


def test_history_is_never_changed(written):
    event = written().events.get()
    with pytest.raises(EvidenceIsKept):
        event.save()
    with pytest.raises(EvidenceIsKept):
        DifficultyEvent.objects.all().delete()


def test_a_unit_does_not_see_the_inbox(client_of, binh, written):
    assert client_of(binh).get(url("one", written().pk)).status_code == 403
