"""Who looks at the pages: a stranger, a citizen who owns one of each state, one person of each role, an administrator."""

import time

from django.test import Client

from applications.models import Application
from applications.states import State
from portal.accounts.enrolment import enrol_second_factor
from portal.accounts.guards import ANY_ACCOUNT, CITIZEN, PUBLIC
from portal.accounts.models import User
from portal.routes import Route
from postal.demo import cast

NOBODY, CITIZEN_OF_THE_CAST, ADMIN = "nobody", "an", "admin"
CITIZENS, STAFF = (NOBODY, CITIZEN_OF_THE_CAST), ("ha", "tuan", "tu", "lan", "mai", "quang")
EVERYBODY = (*CITIZENS, *STAFF, ADMIN)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(who: str, language: str) -> Client:
    """The person has proved a moment ago who he is, so that pages of the second factor open."""
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = language
    person = _administrator() if who == ADMIN else User.objects.filter(email=cast.email(who)).first()
    if person:
        client.force_login(person, backend=BACKEND)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
    return client


def may_open(who: str, route: Route) -> bool:
    """What everybody sees is seen by a stranger and the citizen; what every account sees, by the citizen and one official."""
    if who == ADMIN:
        return route.name == "admin:index"
    if PUBLIC in route.audience:
        return who in CITIZENS
    if ANY_ACCOUNT in route.audience:
        return who in (CITIZEN_OF_THE_CAST, STAFF[0])
    roles = {CITIZEN} if who in CITIZENS else User.objects.get(email=cast.email(who)).postings.values_list("role", flat=True)
    return bool(set(roles).intersection(map(str, route.audience)))


def refs_of_the_citizen() -> list[str]:
    """One for each state and kind."""
    rows = Application.objects.filter(applicant__email=cast.email(CITIZEN_OF_THE_CAST)).order_by("pk")
    return list({(state, kind): ref for state, kind, ref in rows.values_list("state", "kind", "ref")}.values())


def codes_of_the_office() -> list[str]:
    """One for each state of dossier and paper."""
    rows = Application.objects.filter(office__code=cast.HAI_BA_TRUNG, dossier_code__isnull=False).order_by("pk")
    found = rows.values_list("state", "extract__state", "dossier_code")
    return list({(state, paper): code for state, paper, code in found}.values())


def give_the_citizen_all_drafts() -> None:
    """Nobody's drafts open on the device they were begun on, which is gone; with these he has one of each kind."""
    Application.objects.filter(state=State.DRAFT).update(applicant=User.objects.get(email=cast.email(CITIZEN_OF_THE_CAST)))


def _administrator() -> User:
    person, _ = User.objects.get_or_create(email=cast.email(ADMIN), defaults={"is_superuser": True, "is_staff": True})
    enrol_second_factor(person)
    return person
