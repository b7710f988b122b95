"""C12, C13, C16, C17: where it stands, what to do, letters, refusal and withdrawal; each person his own."""

import pytest
from django.urls import reverse

from applications import actions
from applications.looks import looks_at
from applications.models import Application, Slip
from applications.states import State
from applications.timeline import in_groups, timeline_of
from portal.accounts.actors import Actor
from portal.audit.models import Entry
from portal.audit.trail import record
from portal.documents.models import StoredDocument
from tests import factories
from tests.factories import acting, hanoi


def url(name: str, application, *more) -> str:
    return reverse(f"applications:{name}", args=[application.ref, *more])


@pytest.fixture
def mine(client_of, an):
    return client_of(an)


def page_of(client, name, application, *more) -> str:
    answer = client.get(url(name, application, *more))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_one_says_when_there_will_be_a_result_and_why(mine, filed):
    page = page_of(mine, "timeline", filed)
    assert "trong hôm nay, thứ Sáu 20/03/2026" in page
    assert "Vì sao hạn này?" in page
    assert "Nộp lúc 09:22:00, thứ Sáu 20/03/2026." in page


def test_one_that_is_late_is_apologised_for(mine, filed, clock):
    clock(hanoi(20, 17, 1))
    page = page_of(mine, "timeline", filed)
    assert "Xin lỗi ông/bà" in page
    assert "Chưa phải làm gì" not in page


@pytest.mark.parametrize("name", ["filed", "timeline"])
def test_the_promise_leads_to_its_own_computation(mine, filed, office, name):
    query = f"ngay=20&amp;thang=3&amp;nam=2026&amp;gio=9&amp;phut=22&amp;giay=0&amp;co_quan={office.code}"
    assert f'href="/tinh-thoi-han/?{query}"' in page_of(mine, name, filed)


def test_after_a_supplement_the_computation_begins_there(mine, asked, an):
    actions.resubmit(asked.pk, answers={"round": 1, "items": []}, by=acting(an), at=hanoi(20, 15, 30))
    assert "gio=15&amp;phut=30&amp;giay=0" in page_of(mine, "timeline", asked)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (hanoi(20, 15, 24), "Còn 1 giờ 36 phút<"),
        (hanoi(20, 15, 55), "Còn 1 giờ 05 phút<"),
        (hanoi(20, 15, 0), "Còn 2 giờ<"),
        (hanoi(20, 16, 59, 30), "Còn 0 phút<"),
    ],
)
def test_on_the_last_day_the_time_left_is_told_to_the_minute(mine, filed, clock, now, words):
    clock(now)
    assert words in page_of(mine, "timeline", filed)


def test_before_the_last_day_the_days_left_are_told(mine, filed, an, office, clock):
    clock(hanoi(20, 15, 30))
    later = factories.submitted(office, an, at=hanoi(20, 15, 30))
    assert "Còn 3 ngày<" in page_of(mine, "timeline", later)


@pytest.mark.parametrize("end", [hanoi(20, 17, 0), hanoi(21, 9)])
def test_from_the_end_on_no_time_is_left(mine, filed, clock, end):
    clock(end)
    assert "time-left" not in page_of(mine, "timeline", filed)


def test_while_the_office_waits_for_the_citizen_no_time_runs(mine, asked):
    assert "time-left" not in page_of(mine, "timeline", asked)


def test_what_is_missing_stands_in_the_card_with_its_button(mine, asked):
    page = page_of(mine, "timeline", asked)
    assert "Ảnh mặt sau căn cước" in page
    assert f'href="{url("supplement", asked)}"' in page


def test_the_way_by_post_shows_its_number_money_and_address(mine, posted):
    page = page_of(mine, "timeline", posted)
    for words in ("EB 123 456 785 VN", "42.000\u00a0đồng", "phường Bạch Mai, Hà Nội", "Đang giao", "Đã ký trích lục, đúng hạn"):
        assert words in page


def test_a_failed_try_is_told(mine, posted, tu):
    actions.note_failed_delivery(posted.pk, reason="absent", by=acting(tu), at=hanoi(23, 10))
    assert "Giao chưa được, bưu tá sẽ gọi lại" in page_of(mine, "timeline", posted)


def test_events_stand_in_order_of_time_then_what_is_to_come(posted):
    events = timeline_of(posted, posted.history.all())
    assert [(event.state, event.label) for event in events] == [
        ("done", "Đã nộp hồ sơ"),
        ("done", "Đã tiếp nhận"),
        ("done", "Đã ký trích lục, đúng hạn"),
        ("done", "Đã bàn giao cho bưu điện"),
        ("current", "Đang giao"),
        ("later", "Đã nhận bản sao"),
    ]


