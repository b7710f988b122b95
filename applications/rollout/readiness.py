"""What a unit still lacks before a service may be opened there: no signer, nobody at the desk, no agreement, no calendar.

Source: seed 1 (phân công nhiệm vụ; ký kết Thỏa thuận hợp tác làm căn cứ triển khai); screens S9.
"""

from datetime import date

from django.db.models import Q

from applications.rollout.plugs import agreements_of
from portal.accounts.models import Posting, Role
from portal.offices.models import CalendarYear, Office, OpeningHours

WITH_POST = 4  # from this online level on the result comes by post
AT_THE_DESK = {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER}


def missing(office: Office, *, online_level: int, on: date) -> list[str]:
    """In words, what the unit lacks on a local day; empty where it may be opened. Five queries."""
    if not office.stands_on(on):
        return [f"ngày {on:%d/%m/%Y} đơn vị không hoạt động"]
    roles = set(Posting.objects.in_force_on(on).filter(office=office, user__is_active=True).values_list("role", flat=True))
    lacking = []
    if Role.OFFICE_LEADER not in roles:
        lacking.append("chưa có tài khoản lãnh đạo ký")
    if not roles & AT_THE_DESK:
        lacking.append("chưa có tài khoản cán bộ một cửa hoặc công chức tư pháp – hộ tịch")
    if online_level >= WITH_POST and office.pk not in agreements_of([office.pk], on):
        lacking.append("chưa có thỏa thuận với bưu điện còn hiệu lực")
    if not CalendarYear.objects.filter(known_from__lte=on, known_until__gte=on).exists():
        lacking.append(f"chưa có lịch làm việc cho ngày {on:%d/%m/%Y}")
    if not _has_hours(office, on):
        lacking.append("chưa có giờ làm việc")
    return lacking


def _has_hours(office: Office, on: date) -> bool:
    rows = OpeningHours.objects.in_force().filter(Q(office=office) | Q(office__isnull=True), valid_from__lte=on)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), session=OpeningHours.Session.WEEKDAYS).exists()
