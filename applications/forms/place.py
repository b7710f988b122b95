"""Finding the place of registration (C2): level, former district, name; and the way round for places not in the data."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import CleanCharField
from portal.offices import naming
from portal.offices.finder import districts_of
from portal.offices.models import Level, Office

LEVELS = [
    (Level.COMMUNE, _("Phường, xã, thị trấn")),
    (Level.DISTRICT, _("Quận, huyện, thị xã hoặc Sở Tư pháp")),
]
WHOLE_CITY = [("", _("Toàn thành phố"))]


class PlaceForm(forms.Form):
    """A GET form: what is looked for stands in the address and can be gone back to."""

    cap = forms.ChoiceField(label=_("Cấp đã đăng ký"), choices=LEVELS, initial=Level.COMMUNE, widget=forms.RadioSelect)
    quan = forms.ChoiceField(
        label=_("Quận, huyện, thị xã"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    q = CleanCharField(
        label=_("Phường, xã, thị trấn"), help_text=_("Gõ không dấu cũng tìm được"), max_length=80, required=False
    )

    def __init__(self, data=None, *, day: date) -> None:
        super().__init__(data)
        self.districts = districts_of(day)
        names = [(str(unit.pk), naming.name(unit)) for unit in self.districts]
        departments = [(str(unit.pk), naming.name(unit)) for unit in Office.objects.filter(level=Level.DEPARTMENT)]
        self.fields["quan"].choices = [*WHOLE_CITY, *names, (_("Cấp thành phố"), departments)]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("cap") == Level.DISTRICT and not cleaned.get("quan"):
            self.add_error("quan", _("Chọn quận, huyện, thị xã hoặc Sở Tư pháp nơi đã đăng ký"))
        if cleaned.get("cap") == Level.COMMUNE and not cleaned.get("q") and not self.district:
            self.add_error("q", _("Nhập tên phường, xã nơi đã đăng ký"))
        return cleaned

    @property
    def district(self) -> Office | None:
        wanted = self.cleaned_data.get("quan", "")
        return next((unit for unit in self.districts if str(unit.pk) == wanted), None)


class OtherPlaceForm(forms.Form):
    """A place in words (an old province, before 2008) and the commune of today on whose ground it lies."""

    ten = CleanCharField(
        label=_("Nơi đăng ký ghi trên giấy tờ cũ"),
        help_text=_("Ví dụ: Ủy ban nhân dân xã Vân Côn, huyện Hoài Đức, tỉnh Hà Tây"),
        max_length=200,
        error_messages={
            "required": _("Nhập nơi đăng ký ghi trên giấy tờ cũ"),
            "max_length": _("Nơi đăng ký dài quá 200 ký tự"),
        },
    )
    q = CleanCharField(
        label=_("Nơi đó nay thuộc phường, xã nào của Hà Nội?"),
        help_text=_("Gõ tên phường, xã hiện nay, không dấu cũng tìm được"),
        max_length=80,
        error_messages={
            "required": _("Nhập tên phường, xã hiện nay"),
            "max_length": _("Tên phường, xã dài quá 80 ký tự"),
        },
    )
