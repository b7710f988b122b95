"""Signing many: which of the ticked extracts a leader may sign now, and what came of each.

The head answers for every paper: each is shown whole before the one button, and each signature is a transaction of its own,
so that one that cannot be signed leaves the others standing. Source: 60/2014/QH13 Art. 64; domain reference §5.1.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from applications import actions
from applications.conflicts import conflicts
from applications.errors import ApplicationError, ChangedMeanwhile
from applications.models import Application
from applications.tray import extracts_waiting
from applications.verbs import VERBS
from civil_registry.snapshots import changes_since
from portal.accounts.actors import Actor
from portal.offices.models import Office

AT_MOST = 50  # papers read in one go


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of them: signed with its number, or why not."""

    code: str
    serial: str = ""
    why: str = ""


def signable(office: Office, codes: Iterable[str], *, by_id: int) -> list[Application]:
    """Those of the codes that wait at the office and that this person did not draft; what runs out first comes first."""
    waiting = extracts_waiting(office).filter(dossier_code__in=list(codes)[:AT_MOST])
    mine = waiting.exclude(extract__drafted_by_id=by_id)
    return list(mine.select_related("office", "extract__entry__book", "extract__drafted_by"))


def why_alone(application: Application, *, by_id: int, day: date) -> str:
    """Why this one is signed on its own page only, where it can be read beside the book and ticked; "" where it need not."""
    copy = application.extract
    if changes_since(copy, copy.entry, day):
        return "Mục sổ đã thay đổi sau khi dự thảo."
    if copy.awaits_second_reader:
        return "Mục sổ mới chép hoặc mới sửa, chưa có người thứ hai đối chiếu với sổ."
    return " ".join(conflict.words for conflict in conflicts(application, by_id))


def sign_each(seen: dict[str, int], office: Office, *, by: Actor, at: datetime) -> list[Outcome]:
    """Sign each dossier in the version that was on the page; `seen` is {dossier code: version}, in the order of the page."""
    found = {a.dossier_code: a for a in Application.objects.filter(office=office, dossier_code__in=list(seen)[:AT_MOST])}
    return [_sign(found[code], version, by=by, at=at) for code, version in seen.items() if code in found]


def kept(outcomes: list[Outcome]) -> list[dict]:
    """As the session keeps them until the summary is shown."""
    return [asdict(outcome) for outcome in outcomes]


def _sign(application: Application, version: int, *, by: Actor, at: datetime) -> Outcome:
    code = application.code
    try:
        signed = actions.sign(application.pk, by=by, at=at, seen_version=version)
    except ChangedMeanwhile as fault:
        return Outcome(code, why=_what_happened(fault))
    except ApplicationError as fault:
        return Outcome(code, why=str(fault))
    return Outcome(code, serial=signed.extract.serial_text)


def _what_happened(fault: ChangedMeanwhile) -> str:
    last = fault.last
    if last is None:
        return "Hồ sơ đã thay đổi. Mở lại để xem."
    who = last.actor.full_name if last.actor else "Hệ thống"
    if last.verb == "sign":
        return f"{who} đã ký trước."
    return f"Hồ sơ đã thay đổi: {VERBS.get(last.verb, last.verb).lower()}, {who}. Mở lại để xem rồi ký."
