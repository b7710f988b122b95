"""Drawn photos of papers for invented dossiers, plainly marked; each kind is drawn once and shared by all."""

import io
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from applications.models import Application, Attachment
from portal import documents
from portal.documents.models import StoredDocument

FONT = Path(documents.__file__).parent / "fonts" / "Tinos-Bold.ttf"
WORDS = {"id_front": "CĂN CƯỚC – MẶT TRƯỚC", "id_back": "CĂN CƯỚC – MẶT SAU"}
SIZE, SMALL = (1600, 1000), (320, 200)


def attach(application: Application, slots: tuple[str, ...], *, at: datetime) -> None:
    for slot in slots:
        picture, small = _kept(f"training_{slot}", WORDS[slot])
        Attachment.objects.create(
            application=application,
            slot=slot,
            document=picture,
            thumbnail=small,
            original_name=f"{slot.replace('_', '-')}.jpg",
            width=SIZE[0],
            height=SIZE[1],
            uploaded_at=at,
        )


def _kept(kind: str, words: str) -> tuple[StoredDocument, StoredDocument]:
    picture, small = (StoredDocument.objects.filter(kind=name).order_by("pk").first() for name in (kind, f"{kind}_s"))
    if picture is None or small is None:
        drawn = _draw(words)
        picture, small = _keep(drawn, kind), _keep(drawn.resize(SMALL), f"{kind}_s")
    return picture, small


def _keep(picture: Image.Image, kind: str) -> StoredDocument:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return StoredDocument.keep(out.getvalue(), kind=kind, content_type="image/jpeg")


def _draw(words: str) -> Image.Image:
    picture = Image.new("RGB", SIZE, "#6d7471")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((120, 90, 1480, 910), 46, fill="#e6f0ec", outline="#14211f", width=4)
    pen.rectangle((180, 340, 520, 780), fill="#9fb8c4")
    pen.text((580, 150), words, font=ImageFont.truetype(str(FONT), 62), fill="#14211f")
    line = ImageFont.truetype(str(FONT), 46)
    for row, text in enumerate(("Ảnh vẽ để tập huấn", "Không phải giấy tờ của ai", "Họ tên, số: xem tờ khai")):
        pen.text((580, 360 + row * 90), text, font=line, fill="#14211f")
    pen.text((580, 700), "TẬP HUẤN", font=ImageFont.truetype(str(FONT), 130), fill="#8c1d18")
    return picture
