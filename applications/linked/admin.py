"""The directory of authorities in the Django admin, entered by hand and never deleted; cases to look at only."""

from django import forms
from django.contrib import admin

from applications.linked.models import Authority, ChildCase, ChildMove, LinkedCase, PartnerMessage, Transport
from portal.accounts.admin_site import CarefulAdmin, ReadOnlyAdmin
from portal.exchange.models import Partner
from portal.offices.models import Level, Office


class AuthorityForm(forms.ModelForm):
    """A system of its own must be one the exchange knows: else nothing could be stated to it."""

    class Meta:
        model = Authority
        fields = "__all__"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        units = Office.objects.select_related("parent").order_by("level", "search_name")
        self.fields["office"].queryset = units.filter(level__in=[Level.PARTNER, Level.COMMUNE])
        self.fields["serves"].queryset = units.filter(level=Level.COMMUNE)

    def clean(self) -> dict:
        cleaned = super().clean()
        code, transport = cleaned.get("partner_code", ""), cleaned.get("transport")
        if transport != Transport.SCREENS and not Partner.objects.filter(code=code).exists():
            self.add_error("partner_code", "Chưa có hệ thống nào mang mã này. Thêm ở trang Trao đổi với cơ quan trước")
        if cleaned.get("successor") and not cleaned.get("valid_to"):
            self.add_error("valid_to", "Ghi ngày cuối cùng của cơ quan cũ khi đã có cơ quan kế thừa")
        if cleaned.get("successor") and cleaned["successor"].kind != cleaned.get("kind"):
            self.add_error("successor", "Cơ quan kế thừa phải cùng loại")
        return cleaned


@admin.register(Authority)
class AuthorityAdmin(CarefulAdmin):
    form = AuthorityForm
    list_display = ["name", "kind", "valid_from", "valid_to", "transport"]
    list_filter = ["kind", "transport"]
    search_fields = ["name"]
    filter_horizontal = ["serves"]


admin.site.register([LinkedCase, ChildCase, ChildMove, PartnerMessage], ReadOnlyAdmin)
