"""People and postings: entered and ended here; a lost telephone is answered here."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts.admin_site import CarefulAdmin, ReadOnlyAdmin
from portal.accounts.enrolment import confirm_email
from portal.accounts.models import Posting, User
from portal.audit.trail import record

for unwanted in (Authenticator, EmailAddress, Group):
    admin.site.unregister(unwanted)


@admin.register(User)
class UserAdmin(CarefulAdmin):
    """A new official gets no password: he asks for one with "Quên mật khẩu", then sets up the second factor."""

    list_display = ("email", "full_name", "is_active", "is_superuser", "date_joined")
    search_fields = ("email", "full_name")
    fields = ("email", "full_name", "phone", "is_active")
    actions = ("remove_second_factor",)

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        confirm_email(obj)

    @admin.action(description="Gỡ xác thực hai lớp (mất điện thoại)")
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            user.authenticator_set.all().delete()
            record("account.second_factor_removed", subject=f"user:{user.pk}", by=request.actor)
        messages.success(request, "Đã gỡ. Lần đăng nhập tới phải cài lại ứng dụng xác thực.")


@admin.register(Posting)
class PostingAdmin(CarefulAdmin):
    list_display = ("user", "office", "role", "valid_from", "valid_to")
    list_filter = ("role",)
    search_fields = ("user__email", "user__full_name", "office__name")
    autocomplete_fields = ("user", "office")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    list_display = ("user", "type", "created_at", "last_used_at")
    exclude = ("data",)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    list_display = ("email", "user", "primary", "verified")
    search_fields = ("email",)
