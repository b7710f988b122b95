"""The papers of an application as pages show them: each slot with its files, and the names of slots."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from applications.models import Application, Attachment
from applications.procedures import procedure_for
from applications.procedures.base import PaperSlot
from portal.uploads.warnings import warning_in_words

_KIND_NAMES = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment with the words beside it."""

    attachment: Attachment

    @property
    def kind(self) -> str:
        return _KIND_NAMES.get(self.attachment.document.content_type, "")

    @property
    def is_image(self) -> bool:
        return self.attachment.document.content_type.startswith("image/")

    @property
    def size(self) -> str:
        """ "412 KB", "2,1 MB"."""
        size = self.attachment.document.size
        if size < 1_000_000:
            return f"{max(1, round(size / 1000))} KB"
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")

    @property
    def warning(self) -> tuple[str, str] | None:
        """(title, advice), or None where nothing is wrong."""
        shown = self.attachment
        return warning_in_words(shown.warning, shown.width, shown.height) if shown.warning else None


@dataclass(slots=True)
class SlotOnPage:
    """One paper on a page: what is asked for, what is there, what went wrong with the last file."""

    slot: PaperSlot
    files: list[KeptFile] = field(default_factory=list)
    error: str = ""

    @property
    def title(self) -> str:
        """The label without "(nếu có)": the page says that beside it."""
        label = str(self.slot.label)
        return label if self.slot.required or not label.endswith(")") else label.rpartition(" (")[0]

    @property
    def is_done(self) -> bool:
        """One file was asked for, and it is there and readable: the page shows it large."""
        return self.is_single and bool(self.files) and not self.files[0].warning and not self.error

    @property
    def has_room(self) -> bool:
        return len(self.files) < self.slot.max_files

    @property
    def is_single(self) -> bool:
        return self.slot.max_files == 1

    @property
    def is_missing(self) -> bool:
        return self.slot.required and not self.files

    @property
    def input_id(self) -> str:
        return f"tep-{self.slot.code}"


def slots_on_page(slots: tuple[PaperSlot, ...], attachments: list[Attachment]) -> list[SlotOnPage]:
    by_slot: dict[str, list[KeptFile]] = {}
    for attachment in attachments:
        by_slot.setdefault(attachment.slot, []).append(KeptFile(attachment))
    return [SlotOnPage(slot, by_slot.get(slot.code, [])) for slot in slots]


def missing_sentence(slot: PaperSlot) -> str:
    """ "Chụp hoặc chọn ảnh mặt trước thẻ căn cước" """
    label = str(slot.label)
    return _("Chụp hoặc chọn ảnh %(paper)s") % {"paper": label[:1].lower() + label[1:]}


def slot_label(application: Application, code: str) -> str:
    """The name of a slot on any page: a paper of the procedure, or a thing asked for in a supplement."""
    procedure = procedure_for(application.procedure_code)
    shown = (*procedure.slots, *procedure.papers(application.answers))  # also of one that is asked for no more
    slots = {slot.code: str(slot.label) for slot in shown}
    if code.startswith("supplement_"):
        return _asked_for(application, code) or _("Giấy tờ bổ sung")
    return slots.get(code, code)


def labelled(application: Application, attachments: Iterable[Attachment]) -> list[Attachment]:
    """The same files, each with the `label` of the paper it shows: a telephone's file name says nothing."""
    files = list(attachments)
    labels = {code: slot_label(application, code) for code in {attachment.slot for attachment in files}}
    for attachment in files:
        attachment.label = labels[attachment.slot]
    return files


def supplement_of(code: str) -> int:
    """ "supplement_2_1" -> 2: the request that a file answers; 0 for a paper of the application itself."""
    parts = code.split("_")
    return int(parts[1]) if code.startswith("supplement_") and parts[1].isdigit() else 0


def _asked_for(application: Application, code: str) -> str:
    """ "supplement_2_1" -> the first thing of the second request."""
    parts = code.split("_")
    requests = list(application.history.filter(verb="ask_for_supplement"))
    if len(parts) != 3 or not all(part.isdigit() for part in parts[1:]) or int(parts[1]) > len(requests):
        return ""
    items = requests[int(parts[1]) - 1].detail.get("items", [])
    return items[int(parts[2]) - 1] if int(parts[2]) <= len(items) else ""
