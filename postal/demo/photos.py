"""Two drawn photos of an identity card, marked as samples; every filed demo dossier shows the same ones."""

import io
from collections.abc import Iterable
from datetime import datetime

from PIL import Image, ImageDraw, ImageFont

from applications.models import Application, Attachment
from portal.documents.models import StoredDocument
from portal.documents.render import FONTS

FONT = FONTS / "Tinos-Bold.ttf"
SLOTS = (("id_front", "can-cuoc-mat-truoc.jpg", "CĂN CƯỚC"), ("id_back", "can-cuoc-mat-sau.jpg", "MẶT SAU"))
SHARED, OWN = "demo_photo", "demo_own"


def attach(application: Application, at: datetime, *, own: bool = False, also: Iterable[tuple[str, str, str]] = ()) -> None:
    """`own`: files of its own, for a draft, which takes its files along when it is thrown away."""
    for slot, name, words in (*SLOTS, *also):
        document, thumbnail = _photo(f"{OWN}_{slot}", words) if own else _shared_photo(slot, words)
        Attachment.objects.create(
            application=application,
            slot=slot,
            document=document,
            thumbnail=thumbnail,
            original_name=name,
            width=1600,
            height=1000,
            uploaded_at=at,
        )


def _shared_photo(slot: str, words: str) -> tuple[StoredDocument, StoredDocument]:
    kept = list(StoredDocument.objects.filter(kind__startswith=f"{SHARED}_{slot}").order_by("id")[:2])
    return (kept[0], kept[1]) if kept else _photo(f"{SHARED}_{slot}", words)


def _photo(kind: str, words: str) -> tuple[StoredDocument, StoredDocument]:
    picture = _draw(words)
    return _keep(picture, kind), _keep(picture.resize((320, 200)), f"{kind}_small")


def _keep(picture: Image.Image, kind: str) -> StoredDocument:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return StoredDocument.keep(out.getvalue(), kind=kind, content_type="image/jpeg")


def _draw(words: str) -> Image.Image:
    picture = Image.new("RGB", (1600, 1000), "#7a5b3c")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((120, 90, 1480, 910), 46, fill="#e6f0ec", outline="#c3d6cf", width=4)
    pen.ellipse((180, 150, 300, 270), fill="#b3261e")
    pen.rectangle((180, 340, 520, 780), fill="#9fb8c4")
    pen.ellipse((270, 400, 430, 580), fill="#f0cdb5")
    pen.pieslice((210, 590, 490, 970), 180, 360, fill="#36566b")
    pen.text((580, 150), words, font=ImageFont.truetype(str(FONT), 84), fill="#a01c1f")
    line = ImageFont.truetype(str(FONT), 46)
    for row, text in enumerate(("Bản vẽ minh họa", "Không phải giấy tờ thật", "Hộ tịch trực tuyến Hà Nội")):
        pen.text((580, 330 + row * 90), text, font=line, fill="#14211f")
    pen.text((900, 700), "MẪU", font=ImageFont.truetype(str(FONT), 150), fill="#d99a95")
    return picture
