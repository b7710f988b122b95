"""The pages of linked cases: each side sees its own, strangers see nothing, and the citizen sees one strip."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from applications import actions as filing
from applications.linked import actions, slips
from applications.linked.models import Authority, ChildCase
from applications.linked.strip import strips_of
from portal.accounts.models import Role
from portal.audit.models import Entry
from portal.documents.models import StoredDocument
from portal.uploads import check
from tests import factories, pictures
from tests.factories import acting, hanoi
from tests.linked.filings import an_authority, filed, opened, part, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, binh, dung):
    stated(case, binh, dung)
    return case


@pytest.fixture
def held(sent, linh):
    return actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))


def page(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def test_the_queue_shows_what_waits_for_this_authority_alone(sent, linh, client_of):
    said = page(client_of(linh), "linked:queue")
    assert part(sent, "residence").number in said
    assert part(sent, "health_card").number not in said


def test_a_part_is_not_there_before_it_is_stated(case, linh, client_of):
    number = part(case, "residence").number
    assert client_of(linh).get(reverse("linked:part", args=[number])).status_code == 404


@pytest.mark.parametrize("route", ["linked:part", "linked:resolve", "linked:dispute", "linked:refuse"])
def test_another_authority_finds_nothing(sent, yen, client_of, route):
    number = part(sent, "residence").number
    assert client_of(yen).get(reverse(route, args=[number])).status_code == 404


def test_the_police_of_another_commune_find_nothing(sent, other_office, client_of):
    away = an_authority("police", "Công an phường Bạch Mai", other_office)
    stranger = factories.official("Người Lạ", away.office, Role.POLICE_OFFICER)
    assert client_of(stranger).get(reverse("linked:part", args=[part(sent, "residence").number])).status_code == 404


def test_a_role_of_another_kind_at_the_same_office_finds_nothing(sent, police, client_of):
    person = factories.official("Sai Vai", police.office, Role.INSURANCE_OFFICER)
    assert client_of(person).get(reverse("linked:part", args=[part(sent, "residence").number])).status_code == 404


def test_an_authority_sees_no_more_than_it_needs(held, linh, client_of):
    held.case.application.answers = {"mother": {"full_name": "Mẹ Không Cần Biết"}}
    held.case.application.save()
    said = page(client_of(linh), "linked:part", held.number)
    assert "Nguyễn Gia Bảo" in said
    assert "Mẹ Không Cần Biết" not in said
    assert "Cấp thẻ bảo hiểm y tế" not in said


def test_each_look_is_recorded(held, linh, client_of):
    page(client_of(linh), "linked:part", held.number)
    assert Entry.objects.filter(action="linked.view", actor=linh, subject=f"application:{held.case.application.ref}").exists()


def test_confirming_on_the_page_starts_the_clock(sent, linh, client_of):
    child = part(sent, "residence")
    client_of(linh).post(reverse("linked:confirm", args=[child.number]), {"version": child.version})
    assert part(sent, "residence").state == "accepted"


def test_a_page_that_was_open_too_long_confirms_nothing(sent, linh, binh, client_of):
    child = part(sent, "residence")
    actions.send(child.pk, by=acting(binh), at=hanoi(16, 15))
    client_of(linh).post(reverse("linked:confirm", args=[child.number]), {"version": child.version})
    assert part(sent, "residence").state == "sent"


def test_a_dispute_needs_a_reason_and_keeps_what_was_typed(sent, linh, client_of):
    url = reverse("linked:dispute", args=[part(sent, "residence").number])
    answer = client_of(linh).post(url, {"version": part(sent, "residence").version, "reason": " "})
    assert answer.status_code == 400
    assert "Ghi vì sao không nhận" in answer.content.decode()


@pytest.mark.parametrize(
    ("route", "typed", "state"),
    [
        ("linked:ask_for_supplement", {"items": "Giấy tờ nhà\nSổ", "reason": "Chưa rõ"}, "supplement_requested"),
        ("linked:resolve", {"number": "12/TB", "on": "2026-03-17", "where": "Công an phường"}, "resolved"),
        ("linked:refuse", {"reason": "Không đủ điều kiện"}, "refused"),
    ],
)
def test_the_authority_answers_on_its_pages(held, linh, client_of, route, typed, state):
    client_of(linh).post(reverse(route, args=[held.number]), typed | {"version": held.version})
    assert ChildCase.objects.get(pk=held.pk).state == state


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "", "on": "2026-03-17"}, "Ghi số, ký hiệu"),
        ({"number": "1", "on": "2099-01-01"}, "phải không sau hôm nay"),
        ({"number": "1", "on": "31/02/2026"}, "không có thật"),
        ({"number": "1", "on": "0012-01-01"}, "Kiểm tra lại năm"),
        ({"number": "x" * 61, "on": "2026-03-17"}, "Viết ngắn lại"),
    ],
)
def test_a_faulty_result_is_answered_in_words(held, linh, client_of, typed, said):
    answer = client_of(linh).post(reverse("linked:resolve", args=[held.number]), typed | {"version": held.version})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_change_is_made_by_post_only(sent, linh, binh, client_of):
    number = part(sent, "residence").number
    assert client_of(linh).get(reverse("linked:confirm", args=[number])).status_code == 405
    assert client_of(binh).get(reverse("linked_desk:send", args=[number])).status_code == 405


def test_the_desk_sees_its_dossiers_with_every_part(sent, binh, client_of):
    said = page(client_of(binh), "linked_desk:cases")
    assert "Công an phường Hai Bà Trưng" in said
    assert "Bảo hiểm xã hội cơ sở Hai Bà Trưng" in said


def test_of_all_dossiers_the_running_ones_stand_before_the_ended(case, office, an, binh, client_of):
    ended, running = filed(office, an), filed(office, an)
    filing.withdraw(ended.pk, reason="Đổi ý", by=acting(an), at=hanoi(16, 10))
    for application in (ended, running):
        opened(application, at=hanoi(16, 10, 1))
    shown = client_of(binh).get(reverse("linked_desk:cases"), {"xem": "tat-ca"}).context["strips"]
    assert [strip.case.application_id for strip in shown] == [running.pk, case.application_id, ended.pk]


def test_the_desk_reads_why_a_part_stopped_as_what_it_was(case, an, binh, client_of):
    filing.withdraw(case.application.pk, reason="Đổi ý", by=acting(an), at=hanoi(16, 10))
    actions.advance_cases(at=hanoi(16, 10, 1))
    said = page(client_of(binh), "linked_desk:case", case.application.ref)
    assert "<dt>Đã dừng</dt><dd>Người nộp đã rút hồ sơ.</dd>" in said
    assert "Bên nhận không nhận" not in said


def test_a_record_signed_before_the_part_moved_on_confirms_nothing(sent, binh, client_of):
    browser, child = client_of(binh), part(sent, "residence")
    for _ in range(2):
        version = part(sent, "residence").version
        browser.post(reverse("linked_desk:deliver_by_hand", args=[child.number]), {"version": version})
    typed = {"received_by": "Ngô Hoài Linh", "received_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "version": version}
    answer = browser.post(reverse("linked_desk:signed", args=[child.number]), typed)
    assert "Tải lại trang" in answer.content.decode()
    assert part(sent, "residence").state == "sent"


def test_the_desk_of_another_commune_finds_nothing(sent, chi, client_of):
    browser = client_of(chi)
    assert sent.application.code not in page(browser, "linked_desk:cases")
    assert browser.get(reverse("linked_desk:case", args=[sent.application.code])).status_code == 404
    assert browser.post(reverse("linked_desk:send", args=[part(sent, "residence").number])).status_code == 404


def test_the_desk_sends_again_after_a_dispute(sent, linh, binh, client_of):
    child = actions.dispute(part(sent, "residence").pk, reason="Thiếu", by=acting(linh), at=hanoi(17))
    client_of(binh).post(reverse("linked_desk:send", args=[child.number]), {"version": child.version})
    assert part(sent, "residence").attempts == 2


def test_carried_over_by_hand_the_record_is_printed_and_then_entered(sent, binh, client_of):
    browser, child = client_of(binh), part(sent, "residence")
    browser.post(reverse("linked_desk:deliver_by_hand", args=[child.number]), {"version": child.version})
    slip = part(sent, "residence").slips.get()
    slips.render(slip.pk)
    assert browser.get(reverse("linked_desk:slip", args=[child.number, slip.pk])).content.startswith(b"%PDF")
    typed = {"received_by": "Ngô Hoài Linh", "title": "Cán bộ", "received_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    url = reverse("linked_desk:signed", args=[child.number])
    browser.post(url, typed | {"version": part(sent, "residence").version})
    assert part(sent, "residence").state == "accepted"


def test_a_receipt_before_the_record_was_made_is_not_believed(sent, binh, client_of):
    browser, child = client_of(binh), part(sent, "residence")
    browser.post(reverse("linked_desk:deliver_by_hand", args=[child.number]), {"version": child.version})
    typed = {"received_by": "Linh", "received_at": f"{timezone.localtime() - timedelta(days=2):%Y-%m-%dT%H:%M}"}
    answer = browser.post(reverse("linked_desk:signed", args=[child.number]), typed | {"version": 1})
    assert "phải sau lúc lập biên bản" in answer.content.decode()


def test_the_citizen_sees_one_strip_with_who_has_it_and_until_when(held, an, client_of):
    said = page(client_of(an), "applications:timeline", held.case.application.ref)
    assert "Các phần việc của hồ sơ" in said
    assert "Công an phường Hai Bà Trưng" in said
    assert "Đã chuyển, đang giải quyết" in said
    assert "Đang chuyển, chờ nơi nhận xác nhận" in said  # the card is stated, and nobody has confirmed it


def test_an_authority_abolished_in_mid_case_hands_its_part_to_the_heir_on_every_page(held, police, linh, an, client_of, office):
    heir = an_authority("police", "Công an phường mới", office, since=date(2026, 3, 18))
    Authority.objects.filter(pk=police.pk).update(valid_to=date(2026, 3, 17), successor=heir)
    actions.pass_on_abolished(at=hanoi(19))
    successor = client_of(factories.official("Lê Kế Thừa", heir.office, Role.POLICE_OFFICER))
    assert held.number in page(successor, "linked:queue")
    assert successor.get(reverse("linked:part", args=[held.number])).status_code == 200
    assert client_of(linh).get(reverse("linked:part", args=[held.number])).status_code == 404
    assert "Công an phường mới" in page(client_of(an), "applications:timeline", held.case.application.ref)


def test_the_strip_promises_the_whole_until_that_day_has_passed(case):
    promised = [strips_of(case.application, now=hanoi(day, 10))[0].until for day in (16, 19, 20)]
    assert promised == [date(2026, 3, 19), date(2026, 3, 19), None]


def test_the_strip_of_a_withdrawn_filing_promises_and_counts_nothing(case, an, client_of):
    filing.withdraw(case.application.pk, reason="Đổi ý", by=acting(an), at=hanoi(16, 10))
    actions.advance_cases(at=hanoi(16, 10, 1))
    said = page(client_of(an), "applications:timeline", case.application.ref)
    assert "Xong 0 trên 3 phần." in said
    assert strips_of(case.application, now=hanoi(16, 11))[0].until is None


def test_the_strip_speaks_english_on_english_pages(held, an, client_of):
    said = client_of(an).get(f"/en/ho-so/{held.case.application.ref}/").content.decode()
    assert "Permanent residence" in said
    assert "Sent, being processed" in said


def test_a_filing_that_is_not_linked_has_no_strip(world, office, an, client_of):
    application = factories.submitted(office, an)
    assert "Các phần việc của hồ sơ" not in page(client_of(an), "applications:timeline", application.ref)


@pytest.fixture
def asked(held, linh):
    return actions.ask_for_supplement(held.pk, items=["Giấy tờ nhà"], reason="Chưa rõ.", by=acting(linh), at=hanoi(18))


def test_an_authority_may_refuse_where_the_citizen_never_answers(asked, linh, client_of):
    browser, url = client_of(linh), reverse("linked:refuse", args=[asked.number])
    assert url in page(browser, "linked:part", asked.number)
    assert "Ghi từ chối" in browser.get(url).content.decode()
    browser.post(url, {"version": asked.version, "reason": "Không bổ sung, không đủ căn cứ."})
    assert ChildCase.objects.get(pk=asked.pk).state == "refused"


def supplement(child) -> str:
    return reverse("linked_citizen:supplement", args=[child.case.application.ref, child.key])


def test_the_citizen_answers_one_authority_in_words(asked, an, client_of):
    answer = client_of(an).post(supplement(asked), {"version": asked.version, "words_1": "Nhà của ông bà"})
    assert answer.status_code == 302
    assert ChildCase.objects.get(pk=asked.pk).state == "accepted"


def test_the_citizen_answers_with_a_photo_that_only_this_authority_sees(asked, an, linh, yen, client_of):
    photo = SimpleUploadedFile("nha.jpg", pictures.photo(), "image/jpeg")
    client_of(an).post(supplement(asked), {"version": asked.version, "file_1": photo})
    paper = asked.papers.get()
    url = reverse("linked:paper", args=[asked.number, paper.pk])
    assert client_of(linh).get(url)["Content-Type"] == "image/jpeg"
    assert client_of(yen).get(url).status_code == 404


def test_an_empty_answer_is_told_beside_the_field(asked, an, client_of):
    answer = client_of(an).post(supplement(asked), {"version": asked.version})
    assert answer.status_code == 400
    assert "Trả lời hoặc gửi ảnh cho mục 1" in answer.content.decode()


def test_a_file_that_is_no_photo_is_refused_and_the_words_stay(asked, an, client_of):
    file = SimpleUploadedFile("virus.exe", b"MZ" * 50)
    answer = client_of(an).post(supplement(asked), {"version": asked.version, "words_1": "Đây", "file_1": file})
    assert answer.status_code == 400
    assert "Đây" in answer.content.decode()


def test_a_stranger_cannot_answer(asked, client_of):
    assert client_of(factories.user("Người Khác")).get(supplement(asked)).status_code == 404


def test_a_second_click_finds_it_answered(asked, an, client_of):
    browser = client_of(an)
    for _ in range(2):
        answer = browser.post(supplement(asked), {"version": asked.version, "words_1": "Nhà"})
        assert answer.status_code == 302
    assert asked.history.filter(verb="supplement").count() == 1


def test_a_photo_sent_again_is_kept_once(case, police, linh, binh, dung):
    stated(case, binh, dung)
    child = part(case, "residence")
    actions.confirm(child.pk, by=acting(linh), at=hanoi(16, 11))
    actions.ask_for_supplement(child.pk, items=["Ảnh"], reason="Chưa rõ.", by=acting(linh), at=hanoi(16, 12))
    for _ in range(3):
        actions.add_paper(child.pk, place=1, file=check("nha.jpg", pictures.photo()), at=hanoi(16, 13))
    assert child.papers.count() == StoredDocument.objects.filter(kind="linked_paper").count() == 1
