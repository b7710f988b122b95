"""The rule on time: the worked examples of the law, its edges, and what must hold for every moment."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.deadlines import Policy, due
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, Exceptional, Hours, WorkingCalendar
from portal.offices.models import CalendarException
from tests import calendars

pytestmark = pytest.mark.pure
CALENDAR = calendars.seeded()


def local(text: str) -> datetime:
    """ "2018-08-01 15:00:01", in Hà Nội."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("submitted", "counted", "due_on"),
    [
        ("2018-08-01 08:00:00", "2018-08-01 08:00:00", "2018-08-01"),  # 1: first day of the service, at opening
        ("2018-08-01 15:00:00", "2018-08-01 15:00:00", "2018-08-01"),  # 3: exactly 15 giờ is not "sau 15 giờ"
        ("2018-08-01 15:00:01", "2018-08-01 15:00:01", "2018-08-02"),  # 4
        ("2018-08-01 06:15:00", "2018-08-01 08:00:00", "2018-08-01"),  # 7: before opening
        ("2018-08-01 17:00:00", "2018-08-02 08:00:00", "2018-08-02"),  # 9: closed at 17:00:00
        ("2018-08-03 15:01:00", "2018-08-03 15:01:00", "2018-08-06"),  # 13: Friday
        ("2018-08-31 15:01:00", "2018-08-31 15:01:00", "2018-09-04"),  # 17: before a compensatory Monday
        ("2018-02-13 14:00:00", "2018-02-13 14:00:00", "2018-02-13"),  # 26: last day before Tết
        ("2018-02-13 15:01:00", "2018-02-13 15:01:00", "2018-02-21"),  # 27: after the long Tết
        ("2026-01-01 10:00:00", "2026-01-05 08:00:00", "2026-01-05"),  # 35: New Year and the swap
        ("2026-01-10 09:00:00", "2026-01-10 09:00:00", "2026-01-10"),  # 38: a working Saturday
        ("2026-04-29 15:45:00", "2026-04-29 15:45:00", "2026-05-04"),  # 45
        ("2018-08-01 15:00:59", "2018-08-01 15:00:59", "2018-08-02"),  # seconds count
        ("2018-08-01 12:30:00", "2018-08-01 12:30:00", "2018-08-01"),  # lunch does not close the day
        ("2018-08-01 07:59:59", "2018-08-01 08:00:00", "2018-08-01"),
        ("2018-08-01 16:59:59", "2018-08-01 16:59:59", "2018-08-02"),
        ("2018-08-01 23:59:59", "2018-08-02 08:00:00", "2018-08-02"),
        ("2018-08-02 00:00:00", "2018-08-02 08:00:00", "2018-08-02"),
        ("2018-09-03 10:00:00", "2018-09-04 08:00:00", "2018-09-04"),  # on the compensatory Monday
        ("2018-12-31 10:00:00", "2019-01-02 08:00:00", "2019-01-02"),  # on a swap day off, over the year's end
        ("2018-12-28 15:00:01", "2018-12-28 15:00:01", "2019-01-02"),
        ("2019-01-04 15:00:01", "2019-01-04 15:00:01", "2019-01-05"),  # Friday before a working Saturday
        ("2019-01-05 15:00:01", "2019-01-05 15:00:01", "2019-01-07"),  # a working Saturday after 15 giờ
        ("2026-01-10 17:00:00", "2026-01-12 08:00:00", "2026-01-12"),
        ("2026-08-31 09:00:00", "2026-09-03 08:00:00", "2026-09-03"),
        ("2020-02-28 15:00:01", "2020-02-28 15:00:01", "2020-03-02"),
        ("2016-02-29 09:00:00", "2016-02-29 09:00:00", "2016-02-29"),  # 29/2
        ("2026-12-31 15:00:01", "2026-12-31 15:00:01", "2027-01-04"),
        ("2018-08-03 15:10:00", "2018-08-03 15:10:00", "2018-08-06"),  # A4: the moment the post's hand-over was signed
        ("2018-08-03 09:00:00", "2018-08-03 09:00:00", "2018-08-03"),  # A5: complete again after a supplement
    ],
)
def test_worked_examples(submitted, counted, due_on):
    promise = due(local(submitted), CALENDAR)
    assert promise.counted_at == local(counted)
    assert promise.due_on == date.fromisoformat(due_on)
    assert promise.due_at == local(f"{due_on} 17:00:00")


def test_a_moment_in_another_zone_is_the_same_moment():
    promise = due(datetime(2018, 8, 1, 8, 0, 1, tzinfo=UTC), CALENDAR)
    assert promise.submitted_at.isoformat() == "2018-08-01T15:00:01+07:00"
    assert promise.due_on == date(2018, 8, 2)


