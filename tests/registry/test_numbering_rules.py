"""How copies are numbered, as the Department enters it: no change where numbers have been given."""

import pytest
from django.forms import modelform_factory

from civil_registry.admin import NumberingRuleForm
from civil_registry.models import NumberingRule
from tests.factories import birth_entry
from tests.registry.papers import signed

pytestmark = pytest.mark.django_db
TOLD = {"from_year": 2026, "numbered_in": "office", "numbered_by": "all_kinds", "basis": "Công văn 1"}


def typed(rule: NumberingRule, **values):
    return modelform_factory(NumberingRule, form=NumberingRuleForm, fields=["office", *TOLD])(TOLD | values, instance=rule)


def test_a_rule_by_which_numbers_were_given_is_not_moved_to_another_office(office, other_office, binh, dung):
    rule = NumberingRule.objects.create(office=office, **TOLD)
    assert typed(rule, office=other_office.pk).is_valid()
    signed(office, binh, dung, birth_entry(office))
    rule.refresh_from_db()
    assert "Đã cấp số từ năm 2026" in str(typed(rule, office=other_office.pk).errors)


def test_a_rule_of_an_office_without_numbers_is_changed(office, other_office, binh, dung):
    rule = NumberingRule.objects.create(office=other_office, **TOLD)
    signed(office, binh, dung, birth_entry(office))
    assert typed(rule, office=other_office.pk, numbered_by="suffix").is_valid()
