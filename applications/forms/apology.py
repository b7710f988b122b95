"""What is answered for in an apology: the cause, the new time, the person; for the desk that drafts it and the leader."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import forms
from django.utils import timezone

from applications.apologies import ASSUMED, CAUSES, Terms, accountable_people
from applications.appointments import days_offered, fault_of, proposal, times_offered
from applications.forms.desk import VersionForm
from applications.models import Application, Slip
from portal.days import HANOI, day_in_words
from portal.forms import CleanCharField
from portal.offices.calendar import WorkingCalendar, calendar_for


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen for one dossier at one moment."""

    calendar: WorkingCalendar
    now: datetime
    due_at: datetime
    people: list[tuple[int, str]]

    @classmethod
    def of(cls, application: Application, now: datetime) -> "Offer":
        people = accountable_people(application.office, timezone.localdate(now))
        return cls(calendar_for(application.office), now, application.due_at, list(people.values_list("pk", "full_name")))

    def initial(self, kept: dict, *, accountable_id: int | None) -> dict:
        """Of a draft where its time still holds, else what is proposed now."""
        moment = datetime.fromisoformat(kept["reappointed_at"]) if kept.get("reappointed_at") else None
        if moment is None or self.fault_of(moment):
            moment = proposal(self.calendar, now=self.now, due_at=self.due_at)
        local = moment.astimezone(HANOI) if moment else None
        when = {"day": local.date().isoformat(), "hour": f"{local:%H:%M}"} if local else {}
        return when | {"accountable": kept.get("accountable_id") or accountable_id}

    def fault_of(self, moment: datetime) -> str:
        return fault_of(moment, self.calendar, now=self.now, due_at=self.due_at)


class TermsForm(VersionForm):
    """The part that desk and leader share. Subclasses say where `reason()` comes from."""

    day = forms.ChoiceField(
        label="Ngày hẹn lại",
        help_text="Chỉ những ngày cơ quan làm việc.",
        error_messages={"required": "Chọn ngày hẹn lại", "invalid_choice": "Chọn một ngày trong danh sách"},
    )
    hour = forms.ChoiceField(
        label="Giờ hẹn lại",
        error_messages={"required": "Chọn giờ hẹn lại", "invalid_choice": "Chọn một giờ trong danh sách"},
    )
    accountable = forms.ChoiceField(
        label="Người chịu trách nhiệm",
        help_text="Tên được in trong phiếu để người nộp biết hỏi ai.",
        error_messages={"required": "Chọn người chịu trách nhiệm", "invalid_choice": "Chọn một người trong danh sách"},
    )

    def __init__(self, *args, offer: Offer, **options) -> None:
        super().__init__(*args, **options)
        self.offer = offer
        days = days_offered(offer.calendar, now=offer.now, due_at=offer.due_at)
        times = times_offered(days, offer.calendar)
        self.fields["day"].choices = [("", "Chọn ngày"), *((day.isoformat(), _day(day)) for day in days)]
        self.fields["hour"].choices = [("", "Chọn giờ"), *((f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in times)]
        self.fields["accountable"].choices = [("", "Chọn người"), *((str(pk), name) for pk, name in offer.people)]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("hour") and (fault := self.offer.fault_of(self._moment())):
            self.add_error("hour", fault)
        return cleaned

    def _terms(self, reason: str) -> Terms:
        return Terms(reason, self._moment(), int(self.cleaned_data["accountable"]))

    def _moment(self) -> datetime:
        day, hour = date.fromisoformat(self.cleaned_data["day"]), time.fromisoformat(self.cleaned_data["hour"])
        return datetime.combine(day, hour, HANOI)


class DeskApologyForm(TermsForm):
    cause = forms.ChoiceField(
        label="Vì sao không đúng hạn",
        choices=CAUSES,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn lý do", "invalid_choice": "Chọn một lý do trong danh sách"},
    )
    words = CleanCharField(
        label="Diễn giải",
        help_text="Được in trong phiếu gửi người nộp. Viết trung tính, không nêu chuyện riêng của ai.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("cause", "words", "day", "hour", "accountable", "version")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("cause") == "other" and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", "Ghi rõ lý do")
        return cleaned

    def terms(self) -> Terms:
        cause, words = self.cleaned_data["cause"], self.cleaned_data["words"]
        listed = "" if cause == "other" else dict(CAUSES)[cause]
        return self._terms(" ".join(part for part in (listed, words) if part))


class LeaderApologyForm(TermsForm):
    why = CleanCharField(
        label="Lý do in trong phiếu",
        max_length=900,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập lý do không đúng hạn"},
    )
    confirmed = forms.BooleanField(label="Tôi xác nhận đây là lý do thật của hồ sơ này", required=False)
    field_order = ("why", "confirmed", "day", "hour", "accountable", "version")

    def __init__(self, *args, slip: Slip, **options) -> None:
        super().__init__(*args, **options)
        self.is_assumed = slip.drafted_by_id is None
        if not self.is_assumed:
            del self.fields["confirmed"]

    def clean(self) -> dict:
        """Nobody has looked at the reason that the clock wrote: it is replaced or confirmed."""
        cleaned = super().clean()
        if self.is_assumed and cleaned.get("why") == ASSUMED and not cleaned.get("confirmed"):
            self.add_error("confirmed", "Lý do do hệ thống ghi sẵn: sửa lại, hoặc đánh dấu xác nhận")
        return cleaned

    def terms(self) -> Terms:
        return self._terms(self.cleaned_data["why"])


def _day(day: date) -> str:
    words = day_in_words(day)
    return words[0].upper() + words[1:]
