"""The letter to the Department when the sums of closed days do not say what the history says. Counts only."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from applications.reports.proof import Difference
from portal.accounts.models import Role
from portal.days import local_day
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters

DEPARTMENT = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)


def tell_of_differences(found: list[Difference], *, at: datetime) -> int:
    """Once a night to everybody of the Department. Returns letters written; nothing found, nothing written."""
    if not found:
        return 0
    periods = [f"{each.first_on:%d/%m/%Y}–{each.last_on:%d/%m/%Y}: {len(each.office_ids)} đơn vị" for each in found]
    about = {"seen_at": at, "periods": periods, "page_url": f"{settings.PUBLIC_URL}/so-tu-phap/"}
    words = {
        "subject": f"Kiểm tra số liệu báo cáo có {len(found)} kỳ không khớp",
        "template": "messages/staff/figures_differ.txt",
        "about": about,
    }
    with transaction.atomic():
        people = people_where(Q(role__in=DEPARTMENT), at=at)
        occasion = f"figures:{local_day(at):%y%m%d}"
        return queue_office_letters([office_letter(person, occasion=occasion, **words, at=at) for person in people])
