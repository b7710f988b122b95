"""Who gives accounts: Huy and Vân administer at the Department, Bảo is the IT officer of Bình's office."""

import pytest

from portal.accounts.models import Role
from tests import factories


@pytest.fixture
def van(department):
    return factories.official("Hồ Thị Vân", department, Role.DEPARTMENT_ADMIN)


@pytest.fixture
def bao(office):
    return factories.official("Cao Gia Bảo", office, Role.IT_OFFICER)


@pytest.fixture
def tam(office):
    """A second IT officer of the same office."""
    return factories.official("Lý Minh Tâm", office, Role.IT_OFFICER)
