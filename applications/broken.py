"""Whether what was promised has been broken: no later promise mends that, only a filing anew after a supplement begins again.

Source: domain reference §5.2 (a transfer), §9.1 (late is late by the day first promised); NĐ 61/2018/NĐ-CP Art. 19(4).
"""

from datetime import date, datetime

from django.db.models import Q

from applications.models import Application

BEGINS_ANEW = ("submit", "resubmit")


def broken_on(application: Application, at: datetime) -> date | None:
    """The day first promised, where it passed unkept by `at`, here or at an office that passed the dossier on; else None."""
    history = application.history
    if application.overdue_at or application.due_at < at:  # past its moment, though the clock has not marked it yet
        return application.promised_on
    begun = history.filter(verb__in=BEGINS_ANEW).values_list("pk", flat=True).last() or 0
    was_broken = Q(verb="become_overdue") | Q(verb="transfer", detail__has_key="broken_on")
    return application.promised_on if history.filter(was_broken, pk__gt=begun).exists() else None