def test_late_evening_utc_is_already_the_next_day_here():
    assert due(datetime(2018, 8, 1, 18, tzinfo=UTC), CALENDAR).due_on == date(2018, 8, 2)


def test_parts_of_a_second_do_not_count():
    promise = due(local("2018-08-01 15:00:00.999999"), CALENDAR)
    assert promise.due_on == date(2018, 8, 1)
    assert promise.submitted_at.microsecond == 0


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"):
        due(datetime(2018, 8, 1, 9), CALENDAR)


@pytest.mark.parametrize("moment", ["2015-12-31 09:00:00", "2027-01-29 15:00:01", "2027-02-01 09:00:00"])
def test_where_the_calendar_is_not_decided_the_rule_refuses(moment):
    with pytest.raises(CalendarMissing):
        due(local(moment), CALENDAR)


def test_a_late_exception_moves_only_what_is_asked_after_it():
    storm = Exceptional("emergency_closure", "Đóng cửa vì bão số 9")
    closed = WorkingCalendar(CALENDAR.exceptions | {date(2018, 8, 2): storm}, CALENDAR.known)
    assert due(local("2018-08-01 15:00:01"), CALENDAR).due_on == date(2018, 8, 2)
    assert due(local("2018-08-01 15:00:01"), closed).due_on == date(2018, 8, 3)


def test_an_office_that_closes_early_counts_from_its_next_opening():
    calendar = WorkingCalendar({}, CALENDAR.known, (Hours(time(7, 30), time(11, 30)),))
    promise = due(local("2018-08-01 14:00:00"), calendar)
    assert promise.counted_at == local("2018-08-02 07:30:00")
    assert promise.due_at == local("2018-08-02 11:30:00")


def test_the_cut_off_belongs_to_the_policy():
    assert due(local("2018-08-01 14:00:01"), CALENDAR, Policy(cutoff=time(14))).due_on == date(2018, 8, 2)


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (
            "2018-08-01 15:00:00",
            ["Nộp lúc 15:00:00, thứ Tư 01/08/2018.", "Nhận không sau 15 giờ nên giải quyết trong ngày thứ Tư 01/08/2018."],
        ),
        (
            "2018-02-13 15:01:00",
            [
                "Nộp lúc 15:01:00, thứ Ba 13/02/2018.",
                "Nhận sau 15 giờ nên giải quyết trong ngày làm việc tiếp theo: thứ Tư 21/02/2018.",
                "Từ thứ Tư 14/02/2018 đến thứ Ba 20/02/2018 nghỉ Tết Nguyên đán.",
            ],
        ),
        (
            "2026-01-01 10:00:00",
            [
                "Nộp lúc 10:00:00, thứ Năm 01/01/2026.",
                "Thứ Năm 01/01/2026 nghỉ Tết Dương lịch nên tính là nhận lúc 08:00, thứ Hai 05/01/2026.",
                "Thứ Sáu 02/01/2026 nghỉ, làm bù vào thứ Bảy 10/01/2026, theo Công văn 12729/VPCP-KGVX.",
                "Nhận không sau 15 giờ nên giải quyết trong ngày thứ Hai 05/01/2026.",
            ],
        ),
        (
            "2026-01-10 09:00:00",
            [
                "Nộp lúc 09:00:00, thứ Bảy 10/01/2026.",
                "Thứ Bảy 10/01/2026 là ngày làm việc: làm bù cho ngày 02/01/2026, theo Công văn 12729/VPCP-KGVX.",
                "Nhận không sau 15 giờ nên giải quyết trong ngày thứ Bảy 10/01/2026.",
            ],
        ),
        (
            "2018-08-04 10:00:00",
            [
                "Nộp lúc 10:00:00, thứ Bảy 04/08/2018.",
                "Thứ Bảy 04/08/2018 là ngày nghỉ hằng tuần nên tính là nhận lúc 08:00, thứ Hai 06/08/2018.",
                "Nhận không sau 15 giờ nên giải quyết trong ngày thứ Hai 06/08/2018.",
            ],
        ),
    ],
)
def test_the_reasons_are_full_sentences(moment, why):
    assert list(due(local(moment), CALENDAR).why) == why


