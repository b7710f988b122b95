"""Every move writes history, evidence and papers with all their indexes: none may stand there twice."""

import pytest
from django.db import connection

from applications import actions
from applications.models import FiledPaper, StateChange
from portal.accounts.actors import CITIZEN, Actor
from portal.audit.models import Entry
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def indexes_of(table: str) -> list[tuple[str, ...]]:
    """The columns of each whole index. One of some rows only stands beside others, and so does PostgreSQL's for LIKE."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    partial = {index.name for model in (StateChange, FiledPaper, Entry) for index in model._meta.indexes if index.condition}
    whole = {name: each for name, each in found.items() if each["index"] and name not in partial and not name.endswith("_like")}
    return [tuple(each["columns"]) for each in whole.values()]


@pytest.mark.parametrize("model", [StateChange, FiledPaper, Entry])
def test_no_index_is_the_beginning_of_another(model):
    indexes = indexes_of(model._meta.db_table)
    assert indexes
    for one in indexes:
        assert not [other for other in indexes if other is not one and other[: len(one)] == one], one


def test_received_once_more_a_dossier_takes_no_second_number(office, binh, years):
    first, other = factories.submitted(office), factories.submitted(office)
    actions.receive(first.pk, by=acting(binh), at=hanoi(20, 10))
    actions.ask_for_supplement(first.pk, items=["Ảnh"], reason="Thiếu", by=acting(binh), at=hanoi(20, 10, 5))
    actions.resubmit(first.pk, answers={"1": "Đây"}, by=Actor(CITIZEN), at=hanoi(20, 10, 10))
    actions.receive(first.pk, by=acting(binh), at=hanoi(20, 10, 20))
    assert actions.receive(other.pk, by=acting(binh), at=hanoi(20, 11)).dossier_code.endswith("-0002")
