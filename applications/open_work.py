"""What a person has in hand at an office, for who is about to end his posting there. See portal/registrations/open_work.py."""

from applications.models import Application
from applications.states import OPEN


def open_work_of(user_id: int, office_id: int) -> list[str]:
    """Vietnamese sentences, counts only."""
    count = Application.objects.filter(assigned_to_id=user_id, office_id=office_id, state__in=OPEN).count()
    if not count:
        return []
    return [f"{count} hồ sơ đang giải quyết dở: về danh sách chung của cơ quan, thời hạn đã hẹn giữ nguyên"]
