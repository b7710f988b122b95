"""The Django admin, the last resort: superusers with a second factor only, log-in through our own page, mostly reading."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, JSONField, Model, TextField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.text import capfirst

from portal.accounts.middleware import has_second_factor
from portal.audit.trail import record

COLUMNS = 7


class PortalAdminSite(AdminSite):
    site_header = site_title = "Quản trị Hộ tịch trực tuyến Hà Nội"
    index_title = "Dữ liệu"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.is_active and user.is_superuser and has_second_factor(user)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Our own log-in asks for the second factor; who has logged in already is not the right person."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Vietnamese nouns have no plural: without this the lists are called "Hồ sơs"."""
        listed = super().get_app_list(request, app_label)
        for model in (model for app in listed for model in app["models"]):
            model["name"] = capfirst(model["model"]._meta.verbose_name)
        return listed


class ReadOnlyAdmin(ModelAdmin):
    """Rows to look at. States and history change only through actions; every look at a row is recorded."""

    show_full_result_count = False  # counting millions of rows makes a page slow
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_list_display(self, request: HttpRequest) -> list[str]:
        if self.list_display != ("__str__",):
            return list(self.list_display)
        return [field.name for field in self.model._meta.concrete_fields if _is_short(field)][:COLUMNS]

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        shown = set(self.get_list_display(request))
        fields = self.model._meta.concrete_fields
        return [f.name for f in fields if f.name in shown and isinstance(f, ForeignKey)]

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args, **kwargs) -> HttpResponse:
        if object_id:
            record("admin.viewed", subject=f"{self.model._meta.label_lower}:{object_id}"[:60], by=request.actor)
        return super().changeform_view(request, object_id, *args, **kwargs)


class CarefulAdmin(ReadOnlyAdmin):
    """Rows that an administrator enters or ends by hand (people, calendars); never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def save_model(self, request: HttpRequest, obj: Model, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        subject = f"{self.model._meta.label_lower}:{obj.pk}"[:60]
        record("admin.changed", subject=subject, by=request.actor, fields=list(form.changed_data))


def _is_short(field: Field) -> bool:
    return not isinstance(field, TextField | JSONField) and (field.max_length or 0) <= 254
