"""What the person is given to read before anything is filed: the answers in words, as the check page tells them, frozen."""

from copy import copy
from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from applications import filing
from applications.assisted.models import Reading, Sitting, Way
from applications.conflicts import Conflict, conflicts
from applications.fees import FeeUnknown
from applications.models import Application
from applications.outlook import outlook
from applications.procedures import procedure_for
from applications.summary import sections_of
from portal.days import day_in_words
from portal.templatetags.portal import vnd


def content_of(draft: Application, now: datetime) -> dict[str, Any]:
    """The answers by section, the papers with a photo, the money and the promise of now; plain text that fits JSON."""
    with translation.override("vi"):
        procedure = procedure_for(draft.procedure_code)
        have = filing.slots_present(draft)
        sections = [
            {"title": str(section.title), "rows": [[str(label), str(value)] for label, value in section.rows]}
            for section in sections_of(draft)
        ]
        return {
            "name": draft.answers.get("requester", {}).get("full_name", ""),
            "kind": str(procedure.kind(draft.kind).label),
            "sections": sections,
            "papers": [str(slot.label) for slot in procedure.papers(draft.answers) if slot.code in have],
            "lines": [*_money(draft, now), *_promise(draft, now)],
        }


def state_of_reading(draft: Application) -> dict[str, Any]:
    """Where the reading of this draft stands, for the check page and the screen: `reading` is the last one, if any.

    Of answers changed since, nothing counts: `is_stale`.
    """
    reading = draft.readings.select_related("document").last()
    is_of_now = reading is not None and reading.saved_at == draft.saved_at
    return {
        "reading": reading,
        "is_stale": reading is not None and not is_of_now,
        "is_asked": is_of_now and reading.is_right is None,
        "is_right": is_of_now and reading.is_right is True,
        "is_wrong": is_of_now and reading.is_right is False,
        "on_screen": is_of_now and reading.way == Way.SCREEN,
    }


def on_check_page(sitting: Sitting, draft: Application) -> dict[str, Any]:
    """What stands on the check page in the place of the person's own declaration."""
    screen = getattr(sitting, "screen", None)
    return state_of_reading(draft) | {"has_screen": screen is not None, "doubts": doubts_of_sitting(sitting, draft)}


def doubts_of_sitting(sitting: Sitting, draft: Application) -> list[str]:
    """What the official should look at again: another paper than the one shown, or a matter of his own."""
    requester = draft.answers.get("requester", {})
    number = requester.get("personal_id") or requester.get("id_number") or ""
    found = []
    if number and number[-4:].upper() != sitting.last_digits.upper():
        found.append(f"Số giấy tờ của người yêu cầu không kết thúc bằng {sitting.last_digits} như giấy tờ đã xem.")
    return found + [
        f"{conflict.words} Không nộp hộ cho mình hoặc người thân; nhờ đồng nghiệp." for conflict in own_matter(draft)
    ]


def own_matter(draft: Application) -> list[Conflict]:
    """Why the person may be the official who helps, or a relative: asked of the draft as it would be filed."""
    procedure = procedure_for(draft.procedure_code)
    if not {"requester", procedure.subject, "delivery"} <= draft.answers.keys():
        return []
    as_filed = copy(draft)
    for name, value in procedure.file(draft.answers).items():
        setattr(as_filed, name, value)
    return conflicts(as_filed, draft.helped_by_id)


def is_answerable(reading: Reading, draft: Application) -> bool:
    return reading.is_right is None and reading.saved_at == draft.saved_at


def _money(draft: Application, now: datetime) -> list[str]:
    try:
        price = filing.price_of(draft, timezone.localdate(now))
    except FeeUnknown:
        return []
    return [] if price is None else [f"Số tiền trả khi nhận: {vnd(price.fee_vnd + (price.postage_vnd or 0))}."]


def _promise(draft: Application, now: datetime) -> list[str]:
    limit = procedure_for(draft.procedure_code).limit_code(draft.checked_answers)
    ahead = outlook(now, draft.office, limit) if draft.office else None
    return [f"Nộp bây giờ thì giải quyết trong {day_in_words(ahead.due_on)}."] if ahead else []
