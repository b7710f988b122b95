"""The birth group is filed like a birth registration, with a page of its own; the procedure it replaces is filed no more."""

from datetime import date

from applications.linked.plans import linked_codes, plans
from applications.procedures import procedure_for, procedures
from tests.linked.filings import BIRTH_GROUP, OLD_BIRTH

BIRTH = "1.001193"


def test_it_asks_what_a_birth_asks_and_where_the_child_will_live():
    steps, model = ([step.code for step in procedure_for(code).steps] for code in (BIRTH_GROUP, BIRTH))
    assert [code for code in steps if code != "household"] == model
    assert steps.index("household") == steps.index("papers") - 1


def test_it_writes_what_a_birth_writes():
    assert procedure_for(BIRTH_GROUP).writing == procedure_for(BIRTH).writing


def test_it_is_filed_from_the_day_of_the_decree_and_the_old_one_is_not():
    group = procedure_for(BIRTH_GROUP)
    assert (group.is_filed_on(date(2024, 6, 30)), group.is_filed_on(date(2024, 7, 1))) == (False, True)
    assert OLD_BIRTH not in procedures()


def test_what_an_authority_is_to_see_is_asked_or_photographed():
    for plan in plans():
        if plan.code not in procedures():
            continue
        procedure = procedures()[plan.code]
        asked = {f"{step.code}.{question.code}" for step in procedure.steps for question in step.questions}
        slots = {slot.code for slot in procedure.slots}
        for child in plan.children:
            assert set(child.answers) <= asked
            assert {slot for slot, _words in child.papers} <= slots


def test_every_linked_procedure_stands_in_the_plans():
    assert linked_codes() == {"2.000986", "2.001023", "2.002621", "2.002622"}
