"""What has been written into the demo's books since: a divorce, a correction, a note that waits, a scanned page, an import."""

import io
from datetime import datetime, timedelta

from PIL import Image, ImageDraw, ImageFont

from civil_registry.annotating import GroundPaper, annotate, confirm_note
from civil_registry.importing import running, templates
from civil_registry.models import Annotation, CopyState, EventKind, Ground, Matter, RegisterEntry, RegisterImport
from civil_registry.scans import attach_scan
from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.documents.words import partial_date
from portal.offices.models import Office
from portal.uploads import Checked
from postal.demo.photos import FONT

COURT = GroundPaper(Ground.COURT, "45/2019/QĐST-HNGĐ", "2019-06-12", "Tòa án nhân dân quận Hai Bà Trưng")
DECISION = GroundPaper(Ground.DECISION, "118/QĐ-UBND", "2021-03-15", "Ủy ban nhân dân quận Hai Bà Trưng")
EXTRACT = GroundPaper(Ground.EXTRACT, "381/2026/TLCCHT", "2026-02-10", "Ủy ban nhân dân phường Hai Bà Trưng")


def load(users: dict[str, User], office: Office, *, now: datetime) -> None:
    """Once. `now` is aware; everything happened in the weeks before."""
    if RegisterImport.objects.exists():
        return
    officer = Actor(Role.CIVIL_STATUS_OFFICER, users["ha"].pk, office.pk)
    leader = Actor(Role.OFFICE_LEADER, users["tuan"].pk, office.pk)
    issued = RegisterEntry.objects.filter(book__holder=office, copies__state=CopyState.SIGNED).distinct().order_by("pk")
    births, marriages = issued.filter(book__kind=EventKind.BIRTH)[:3], issued.filter(book__kind=EventKind.MARRIAGE)[:1]
    for entry in marriages:
        note = _note(entry, Matter.DIVORCE, COURT, {}, by=officer, at=now - timedelta(days=30))
        confirm_note(note.pk, by=leader, at=now - timedelta(days=29))
    for place, entry in enumerate(births):
        attach_scan(entry.pk, file=_page(entry), by=officer, at=now - timedelta(days=21))
        changes = ({"mother_birth_year": "1963"}, {"place_of_origin": "Xã Đông Ngạc, huyện Từ Liêm, thành phố Hà Nội"})[
            place % 2
        ]
        ground, matter = ((DECISION, Matter.CORRECTION), (EXTRACT, Matter.ADDITION))[place % 2]
        note = _note(entry, matter, ground, changes, by=officer, at=now - timedelta(days=20))
        if place == 0:
            confirm_note(note.pk, by=leader, at=now - timedelta(days=19))
    _import(office, officer, now - timedelta(days=10))


def _note(entry: RegisterEntry, matter: str, ground: GroundPaper, values: dict, *, by: Actor, at: datetime) -> Annotation:
    return annotate(entry.pk, matter=matter, ground=ground, values=values, seen_version=entry.version, by=by, at=at)


def _import(office: Office, by: Actor, at: datetime) -> None:
    """A small file with one row that cannot be entered."""
    text = templates.template(EventKind.DEATH)
    content = (text + text.splitlines()[1].replace("12 bis", "13").replace("20/3/1990", "31/2/1990") + "\r\n").encode()
    asked = {"name": "khai-tu-1990.csv", "content_type": "application/octet-stream", "office": office, "kind": ""}
    run = running.upload(content, **asked, by=by, at=at)
    running.start(run.pk, by=by, at=at)
    running.run_import(run.pk, clock=lambda: at)


def _page(entry: RegisterEntry) -> Checked:
    """A drawn page of an old book with the entry's own words."""
    picture = Image.new("RGB", (1100, 780), "#efe6d0")
    pen, large, small = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), 40), ImageFont.truetype(str(FONT), 28)
    pen.text((60, 40), f"SỔ ĐĂNG KÝ KHAI SINH {entry.book.year}", font=large, fill="#4c3a22")
    shown = (entry.number, entry.subject_name, entry.fields.get("birth_date", ""), entry.fields.get("mother_name", ""))
    rows = zip(("Số", "Họ, chữ đệm, tên", "Ngày sinh", "Người mẹ"), shown, strict=True)
    for place, (label, value) in enumerate(rows):
        y = 160 + place * 110
        pen.line((60, y + 80, 1040, y + 80), fill="#b39b6d", width=2)
        pen.text((60, y), label, font=small, fill="#7a6540")
        pen.text((360, y), partial_date(value) if label == "Ngày sinh" else value, font=large, fill="#22324f")
    pen.text((60, 660), "Bản vẽ minh họa, không phải sổ thật", font=small, fill="#7a6540")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return Checked(f"trang-so-{entry.number}.jpg", out.getvalue(), "image/jpeg", width=1100, height=780)
