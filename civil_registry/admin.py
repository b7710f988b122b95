"""Registers and extract copies: read only; every look is recorded. How copies are numbered is entered here."""

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm

from civil_registry.models import NumberingRule, SealingRule
from civil_registry.numbering import is_numbered_already
from portal.accounts.admin_site import CarefulAdmin, ReadOnlyAdmin

ENTERED = {NumberingRule, SealingRule}

admin.site.register(
    [model for model in apps.get_app_config("civil_registry").get_models() if model not in ENTERED], ReadOnlyAdmin
)


class NumberingRuleForm(ModelForm):
    """A year in which numbers have been given keeps its way of numbering: changed halfway, numbers would meet."""

    def clean(self) -> dict:
        cleaned = super().clean()
        before = NumberingRule.objects.filter(pk=self.instance.pk).first()  # the instance carries what was typed by now
        ways = {(before.office, before.from_year)} if before else set()
        if cleaned.get("from_year"):
            ways.add((cleaned.get("office"), cleaned["from_year"]))
        for office, year in sorted(ways, key=lambda way: way[1]):
            if is_numbered_already(office, from_year=year):
                raise ValidationError(f"Đã cấp số từ năm {year}. Cách đánh số chỉ đổi từ một năm chưa cấp số nào.")
        return cleaned


@admin.register(NumberingRule)
class NumberingRuleAdmin(CarefulAdmin):
    list_display = ("office", "from_year", "numbered_in", "numbered_by", "basis")
    form = NumberingRuleForm
    autocomplete_fields = ("office",)


@admin.register(SealingRule)
class SealingRuleAdmin(CarefulAdmin):
    list_display = ("office", "from_on", "must_scan_back")
    autocomplete_fields = ("office",)
