"""The numbers beside the tabs: what waits here, for whom."""

import re

import pytest
from django.urls import reverse

from applications import actions, watch
from applications.models import SIGNED_BY_THE_HEAD
from applications.numbers import STATEMENT, numbers_of
from applications.states import CLOSED_WITHOUT_RESULT, RESOLVED
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def shown(page) -> dict[str, str]:
    """Words of each tab and the number beside them."""
    tabs = page.content.decode().split('aria-label="Công việc"')[1].split("</nav>")[0]
    return dict(re.findall(r'</svg>([^<]+) <span class="count">(\d+)</span>', tabs))


@pytest.fixture
def work(years, office, other_office, binh, dung):
    """Three on the clock, of which one extract and one refusal wait for the leader; one to hand over; one elsewhere."""
    factories.submitted(office)
    factories.submitted(other_office)
    entry = factories.birth_entry(office)
    for signed in (False, True):
        dossier = factories.submitted(office)
        actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
        if signed:
            actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11))
    refused = factories.submitted(office)
    actions.propose_refusal(refused.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10))


def test_an_officer_sees_what_waits_at_the_desk_and_for_the_post(work, binh, client_of):
    assert shown(client_of(binh).get(reverse("desk:queue"))) == {"Hồ sơ": "3", "Bàn giao bưu điện": "1"}


def test_a_leader_sees_what_waits_for_his_signature(work, dung, client_of):
    assert shown(client_of(dung).get(reverse("desk:tray"))) == {"Chờ ký": "2", "Bàn giao bưu điện": "1"}


def test_the_number_follows_the_click_at_once(work, binh, client_of):
    client = client_of(binh)
    client.get(reverse("desk:queue"))
    factories.submitted(binh.postings.first().office)
    assert shown(client.get(reverse("desk:queue")))["Hồ sơ"] == "4"


def test_an_apology_counts_beside_the_extract_of_its_dossier(work, dung, client_of):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    page = client_of(dung).get(reverse("desk:tray"))
    assert shown(page)["Chờ ký"] == str(len(page.context["waiting"])) == "5"


def test_the_numbers_are_those_of_the_queue_s_cards(work, binh, client_of):
    page = client_of(binh).get(reverse("desk:queue"))
    cards, tabs = page.context["counts"], page.context["tab_counts"]
    assert tabs["hoso"] == cards["over"] + cards["today"] + cards["later"]
    assert tabs["ky"] == cards["signing"]


def test_they_cost_one_query(work, office, django_assert_num_queries):
    with django_assert_num_queries(1):
        numbers_of(office.pk, now=hanoi(20, 16))


def test_the_statement_names_every_state_that_is_done_and_every_letter_of_the_head():
    named = set(re.findall(r"'(\w+)'", STATEMENT))
    assert {state.value for state in RESOLVED | CLOSED_WITHOUT_RESULT} <= named
    assert {kind.value for kind in SIGNED_BY_THE_HEAD} <= named


def test_the_department_counts_nobody_s_work(years, mai, client_of):
    assert shown(client_of(mai).get(reverse("reports:overview"))) == {}
