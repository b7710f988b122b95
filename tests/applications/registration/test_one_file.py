"""One more procedure is one more file: nothing else changes, and it is found, filed, entered and given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from applications import procedures
from applications.catalogue import catalogue
from applications.forms.questions import questions_form
from applications.procedures import reading
from applications.states import State
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
CACHES = (reading.procedure_files, procedures.procedures, catalogue, questions_form)
FILE = """
code = "9.000001"
slug = "khai-sinh-tai-nha-thu"
group = "khai-sinh"
level = 3
needs_review = true
order = 9
name = { vi = "Đăng ký khai sinh tại nhà (thử)", en = "Registering a birth at home (a trial)" }
who = { vi = "Cha, mẹ.", en = "The parents." }
office = { vi = "Ủy ban nhân dân phường, xã.", en = "The ward or commune." }
limit = { vi = "Hai ngày làm việc.", en = "Two working days." }
fee = { vi = "Không thu.", en = "Free." }
result = { vi = "Giấy khai sinh.", en = "The birth certificate." }
laws = ["60/2014/QH13"]
synonyms = ["đăng ký tại nhà"]
situations = ["con-moi-sinh"]

[filing]
offered_as = "L3-TU-PHAP"
until = 2026-03-31
limit = { kind = "working_days", amount = 2 }
fee_vnd = 0
subject = "child"
delivery = "desk"

[filing.place_words]
title = { vi = "Nhà ở phường, xã nào?", en = "In which ward or commune is the home?" }
lead = { vi = "Cán bộ đến tận nhà.", en = "An official comes to the home." }
label = { vi = "Nơi cư trú", en = "Residence" }

[register]
kind = "birth"
entries = ["child"]

[[kinds]]
code = "birth"
slug = "khai-sinh-tai-nha-thu"
label = { vi = "Đăng ký khai sinh tại nhà", en = "Registering a birth at home" }
event = { vi = "khai sinh", en = "birth" }
paper = { vi = "Giấy khai sinh", en = "birth certificate" }

[[steps]]
use = "office"

[[steps]]
use = "requester"

[[steps]]
code = "child"
part = 2
title = { vi = "Tờ khai", en = "Form" }
heading = { vi = "Con", en = "The child" }

[[steps.questions]]
code = "full_name"
type = "name"
label = { vi = "Họ tên con", en = "Name of the child" }
register = "full_name"

[[steps]]
use = "papers"

[[steps]]
use = "delivery"

[[steps]]
use = "check"

[[slots]]
use = "birth_proof"
"""


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch) -> Iterator[str]:
    (tmp_path / "9.000001.toml").write_text(FILE)
    monkeypatch.setattr(reading, "FOLDERS", [*reading.FOLDERS, tmp_path])
    for cache in CACHES:
        cache.cache_clear()
    yield "khai-sinh-tai-nha-thu"
    for cache in CACHES:
        cache.cache_clear()


def test_the_catalogue_finds_it_without_tone_marks_and_shows_its_papers(one_more, client, clock):
    assert "Đăng ký khai sinh tại nhà" in client.get(reverse("public:procedures"), {"q": "dang ky tai nha"}).content.decode()
    page = client.get(reverse("public:procedure", args=[one_more])).content.decode()
    assert "Giấy chứng sinh" in page
    assert "Nộp hồ sơ trực tuyến" in page


def test_it_is_filed_promised_entered_and_given(one_more, registering, open_office, desk):
    filed = registering.filed(one_more, open_office, {"child": {"full_name": "Trần Gia Hân"}})
    assert (filed.due_on.isoformat(), filed.policy) == ("2026-03-24", "")
    signed = desk.registered(filed)
    assert (signed.state, signed.extract.entry.subject_name) == (State.ISSUED, "Trần Gia Hân")


def test_its_questions_say_in_both_languages_what_is_missing(one_more, registering, open_office):
    draft = registering.begin_procedure(one_more)
    refused = registering.answer(draft, "child", {"full_name": ""})
    assert "Nhập họ tên con" in str(refused.context["form"].errors["full_name"])


def test_a_draft_of_a_procedure_that_has_ended_is_kept_and_told(one_more, registering, open_office, clock):
    draft = registering.ready_procedure(one_more, open_office, {"child": {"full_name": "Trần Gia Hân"}})
    clock(hanoi(20, month=4))
    answer = registering.file(draft)
    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (409, State.DRAFT)
    assert "không còn nhận" in answer.content.decode()
