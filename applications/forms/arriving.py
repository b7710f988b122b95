"""The address of a delivery: it must be one that arrives, so its commune is one of today, also where an old one was typed.

An old address of Hà Nội ("phường Đống Mác, quận Hai Bà Trưng") is read through what became of the unit; where it was divided
the person chooses. What was typed is kept beside. Source: domain reference §4.3, §8.6.
"""

import difflib

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.fees import HANOI_CODE
from applications.forms.addresses import AddressFields, bare_name, house_fault
from portal.offices.models import Commune
from portal.offices.old_addresses import CommuneToday, communes_today
from portal.text import clean

ALIKE = 0.7  # how near a name must come to be proposed


class ArrivingAddressFields(AddressFields):
    """Asks which commune of today, only where an old one was divided."""

    commune_now = forms.ChoiceField(
        label=gettext_lazy("Phường, xã hiện nay"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Chọn phường, xã hiện nay trong danh sách")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if len(self._now) > 1:
            self.fields["commune_now"].choices = [(way.commune.code, f"{way.commune.name} ({way.chain})") for way in self._now]
        else:
            del self.fields["commune_now"]

    @cached_property
    def _now(self) -> list[CommuneToday]:
        """Communes of today for what was typed as an old one; nothing where it is one of today."""
        typed, province = (clean(self.data.get(self.add_prefix(name), ""))[:120] for name in ("commune", "province"))
        if not self.is_bound or province != HANOI_CODE or not typed:
            return []
        if "," not in typed and self.matched(typed, province):
            return []
        return communes_today(typed, day=timezone.localdate())

    def clean_detail(self) -> str:
        detail = self.cleaned_data["detail"]
        if detail and (fault := house_fault(detail)):
            raise forms.ValidationError(fault)
        return detail

    def clean(self) -> dict:
        cleaned = super().clean()
        typed, province = cleaned.get("commune"), cleaned.get("province")
        if not (typed and province) or self.errors.keys() & {"commune", "commune_now"}:
            return cleaned
        if len(self._now) > 1 and not cleaned.get("commune_now"):
            self.add_error("commune_now", _("%(old)s nay thuộc nhiều phường, xã. Chọn nơi nhận hiện nay") % {"old": typed})
        elif not self._now and "," not in typed and not self.matched(typed, province):
            self._refuse_unknown(typed, province)
        return cleaned

    def match_address(self, answers: dict) -> dict:
        """As for every address; an old commune becomes the one of today and stays beside it as `commune_typed`."""
        chosen = answers.pop("commune_now", "") or (self._now[0].commune.code if len(self._now) == 1 else "")
        way = next((way for way in self._now if way.commune.code == chosen), None)
        if way is None:
            return super().match_address(answers)
        was = {"commune_typed": answers["commune"], "commune_chain": way.chain}
        return super().match_address(answers | {"commune": way.commune.name}) | was

    def _refuse_unknown(self, typed: str, province: str) -> None:
        """Only where the communes of the province are known; names alike are proposed."""
        names = dict(Commune.objects.filter(province__code=province).values_list("search_name", "name"))
        if not names:
            return
        alike = [names[near] for near in difflib.get_close_matches(bare_name(typed), names, n=3, cutoff=ALIKE)]
        sentence = _("Không có phường, xã “%(typed)s” ở tỉnh, thành phố đã chọn.") % {"typed": typed}
        if alike:
            self.add_error("commune", sentence + " " + _("Có phải: %(names)s?") % {"names": ", ".join(alike)})
        else:
            advice = _("Nếu là tên cũ, ghi cả quận, huyện: “xã Vân Côn, huyện Hoài Đức”")
            self.add_error("commune", f"{sentence} {advice}")
