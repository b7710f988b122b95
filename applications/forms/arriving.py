"""The address of a delivery: it must be one that arrives, so its commune is one of today, also where an old one was typed.

An old address of Hà Nội ("phường Đống Mác, quận Hai Bà Trưng") is read through what became of the unit; where it was divided
the person chooses. Elsewhere it is the commune of its name, if that is one only. What was typed is kept beside.
Source: domain reference §4.3, §8.6.
"""

import difflib

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.fees import HANOI_CODE
from applications.forms.addresses import AddressFields, bare_name, house_fault
from portal.offices.models import Commune, Province
from portal.offices.old_addresses import CommuneToday, communes_today
from portal.offices.old_provinces import bare_commune, communes_of_name, parts_of, province_today
from portal.text import clean

ALIKE = 0.7  # how near a name must come to be proposed
AS_TYPED = "as_typed"


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
        if len(self._now) > 1 or self._is_guess:
            named = [(way.commune.code, f"{way.commune.name} ({way.chain})") for way in self._now]
            as_typed = [(AS_TYPED, _("Không có trong danh sách này, giữ như tôi đã ghi"))] if self._is_guess else []
            self.fields["commune_now"].choices = named + as_typed
        else:
            del self.fields["commune_now"]

    @cached_property
    def _now(self) -> list[CommuneToday]:
        """Communes of today for what was typed as an old one; nothing where it is one of today."""
        typed, province = (clean(self.data.get(self.add_prefix(name), ""))[:120] for name in ("commune", "province"))
        if not self.is_bound or not typed:
            return []
        if province != HANOI_CODE:
            return self._elsewhere(typed, province)
        if "," not in typed and self.matched(typed, province):
            return []
        return communes_today(typed, day=timezone.localdate())

    @cached_property
    def _is_guess(self) -> bool:
        """Beyond Hà Nội: none of the communes proposed has the old one's name."""
        if not self._now or self.data.get(self.add_prefix("province")) == HANOI_CODE:
            return False
        return self._now[0].commune.search_name != bare_commune(self._now[0].chain.split(",")[0])

    def _elsewhere(self, typed: str, province: str) -> list[CommuneToday]:
        """Beyond Hà Nội: the communes of the old one's name, or those with a name like it."""
        place = parts_of(typed)
        if not place.district and not place.province:
            return []
        found = communes_of_name(place.commune, province)
        if not found:
            communes = {row.search_name: row for row in Commune.objects.filter(province__code=province)}
            alike = difflib.get_close_matches(bare_commune(place.commune), communes, n=4, cutoff=ALIKE)
            found = [communes[near] for near in alike]
        return [CommuneToday(commune, typed) for commune in found]

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
        if province != HANOI_CODE and (fault := self._other_province(typed, province)):
            self.add_error("province", fault)
        elif self._is_guess and not cleaned.get("commune_now"):
            sentence = _("Ở tỉnh, thành phố đã chọn hiện nay không có “%(old)s”. Chọn nơi nhận hiện nay")
            self.add_error("commune_now", sentence % {"old": typed.split(",")[0]})
        elif len(self._now) > 1 and not cleaned.get("commune_now"):
            self.add_error("commune_now", _("%(old)s nay thuộc nhiều phường, xã. Chọn nơi nhận hiện nay") % {"old": typed})
        elif not self._now and "," not in typed and not self.matched(typed, province):
            self._refuse_unknown(typed, province)
        return cleaned

    def match_address(self, answers: dict) -> dict:
        """As for every address; an old commune becomes the one of today and stays beside it as `commune_typed`."""
        only = self._now[0].commune.code if len(self._now) == 1 and not self._is_guess else ""
        chosen = answers.pop("commune_now", "") or only
        way = next((way for way in self._now if way.commune.code == chosen), None)
        if way is None:
            return super().match_address(answers)
        was = {"commune_typed": answers["commune"], "commune_chain": way.chain}
        return super().match_address(answers | {"commune": way.commune.name}) | was

    def _other_province(self, typed: str, province: str) -> str:
        """Why the province typed with the commune cannot be the one chosen, or nothing."""
        named = parts_of(typed).province
        if not named or not Province.objects.exists():
            return ""
        today = province_today(named)
        if today is None:
            return _("Không có tỉnh, thành phố “%(name)s”. Xem lại địa chỉ đã ghi") % {"name": named}
        if today.code == province:
            return ""
        return _("“%(old)s” nay thuộc %(now)s. Chọn %(now)s") % {"old": named, "now": today.name}

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
