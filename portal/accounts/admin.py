"""People and postings, the last resort: units and the Department enter them at /so-tu-phap/tai-khoan/, where two decide."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Field
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.admin_site import CarefulAdmin, ReadOnlyAdmin
from portal.accounts.enrolment import confirm_email
from portal.accounts.models import Posting, Role, User
from portal.registrations.history import Verb, note_account, note_posting
from portal.registrations.letters import tell_old_address
from portal.registrations.roles import needs_second_person
from portal.registrations.starting import has_started

HERE = "Trang quản trị dữ liệu"  # why, in the history of rights
for unwanted in (Authenticator, EmailAddress, Group):
    admin.site.unregister(unwanted)


@admin.register(User)
class UserAdmin(CarefulAdmin):
    """A new official gets no password: he asks for one with "Quên mật khẩu", then sets up the second factor."""

    list_display = ("email", "full_name", "is_active", "is_superuser", "date_joined")
    search_fields = ("email", "full_name")
    fields = ("email", "full_name", "phone", "is_active")

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        confirm_email(obj)
        if change and "email" in form.changed_data:
            tell_old_address(obj, form.initial["email"], at=timezone.now())
        if change and "is_active" in form.changed_data:
            verb = Verb.UNLOCKED if obj.is_active else Verb.LOCKED
            note_account(verb, obj.pk, by=request.actor, at=timezone.now(), reason=HERE)


@admin.register(Posting)
class PostingAdmin(CarefulAdmin):
    list_display = ("user", "office", "role", "valid_from", "valid_to")
    list_filter = ("role",)
    search_fields = ("user__email", "user__full_name", "office__name")
    autocomplete_fields = ("user", "office")

    def save_model(self, request: HttpRequest, obj: Posting, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        verb = Verb.POSTING_CHANGED if change else Verb.POSTING_OPENED
        note_posting(verb, obj, by=request.actor, at=timezone.now(), reason=HERE)

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs):
        """Leaders and administrators need a second person, who is found on our own pages; the first two are made here."""
        if db_field.name == "role" and has_started(timezone.localdate()):
            kwargs["choices"] = [(role.value, role.label) for role in Role if not needs_second_person(role)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    list_display = ("user", "type", "created_at", "last_used_at")
    exclude = ("data",)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    list_display = ("email", "user", "primary", "verified")
    search_fields = ("email",)
