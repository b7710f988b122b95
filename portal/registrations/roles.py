"""Which roles a unit may have, which need a second person, and which in one hand are worth a word.

Source: domain reference §4.2; Plan 198/KH-UBND (who is trained and given an account).
"""

from collections.abc import Iterable

from portal.accounts.models import Role
from portal.offices.models import Level, Office
from portal.registrations.errors import RegistrationRefused

# Leaders and administrators: a posting takes effect when a second authorised person has confirmed it.
CONTROLLED = frozenset(
    {Role.OFFICE_LEADER, Role.DISTRICT_SUPERVISOR, Role.IT_OFFICER, Role.DEPARTMENT_ADMIN, Role.POSTAL_SUPERVISOR}
)
_ISSUING = {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER, Role.ACCOUNTANT, Role.IT_OFFICER}
FITTING = {
    Level.COMMUNE: frozenset(_ISSUING | {Role.SOCIAL_OFFICER}),
    Level.DISTRICT: frozenset(_ISSUING | {Role.DISTRICT_SUPERVISOR}),
    Level.DEPARTMENT: frozenset(_ISSUING | {Role.DISTRICT_SUPERVISOR, Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN}),
    Level.POST: frozenset({Role.POSTAL_WORKER, Role.POSTAL_SUPERVISOR}),
    Level.PARTNER: frozenset({Role.POLICE_OFFICER, Role.INSURANCE_OFFICER}),
}
_TOGETHER = (
    ({Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER}, "Vừa dự thảo vừa ký: không ký được bản do chính mình dự thảo"),
    ({Role.RECEPTION_OFFICER, Role.ACCOUNTANT}, "Vừa nhận hồ sơ vừa thu tiền: người khác nên chốt thu chi"),
    ({Role.IT_OFFICER, Role.OFFICE_LEADER}, "Vừa cấp tài khoản vừa ký: mọi phân công vẫn cần người thứ hai xác nhận"),
    ({Role.POSTAL_WORKER, Role.POSTAL_SUPERVISOR}, "Vừa giao vừa giám sát bưu điện"),
)


def needs_second_person(role: str) -> bool:
    return role in CONTROLLED


def may_give(role: str, *, by_role: str) -> bool:
    """Administrators of the Department are made by administrators of the Department only."""
    return role != Role.DEPARTMENT_ADMIN or by_role == Role.DEPARTMENT_ADMIN


def said_of(roles: Iterable[str], new: str) -> list[str]:
    """Sentences on `new` beside the other roles of the person at the same unit: allowed, but said."""
    held = {*roles, new}
    return [sentence for pair, sentence in _TOGETHER if new in pair and pair <= held]


def check_fits(role: str, unit: Office) -> None:
    """Raises RegistrationRefused where a unit of this level has no such role."""
    if role not in FITTING[Level(unit.level)]:
        raise RegistrationRefused(f"{unit.full_name} không có vai trò {Role(role).label}. Chọn đơn vị khác")
