"""Look-ups in the invented population database: one that matches, one that differs, one that waits; and two partners."""

from datetime import date, datetime

from applications.looked_up import people_of
from applications.models import Application
from applications.states import State
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role
from portal.exchange.models import Partner, Transport
from portal.offices.models import Office
from portal.population import look_ups
from portal.population.models import LookUp

PARTNERS = (
    ("CATP-HN", "Công an thành phố Hà Nội", Transport.HTTP, "https://catp.example/lien-thong"),
    ("BHXH-HN", "Bảo hiểm xã hội thành phố Hà Nội", Transport.FILES, ""),
)
ENDS = ("0", "7", "5")  # of the number: see portal/population/adapters.py


def load(office: Office, *, at: datetime) -> None:
    """Safe to run twice."""
    for code, name, transport, address in PARTNERS:
        about = {"name": name, "transport": transport, "address": address, "valid_from": date(2025, 7, 1), "is_paused": True}
        Partner.objects.get_or_create(code=code, defaults=about)
    if not look_ups.is_on() or LookUp.objects.exists():
        return
    officer = Posting.objects.filter(office=office, role=Role.RECEPTION_OFFICER).order_by("pk").first()
    by = Actor(officer.role, officer.user_id, office.pk)
    received = Application.objects.filter(office=office, state=State.RECEIVED).order_by("pk")
    declared = [(dossier, people[0]) for dossier in received if (people := people_of(dossier))]
    for (dossier, person), end in zip(declared, ENDS, strict=False):
        facts = person.facts
        about = {"purpose": "requester_identity", "by": by, "application_ref": dossier.ref, "at": at, "person": person.code}
        look_ups.look_up(person.personal_id[:-1] + end, facts["full_name"], facts["birth_date"], **about)
