"""Opening, entering and making anew the sandbox of a unit.

A trainee works there by postings of his own for that day, in the roles he has at the unit; they count only in the session
that chose them (portal/accounts/middleware.py), so leaving is forgetting the choice, and none outlives the day.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications.training.models import Sandbox
from applications.training.results import settle_runs
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role, User
from portal.audit.trail import record
from portal.offices.models import Office
from portal.text import fold

TRAINED = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER)
# The two invented colleagues whose steps come before the trainee's, or after. Nobody can log in as them.
COLLEAGUES = {
    Role.CIVIL_STATUS_OFFICER: ("tap-huan.can-bo@hotich.invalid", "Công chức giả lập", "Công chức tư pháp – hộ tịch", ""),
    Role.OFFICE_LEADER: (
        "tap-huan.lanh-dao@hotich.invalid",
        "Lãnh đạo giả lập",
        "Phó Chủ tịch",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    ),
}


def enter(unit: Office, postings: Iterable[Posting], *, by: Actor, at: datetime) -> Posting:
    """Postings for today in the unit's sandbox in the same roles; the first of them. `postings`: the person's at the unit."""
    today = timezone.localdate(at)
    with transaction.atomic():
        sandbox = open_sandbox(unit, by=by, at=at)
        given = [
            Posting.objects.get_or_create(
                user_id=posting.user_id,
                office=sandbox.office,
                role=posting.role,
                valid_from=today,
                defaults={
                    "valid_to": today,
                    "title": posting.title,
                    "title_lines": posting.title_lines,
                    "staff_code": posting.staff_code,
                },
            )[0]
            for posting in postings
            if posting.role in TRAINED
        ]
        record("training.entered", subject=f"office:{sandbox.office.code}", by=by, at=at)
    return given[0]


def open_sandbox(unit: Office, *, by: Actor, at: datetime) -> Sandbox:
    """The one that is open, or a new one with its invented colleagues."""
    Office.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two who enter at once enter the same
    found = current_sandbox(unit)
    if found is not None:
        return found
    number = Sandbox.objects.filter(unit=unit).count() + 1
    name = f"{unit.name} (tập huấn)"
    office = Office.objects.create(
        code=f"TH{unit.pk}.{number}",
        name=name,
        kind=unit.kind,
        level=unit.level,
        parent=unit,
        valid_from=timezone.localdate(at),
        search_name=fold(name),
        slug=f"tap-huan-{unit.pk}-{number}",
        agency_code=f"TH{unit.pk}.{number}",  # in dossier codes: unlike any agency's
        address=unit.address,
        is_training=True,
    )
    sandbox = Sandbox.objects.create(unit=unit, office=office, number=number, opened_by_id=by.user_id, opened_at=at)
    for role in COLLEAGUES:
        _post_colleague(role, office, at)
    record("training.opened", subject=f"office:{office.code}", by=by, at=at)
    return sandbox


def current_sandbox(unit: Office) -> Sandbox | None:
    return Sandbox.objects.select_related("office", "unit").filter(unit=unit, closed_at__isnull=True).first()


def renew(unit: Office, *, by: Actor, at: datetime) -> bool:
    """Close the unit's sandbox with everything in it; the next who enters opens a new one. False where none was open.

    Results are written down first and stay. Postings there end at once.
    """
    with transaction.atomic():
        sandbox = Sandbox.objects.select_for_update().filter(unit=unit, closed_at__isnull=True).first()
        if sandbox is None:
            return False
        settle_runs(sandbox.runs.filter(passed_at__isnull=True))
        sandbox.closed_at, sandbox.closed_by_id = at, by.user_id
        sandbox.save(update_fields=["closed_at", "closed_by"])
        Office.with_sandboxes.filter(pk=sandbox.office_id).update(valid_to=timezone.localdate(at))
        Posting.objects.filter(office_id=sandbox.office_id).delete()
        record("training.renewed", subject=f"office:{unit.code}", by=by, at=at, number=sandbox.number)
    return True


def colleague(role: str, office: Office) -> Actor:
    """The invented colleague in a sandbox, as actions see him."""
    email = COLLEAGUES[Role(role)][0]
    return Actor(role, User.objects.get(email=email).pk, office.pk)


def _post_colleague(role: Role, office: Office, at: datetime) -> None:
    email, name, title, lines = COLLEAGUES[role]
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, None, full_name=name, is_active=False)
    day = timezone.localdate(at)
    Posting.objects.create(user=person, office=office, role=role, valid_from=day, title=title, title_lines=lines)