def test_a_supplement_is_on_the_way_and_the_rest_still_to_come(asked):
    labels = [(event.state, event.label) for event in timeline_of(asked, asked.history.all())]
    assert labels[2:4] == [("done", "Cơ quan yêu cầu bổ sung"), ("current", "Chờ bổ sung")]
    assert ("later", "Đã ký trích lục") in labels


@pytest.mark.parametrize(("number", "shown"), [("EB123456785VN", "EB 123 456 785 VN"), ("VTP123", "VTP123"), ("", "")])
def test_a_number_of_the_post_is_shown_as_the_post_prints_it(number, shown):
    assert in_groups(number) == shown


def test_a_letter_is_downloaded_and_the_look_recorded(mine, asked):
    slip = Slip.objects.filter(kind="supplement").get()
    assert mine.get(url("slip", asked, slip.pk)).status_code == 202  # not printed yet
    slip.document = StoredDocument.keep(b"%PDF-1.7 phieu", kind="supplement")
    slip.save()
    answer = mine.get(url("slip", asked, slip.pk))
    assert answer.getvalue() == b"%PDF-1.7 phieu"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(action="slip.view").exists()


def test_a_proposed_refusal_is_nobodys_to_read(mine, filed, binh):
    slip = actions.propose_refusal(filed.pk, reason="x", next_way="", by=acting(binh), at=hanoi(20, 10))
    slip.document = StoredDocument.keep(b"%PDF-1.7", kind="refusal")
    slip.save()
    assert mine.get(url("slip", filed, slip.pk)).status_code == 404


def test_the_electronic_copy_is_there_once_it_is_rendered(mine, issued):
    assert mine.get(url("copy", issued)).status_code == 404
    issued.extract.document = StoredDocument.keep(b"%PDF-1.7 ban sao", kind="extract_copy")
    issued.extract.save()
    assert mine.get(url("copy", issued)).getvalue() == b"%PDF-1.7 ban sao"
    assert Entry.objects.filter(action="extract.view", subject=f"application:{issued.ref}").exists()


@pytest.mark.parametrize("name", ["timeline", "withdraw", "refusal", "supplement", "copy"])
def test_another_citizen_finds_nothing(name, filed, client_of):
    stranger = client_of(factories.user("Người Khác"))
    assert stranger.get(url(name, filed)).status_code == 404
    assert stranger.post(url(name, filed)).status_code in {404, 405}


def test_a_refusal_tells_reason_next_way_and_how_to_complain(mine, refused):
    page = page_of(mine, "refusal", refused)
    for words in ("Không có trong sổ.", "Đăng ký lại khai sinh.", "khiếu nại", "Không phải trả khoản nào"):
        assert words in page
    assert "hoàn lại" not in page


@pytest.mark.parametrize("name", ["refusal", "timeline"])
def test_a_refusal_gives_back_what_was_paid(mine, refused, name):
    Application.objects.filter(pk=refused.pk).update(fee_paid_vnd=16000)
    text = " ".join(page_of(mine, name, refused).split())
    assert "Cơ quan hoàn lại 16.000 đồng phí đã nộp." in text


def test_what_is_not_refused_has_no_such_page(mine, filed):
    assert mine.get(url("refusal", filed)).url == url("timeline", filed)


def test_one_withdraws_after_reading_what_it_means(mine, filed):
    assert "Hồ sơ đã rút không mở lại được" in page_of(mine, "withdraw", filed)
    assert mine.post(url("withdraw", filed), {"reason": "Không cần nữa"}).url == url("timeline", filed)
    filed.refresh_from_db()
    assert filed.state == State.WITHDRAWN
    assert filed.closing_reason == "Không cần nữa"


@pytest.mark.parametrize("paid_vnd", [0, 16000])
def test_a_withdrawal_says_what_comes_back(mine, filed, paid_vnd):
    Application.objects.filter(pk=filed.pk).update(fee_paid_vnd=paid_vnd)
    page = " ".join(mine.post(url("withdraw", filed), {"reason": ""}, follow=True).content.decode().split())
    back = " Cơ quan hoàn lại 16.000 đồng phí đã nộp." if paid_vnd else ""
    assert f"Hồ sơ đã được rút. Không phải trả khoản nào.{back}</" in page
    assert f"<p>Không phải trả khoản nào.{back} Khi cần, có thể nộp hồ sơ mới.</p>" in page


@pytest.mark.parametrize("paid_vnd", [0, 16000])
def test_what_lapsed_says_what_comes_back(mine, asked, paid_vnd):
    Application.objects.filter(pk=asked.pk).update(fee_paid_vnd=paid_vnd)
    actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4))
    back = " Cơ quan hoàn lại 16.000 đồng phí đã nộp." if paid_vnd else ""
    page = " ".join(page_of(mine, "timeline", asked).split())
    assert f"<p>Khi có đủ giấy tờ, nộp hồ sơ mới. Không phải trả khoản nào.{back} </p>" in page


