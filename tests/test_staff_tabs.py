"""The tabs of the staff shell: the most important in the bar, the others under headings, the page's own always in sight."""

import pytest

from portal.accounts.models import Role
from portal.staff_tabs import MOST_IN_THE_BAR, TABS, tabs_for

ADMIN = {Role.DEPARTMENT_ADMIN}


def labels(tabs: list[dict]) -> list[str]:
    return [tab["label"] for tab in tabs]


def test_who_has_few_sees_them_all():
    tabs = tabs_for({Role.POSTAL_WORKER}, "/buu-dien/", counts={})
    assert labels(tabs["first"]) == ["Việc hôm nay", "Nộp tiền"]
    assert tabs["more"] == []


def test_who_has_many_finds_the_others_under_headings():
    tabs = tabs_for(ADMIN, "/so-tu-phap/", counts={})
    assert len(tabs["first"]) == MOST_IN_THE_BAR
    assert "Phí và cước" in labels(dict(tabs["more"])["Quy định, nội dung"])


def test_the_tab_of_the_page_is_in_the_bar():
    tabs = tabs_for(ADMIN, "/so-tu-phap/phi/", counts={})
    assert tabs["first"][-1]["label"] == "Phí và cước"
    assert [tab["is_current"] for tab in tabs["first"]].count(True) == 1


def test_a_page_of_one_unit_lies_under_the_roll_out():
    first = tabs_for(ADMIN, "/so-tu-phap/don-vi/phuong-tay-ho/", counts={})["first"]
    assert [tab["label"] for tab in first if tab["is_current"]] == ["Triển khai"]


@pytest.mark.parametrize("role", Role.values)
def test_nobody_loses_a_tab(role):
    tabs = tabs_for({role}, "", counts={})
    seen = labels(tabs["first"]) + [label for _heading, group in tabs["more"] for label in labels(group)]
    assert sorted(seen) == sorted(tab.label for tab in TABS if role in tab.roles)


def test_a_count_stands_beside_its_tab():
    tabs = tabs_for({Role.OFFICE_LEADER}, "/lanh-dao/", counts={"ky": 3})
    assert next(tab["count"] for tab in tabs["first"] if tab["label"] == "Chờ ký") == 3
