"""Sample rows for the list of routes: a draft for the steps, a filed application for the rest."""

from applications.models import Application
from applications.states import State
from applications.urls_filing import DRAFT_ROUTES
from portal.routes import Samples


def a_draft() -> str | None:
    return Application.objects.filter(state=State.DRAFT).values_list("ref", flat=True).first()


def a_filed_one() -> str | None:
    return Application.objects.exclude(state=State.DRAFT).values_list("ref", flat=True).first()


SAMPLES: Samples = {"ref": a_filed_one} | {f"applications:{name}/ref": a_draft for name in (*DRAFT_ROUTES, "papers")}