def test_withdrawing_twice_is_no_fault(mine, filed):
    mine.post(url("withdraw", filed), {"reason": ""})
    answer = mine.post(url("withdraw", filed), {"reason": ""}, follow=True)
    assert "Hồ sơ này đã được rút." in answer.content.decode()
    assert filed.history.filter(verb="withdraw").count() == 1


def test_what_is_signed_cannot_be_withdrawn(mine, issued):
    answer = mine.post(url("withdraw", issued), {"reason": ""}, follow=True)
    assert "Kết quả đã ký nên không rút hồ sơ được nữa" in answer.content.decode()
    issued.refresh_from_db()
    assert issued.state == State.ISSUED


def test_a_long_reason_is_said_to_be_too_long_and_kept(mine, filed):
    answer = mine.post(url("withdraw", filed), {"reason": "x" * 600})
    assert answer.status_code == 400
    assert "Dài quá 500 ký tự, đang có 600" in answer.content.decode()
    assert "x" * 600 in answer.content.decode()


def test_the_list_has_drafts_running_and_done(mine, filed, office, an):
    factories.draft(an)
    withdrawn = factories.submitted(office, an)
    actions.withdraw(withdrawn.pk, reason="", by=acting(an), at=hanoi())
    page = mine.get(reverse("applications:mine")).content.decode()
    assert [page.index(title) for title in ("Đang giải quyết", "Hồ sơ nháp", "Đã xong")] == sorted(
        page.index(title) for title in ("Đang giải quyết", "Hồ sơ nháp", "Đã xong")
    )


def test_the_list_of_a_stranger_is_empty_and_says_what_to_do(client, filed):
    page = client.get(reverse("applications:mine")).content.decode()
    assert "Chưa có hồ sơ nào" in page
    assert filed.ref not in page


def test_the_citizen_sees_which_office_looked_and_never_a_name(mine, filed, binh):
    record("application.viewed", subject=f"application:{filed.ref}", by=acting(binh))
    page = page_of(mine, "timeline", filed)
    assert page.count("Mở hồ sơ<small>") == 1
    assert "Ủy ban nhân dân phường Hai Bà Trưng" in page
    assert binh.full_name not in page


def test_the_looks_are_the_last_twenty_in_one_query(filed, binh, django_assert_num_queries):
    for _time in range(25):
        record("attachment.viewed", subject=f"application:{filed.ref}", by=acting(binh))
    record("application.viewed", subject="application:OTHER", by=acting(binh))
    with django_assert_num_queries(1):
        looks = looks_at(filed)
    assert [look.what for look in looks] == ["Xem ảnh giấy tờ"] * 20


def test_nobody_has_looked_yet(mine, filed):
    assert "Chưa có cán bộ nào mở hồ sơ này." in page_of(mine, "timeline", filed)


def test_who_opened_it_by_a_code_is_named_as_such(filed):
    record("application.open_by_code", subject=f"application:{filed.ref}", by=Actor("citizen"))
    assert [(look.who, look.office) for look in looks_at(filed)] == [("Người có mã gửi đến điện thoại đã khai", None)]


@pytest.mark.parametrize("is_due", [True, False])
@pytest.mark.parametrize(
    ("name", "stage", "when"),
    [("timeline", "posted", ""), ("timeline", "issued", " khi nhận"), ("filed", "filed", " khi nhận")],
)
def test_nobody_is_told_to_have_no_money_ready(mine, request, name, stage, when, is_due):
    dossier = request.getfixturevalue(stage)
    if not is_due:
        Application.objects.filter(pk=dossier.pk).update(fee_vnd=0, postage_vnd=0)
    page = page_of(mine, name, dossier)
    assert (f"Chuẩn bị <strong>42.000\u00a0đồng</strong> và giấy tờ tùy thân{when}." in page) == is_due
    assert ("Chuẩn bị giấy tờ tùy thân khi nhận; không phải trả khoản nào." in page) != is_due


@pytest.mark.parametrize("page", ["receive", "supplement", "propose_refusal", "transfer", "apologise", "compare", "give"])
def test_whatever_page_of_it_an_official_opens_its_citizen_reads_of_it(client_of, binh, filed, page):
    client_of(binh).get(reverse(f"desk:{page}", args=[filed.ref]))
    assert [look.who for look in looks_at(filed)] == ["Cán bộ một cửa"]


def test_a_look_of_another_authority_is_read_too(filed):
    record("linked.view", subject=f"application:{filed.ref}", by=Actor("police_officer"), purpose="resolve")
    assert [look.who for look in looks_at(filed)] == ["Cán bộ công an đăng ký cư trú"]
