"""Whether an official handles a matter of his own: he is the requester or the subject, or stands in the entry.

An official registers nothing for himself or his relatives (60/2014/QH13 Art. 12(1)(h)); by analogy a copy is drawn up and
signed with a warning that has to be acknowledged, and never signed by the requester or subject himself. Who the official is
as a citizen is known from his account, from citizens' accounts with his telephone, and from what was filed by them for
themselves.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from applications.errors import ConflictNotAcknowledged, NotTheSigner
from applications.models import Application
from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.text import fold

SELF = "self"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason for the warning, in words; `is_self`: the official is the requester or the subject beyond doubt."""

    code: str
    words: str
    is_self: bool = False


@dataclass(slots=True)
class _Person:
    """What is known of an official as a citizen."""

    name: str
    emails: set[str]
    phones: set[str]
    accounts: set[int]
    ids: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)  # partial ISO dates


def conflicts(application: Application, user_id: int | None) -> list[Conflict]:
    """Why this dossier may be the official's own matter, surest first; empty where nothing says so. Three queries at most."""
    if user_id is None:
        return []
    person, answers = _who_is(user_id), application.answers
    requester, subject = answers.get("requester", {}), answers.get("subject", {})
    found = [
        Conflict("account", "Hồ sơ do tài khoản của chính ông/bà nộp.", is_self=True)
        if application.applicant_id in person.accounts
        else None,
        Conflict("contact", "Điện thoại hoặc thư điện tử của người yêu cầu là của ông/bà.", is_self=True)
        if application.requester_phone in person.phones or application.requester_email.lower() in person.emails
        else None,
        Conflict("requester_id", "Số định danh của người yêu cầu là của ông/bà.", is_self=True)
        if requester.get("personal_id") in person.ids
        else None,
        Conflict("subject_id", "Số định danh của người được cấp bản sao là của ông/bà.", is_self=True)
        if application.subject_personal_id in person.ids
        else None,
        _named("requester", "Người yêu cầu", {"full_name": application.requester_name} | requester, person),
        _named("subject", "Người được cấp bản sao", {"full_name": application.subject_name} | subject, person),
        _in_the_entry(application, person),
    ]
    return sorted((conflict for conflict in found if conflict), key=lambda conflict: not conflict.is_self)


def acknowledged(application: Application, by: Actor, *, acknowledges: bool, is_signer: bool = False) -> dict:
    """What the history keeps of a conflict: its reasons by code, acknowledged; {} without one.

    Raises ConflictNotAcknowledged; NotTheSigner for a signer who is himself the requester or the subject.
    """
    found = conflicts(application, by.user_id)
    if is_signer:
        not_who_helped(application, by)
    if is_signer and any(conflict.is_self for conflict in found):
        raise NotTheSigner("Ông/bà là người yêu cầu hoặc người được cấp bản sao nên không được ký. Chuyển lãnh đạo khác ký.")
    if found and not acknowledges:
        raise ConflictNotAcknowledged
    return {"acknowledged_conflict": [conflict.code for conflict in found]} if found else {}


def not_who_helped(application: Application, by: Actor) -> None:
    """Who filed a dossier for somebody at the desk does not decide on it. Raises NotTheSigner."""
    if application.is_helped and application.helped_by_id == by.user_id:
        raise NotTheSigner("Ông/bà đã nộp hộ hồ sơ này tại Bộ phận Một cửa nên không được ký. Chuyển lãnh đạo khác ký.")


def _who_is(user_id: int) -> _Person:
    user = User.objects.get(pk=user_id)
    same = Q(pk=user.pk) | Q(phone=user.phone) if user.phone else Q(pk=user.pk)
    accounts = set(User.objects.filter(same).values_list("pk", flat=True))
    person = _Person(fold(user.full_name), {user.email.lower()}, {user.phone} - {""}, accounts)
    own = Application.objects.real().filter(applicant_id__in=accounts, relationship=SELF)
    for personal_id, answers in own.values_list("subject_personal_id", "answers")[:50]:
        person.ids |= {personal_id, answers.get("requester", {}).get("personal_id", "")} - {""}
        person.births |= {answers.get("subject", {}).get("birth_date", "")} - {""}
    return person


def _named(code: str, who: str, answers: dict, person: _Person) -> Conflict | None:
    """The same name, tone marks aside; with the same birth year it is himself, with another or another number a namesake."""
    born, personal_id, years = answers.get("birth_date", ""), answers.get("personal_id", ""), {b[:4] for b in person.births}
    if not person.name or fold(answers["full_name"]) != person.name:
        return None
    if personal_id and person.ids and personal_id not in person.ids:
        return None
    if born and years and born[:4] not in years:
        return None
    if born and years:
        return Conflict(f"{code}_name_birth", f"{who} trùng họ tên và năm sinh với ông/bà.", is_self=True)
    return Conflict(f"{code}_name", f"{who} trùng họ tên với ông/bà.")


def _in_the_entry(application: Application, person: _Person) -> Conflict | None:
    """A parent, spouse or guardian in the entry bears the official's name."""
    if application.extract is None or not person.name:
        return None
    others = {code: value for code, value in application.extract.snapshot["fields"].items() if code.endswith("_name")}
    if any(fold(value) == person.name and code != "full_name" for code, value in others.items()):
        return Conflict("entry_name", "Trong mục sổ có người trùng họ tên với ông/bà; có thể là việc của người thân.")
    return None