@pytest.mark.parametrize(
    ("moment", "why_en"),
    [
        (
            "2026-08-28 15:00:01",
            [
                "Sent at 15:00:01 on Friday 28/08/2026.",
                "Received after 15:00, so it is resolved on the next working day: Thursday 03/09/2026.",
                "Monday 31/08/2026: day off, worked on Saturday 22/08/2026 instead, under Notice 9441/TB-BNV.",
                "From Tuesday 01/09/2026 to Wednesday 02/09/2026: National Day.",
            ],
        ),
        (
            "2018-09-03 10:00:00",
            [
                "Sent at 10:00:00 on Monday 03/09/2018.",
                "Monday 03/09/2018: National Day (day off in lieu), so it counts as received at 08:00 on Tuesday 04/09/2018.",
                "Received by 15:00, so it is resolved the same day: Tuesday 04/09/2018.",
            ],
        ),
        (
            "2026-01-09 17:00:00",
            [
                "Sent at 17:00:00 on Friday 09/01/2026.",
                "The office closes at 17:00, so it counts as received at 08:00 on Saturday 10/01/2026.",
                "Saturday 10/01/2026: working Saturday, in place of 02/01/2026, under Official Letter 12729/VPCP-KGVX.",
                "Received by 15:00, so it is resolved the same day: Saturday 10/01/2026.",
            ],
        ),
        (
            "2018-08-05 10:00:00",
            [
                "Sent at 10:00:00 on Sunday 05/08/2018.",
                "Sunday 05/08/2018 is a weekly day off, so it counts as received at 08:00 on Monday 06/08/2018.",
                "Received by 15:00, so it is resolved the same day: Monday 06/08/2018.",
            ],
        ),
        (
            "2018-08-01 06:15:00",
            [
                "Sent at 06:15:00 on Wednesday 01/08/2018.",
                "That is before opening time (08:00), so it counts as received at 08:00 on Wednesday 01/08/2018.",
                "Received by 15:00, so it is resolved the same day: Wednesday 01/08/2018.",
            ],
        ),
    ],
)
def test_the_reasons_are_told_in_english_too(moment, why_en):
    assert list(due(local(moment), CALENDAR).why_en) == why_en


@pytest.mark.parametrize("kind", [kind for kind in CalendarException.Kind if kind != CalendarException.Kind.SWAP_WORKING])
def test_a_day_off_without_an_english_name_is_told_by_its_kind(kind):
    nameless = Exceptional(kind, "Tên chỉ có tiếng Việt", legal_document="Tờ trình 7/UBND")
    calendar = WorkingCalendar({date(2018, 8, 2): nameless}, CALENDAR.known)
    [*_others, told] = due(local("2018-08-01 15:00:01"), calendar).why_en
    assert re.fullmatch(r"Thursday 02/08/2018: [a-z ,]+, under Tờ trình 7/UBND\.", told)


# --- For every moment -----------------------------------------------------------------------------------------------

moments = st.datetimes(datetime(2016, 1, 1), datetime(2026, 12, 31, 23, 59, 59)).map(lambda m: m.replace(tzinfo=HANOI))
close_by = st.timedeltas(timedelta(0), timedelta(days=12))


@given(moments, close_by)
def test_a_later_submission_is_never_due_earlier(moment, later):
    second = min(moment + later, local("2026-12-31 23:59:59"))
    assert due(moment, CALENDAR).due_on <= due(second, CALENDAR).due_on


@given(moments)
def test_nothing_is_counted_or_due_on_a_day_off(moment):
    promise = due(moment, CALENDAR)
    assert CALENDAR.is_working_day(promise.due_on)
    assert CALENDAR.is_working_day(promise.counted_at.date())
    assert promise.submitted_at <= promise.counted_at < promise.due_at


@given(moments)
def test_the_moment_it_counts_from_gives_the_same_promise(moment):
    promise = due(moment, CALENDAR)
    again = due(promise.counted_at, CALENDAR)
    assert (again.counted_at, again.due_on, again.due_at) == (promise.counted_at, promise.due_on, promise.due_at)


@given(moments)
def test_it_is_due_on_the_day_it_counts_or_the_next_working_day(moment):
    promise = due(moment, CALENDAR)
    received_on = promise.counted_at.date()
    assert promise.due_on in {received_on, CALENDAR.next_working_day(received_on)}


@given(moments)
def test_the_last_reason_names_the_due_day_or_a_holiday_before_it(moment):
    promise = due(moment, CALENDAR)
    assert any(f"{promise.due_on:%d/%m/%Y}" in sentence for sentence in promise.why)
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in promise.why)


@given(moments)
def test_each_reason_has_its_english_counterpart_with_the_same_days(moment):
    promise = due(moment, CALENDAR)
    days_told = [[re.findall(r"\d\d/\d\d/\d{4}", told) for told in why] for why in (promise.why, promise.why_en)]
    assert days_told[0] == days_told[1]
    assert all(told.isascii() or "Hùng" in told for told in promise.why_en)
