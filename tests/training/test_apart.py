"""A busy sandbox beside the real service: not in the figures, the post, the messages, the numbers; its papers say so."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import actions, forecast, notifications, nudges, radar, watch
from applications.errors import NotTheRightOffice
from applications.finding import find_filed
from applications.models import FeePolicy, StateChange
from applications.reports.figures import figures
from applications.reports.overdue import overdue_offices
from applications.reports.rollup import close_days
from applications.reports.scope import Scope
from applications.reports.units import all_units
from applications.tasks import render_pending_filed_papers, render_pending_slips
from civil_registry.models import ExtractCopy, NumberedIn, NumberingRule
from civil_registry.tasks import render_pending_copies
from portal.documents.models import StoredDocument
from portal.messaging.models import OutgoingMessage
from portal.offices.calendar import calendar_for
from portal.offices.finder import find_places, unit_standing
from portal.offices.models import Office
from postal.actions.parcels import prepare_parcel, without_parcel
from postal.errors import NotForThePost
from postal.models import Account, Parcel
from tests import factories
from tests.documents import judges
from tests.factories import acting, hanoi
from tests.training.steps import receive

pytestmark = pytest.mark.django_db
HOME = "/mot-cua/tap-huan/"


@pytest.fixture
def real(terms, office, binh, dung):
    """A signed dossier and an open one of the real office."""
    factories.submitted(office, at=hanoi(19, 10))
    application = factories.submitted(office, at=hanoi(19, 9))
    actions.receive(application.pk, by=acting(binh), at=hanoi(19, 9, 40))
    entry = factories.birth_entry(office)
    actions.draw_up(application.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(19, 10))
    actions.send_for_signature(application.pk, by=acting(binh), at=hanoi(19, 10, 5))
    actions.sign(application.pk, by=acting(dung), at=hanoi(19, 11))
    application.refresh_from_db()
    return application


@pytest.fixture
def busy(real, inside, begun, binh):
    """`busy()`: exercises begun and done; gives the run of a signed copy."""

    def train():
        browser = inside(binh)
        for exercise in ("tiep-nhan", "bo-sung", "tu-choi", "cap-ban-sao"):
            receive(browser, begun(browser, exercise).application)
        return begun(browser, "ban-giao")

    return train


def what_is_counted(office) -> list:
    """Everything that counts or foretells, late enough for open dossiers to be overdue and stuck."""
    scope = Scope(hanoi(1).date(), hanoi(31).date(), hanoi(24))
    return [
        figures(scope, calendar_for(office)),
        [(row.office, row.late, row.running) for row in overdue_offices(now=hanoi(24))],
        [(line.office, line.total) for line in radar.stuck_offices(now=hanoi(24))],
        forecast.forecasts(now=hanoi(20, 16)),
        all_units(),
    ]


def test_figures_are_the_same_with_a_busy_sandbox(busy, real, office):
    before = what_is_counted(office)
    busy()
    assert what_is_counted(office) == before


def test_the_sums_of_closed_days_are_those_of_real_dossiers(busy, real, office):
    scope = Scope(hanoi(1).date(), hanoi(31).date(), hanoi(24))
    before = figures(scope, calendar_for(office))
    busy()
    close_days(at=hanoi(24))
    assert figures(scope, calendar_for(office)).total == before.total
    assert set(figures(scope, calendar_for(office)).by_office) == {office.pk}


def test_no_message_and_no_letter_is_queued(busy, real, mai, dung):
    notifications.tell_pending(at=hanoi(20, 9))
    watch.mark_overdue(at=hanoi(20, 9))
    before = OutgoingMessage.objects.count()
    busy()
    notifications.tell_pending(at=hanoi(20, 9, 30))
    for tick in (watch.remind_before_close, nudges.tell_forecasts, watch.mark_overdue, nudges.tell_supervisors):
        for moment in (hanoi(20, 14, 5), hanoi(20, 16, 30), hanoi(23, 9, 0)):
            tick(at=moment)
    queued = OutgoingMessage.objects.order_by("pk")[before:]
    assert [message.subject_ref for message in queued if "TH" in message.subject_ref] == []
    assert not any("(tập huấn)" in message.text or "TH" in message.text.split("-")[0] for message in queued)
    assert not StateChange.objects.filter(told_at__isnull=True).exists()


def test_what_would_have_been_sent_is_shown_to_the_trainee(busy, inside, binh):
    run = busy()
    page = inside(binh).get(f"{HOME}luot/{run.pk}/").content.decode()
    assert "Tin lẽ ra đã gửi cho người nộp" in page
    assert "Tiếp nhận" in page
    assert run.application.ref in page.replace(" ", "") or run.application.dossier_code in page


def test_no_parcel_and_no_account_is_made(busy, binh):
    run = busy()
    assert not without_parcel(run.sandbox.office).exists()
    with pytest.raises(NotForThePost):
        prepare_parcel(run.application.pk, by=acting(binh), at=hanoi(20, 10))
    assert not Parcel.objects.exists()
    assert not Account.objects.exists()


def test_numbers_do_not_touch_the_units_even_where_the_city_counts_together(busy, real, office, binh, dung):
    NumberingRule.objects.create(from_year=2026, numbered_in=NumberedIn.CITY)
    first = ExtractCopy.objects.get(pk=real.extract_id).serial
    run = busy()
    copy = run.application.extract
    assert copy.serial == 1
    assert str(run.sandbox.office.pk) in copy.serial_scope
    assert run.application.dossier_code.startswith("TH")
    assert first == 1
    assert ExtractCopy.objects.filter(office=office).count() == 1


def test_nobody_finds_a_sandbox_to_file_at_or_to_pass_a_dossier_to(busy, binh, real, an):
    run = busy()
    sandbox = run.sandbox.office
    day = hanoi(20).date()
    assert sandbox not in [place.office for place in find_places("Hai Bà Trưng", level="commune", day=day)]
    assert unit_standing(sandbox.code, day) is None
    assert not Office.objects.filter(pk=sandbox.pk).exists()
    for code in (run.application.ref, run.application.dossier_code):
        assert find_filed(code, run.application.requester_phone) is None


def test_an_invented_dossier_never_reaches_a_real_desk(busy, begun, inside, binh, other_office):
    busy()
    run = begun(inside(binh), "tiep-nhan")
    factories.opened(other_office)
    with pytest.raises(NotTheRightOffice):
        actions.transfer(run.application.pk, to_id=other_office.pk, reason="Nhầm.", by=acting(binh), at=hanoi(20, 10))


def test_every_paper_carries_the_watermark_and_no_seal(busy, tmp_path):
    run = busy()
    for sweep in (render_pending_copies, render_pending_slips, render_pending_filed_papers):
        sweep()
    copy = ExtractCopy.objects.get(pk=run.application.extract_id)
    assert copy.seal is None
    assert copy.signing_key is None
    papers = {copy.document, *(slip.document for slip in run.application.slips.all())}
    papers |= {paper.document for paper in run.application.filed_papers.all()}
    assert len(papers) >= 4
    for document in papers:
        file = tmp_path / f"{document.pk}.pdf"
        file.write_bytes(document.read())
        letters = judges.text(file, 1, 99, "-raw").replace(" ", "")  # set aslant: a reader puts blanks between them
        assert "TẬPHUẤN–KHÔNGCÓGIÁTRỊ" in letters, document.kind


def test_a_real_paper_carries_no_watermark(real, tmp_path):
    render_pending_copies()
    file = tmp_path / "real.pdf"
    file.write_bytes(ExtractCopy.objects.get(pk=real.extract_id).document.read())
    assert "TẬP HUẤN" not in judges.text(file)


def test_verifying_says_that_it_is_a_training_paper(busy, client):
    copy = busy().application.extract
    year = copy.snapshot["fields"]["birth_date"][:4]
    page = client.post("/kiem-tra/", {"code": copy.check_code, "year": year}).content.decode()
    assert "Đây là giấy làm khi tập huấn, không có giá trị." in page
    assert "đang còn giá trị" not in page


def test_the_very_file_is_known_as_a_training_paper_too(busy, client):
    copy = busy().application.extract
    render_pending_copies()
    content = StoredDocument.objects.get(pk=ExtractCopy.objects.get(pk=copy.pk).document_id).read()
    page = client.post("/kiem-tra/tep/", {"file": SimpleUploadedFile("b.pdf", content, "application/pdf")})
    assert "Đây là giấy làm khi tập huấn" in page.content.decode()


def test_an_exercise_holds_no_fee_in_its_place(terms, inside, begun, binh):
    begun(inside(binh), "tiep-nhan")
    assert FeePolicy.objects.update(valid_to=date(2026, 3, 1)) > 0
    assert FeePolicy.objects.filter(procedure_code="2.000635").delete()[0] > 0
