"""What the Department types of an agreement with the post. Staff pages: Vietnamese only."""

import re
from datetime import date

from django import forms

from portal.accounts.models import Posting, Role, User
from portal.days import WEEKDAYS
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField
from portal.offices.models import Level, Office
from postal.actions.agreements import NewAgreement

_TIME = re.compile(r"([01]?\d|2[0-3])[:hg.]([0-5]\d)?")
NAMES = WEEKDAYS["vi"]
DAYS = [(str(day), name[:1].upper() + name[1:]) for day, name in enumerate(NAMES[:6], start=1)]
MONDAY_TO_FRIDAY = ["1", "2", "3", "4", "5"]


class AgreementForm(forms.Form):
    office = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Office.objects.none(),
        error_messages={"required": "Chọn đơn vị", "invalid_choice": "Chọn đơn vị"},
    )
    post_office = forms.ModelChoiceField(
        label="Bưu điện",
        queryset=Office.objects.none(),
        error_messages={"required": "Chọn bưu điện", "invalid_choice": "Chọn bưu điện"},
    )
    number = CleanCharField(
        label="Số thỏa thuận",
        max_length=60,
        help_text="Trên bản đã ký và lưu, ví dụ 12/TT-UBND-BĐ",
        error_messages={"required": "Nhập số thỏa thuận"},
    )
    signed_on = DayField(label="Có hiệu lực từ", noun="ngày có hiệu lực", example="01/07/2026")
    valid_to = DayField(
        label="Đến hết ngày",
        noun="ngày hết hiệu lực",
        example="30/06/2027",
        required=False,
        help_text="Để trống nếu không thời hạn.",
    )
    weekdays = forms.MultipleChoiceField(
        label="Ngày bưu tá đến lấy",
        choices=DAYS,
        initial=MONDAY_TO_FRIDAY,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một ngày"},
    )
    times = CleanCharField(
        label="Giờ đến lấy",
        max_length=60,
        initial="10:00, 16:00",
        help_text="Nhiều giờ cách nhau bằng dấu phẩy",
        error_messages={"required": "Nhập giờ đến lấy, ví dụ 10:00, 16:00"},
    )
    couriers = forms.ModelMultipleChoiceField(
        label="Người được đến lấy",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn ai: mọi nhân viên của bưu điện đó.",
    )
    remit_within_days = forms.IntegerField(
        label="Nộp tiền thu hộ trong (ngày làm việc)",
        min_value=1,
        max_value=30,
        initial=2,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Nhập số ngày làm việc, từ 1 đến 30"),
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        standing = Office.objects.standing_on(today).order_by("search_name")
        self.fields["office"].queryset = standing.filter(level__in=[Level.COMMUNE, Level.DISTRICT]).select_related("parent")
        self.fields["post_office"].queryset = standing.filter(level=Level.POST)
        self._posted = Posting.objects.in_force_on(today).filter(role=Role.POSTAL_WORKER)
        self.fields["couriers"].queryset = User.objects.filter(pk__in=self._posted.values("user_id")).order_by("full_name")
        self.fields["couriers"].label_from_instance = lambda user: user.full_name

    def clean_times(self) -> list[str]:
        found = [_TIME.fullmatch(part.strip()) for part in self.cleaned_data["times"].split(",")]
        if not all(found):
            raise forms.ValidationError("Giờ viết như 10:00, nhiều giờ cách nhau bằng dấu phẩy")
        return sorted({f"{int(time[1]):02d}:{time[2] or '00'}" for time in found})

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("signed_on"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày hết hiệu lực không được trước ngày có hiệu lực")
        couriers, post_office = cleaned.get("couriers"), cleaned.get("post_office")
        if couriers and post_office:
            there = set(self._posted.filter(office=post_office).values_list("user_id", flat=True))
            strangers = [user.full_name for user in couriers if user.pk not in there]
            if strangers:
                self.add_error("couriers", f"Không làm việc ở {post_office.name}: {', '.join(strangers)}")
        return cleaned

    def new_agreement(self) -> NewAgreement:
        asked, days = self.cleaned_data, sorted(int(day) for day in self.cleaned_data["weekdays"])
        return NewAgreement(
            office=asked["office"],
            post_office=asked["post_office"],
            number=asked["number"],
            signed_on=asked["signed_on"],
            valid_to=asked["valid_to"],
            pickups=[[day, time] for day in days for time in asked["times"]],
            pickup_times=pickups_in_words(days, asked["times"]),
            remit_within_days=asked["remit_within_days"],
        )


class EndForm(forms.Form):
    last_day = DayField(label="Ngày cuối còn hiệu lực", noun="ngày cuối", example="31/12/2026")


def pickups_in_words(days: list[int], times: list[str]) -> str:
    """ "10:00, 16:00, thứ Hai đến thứ Sáu"; the days are named one by one where they do not follow each other."""
    names = [NAMES[day - 1] for day in days]
    is_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{', '.join(times)}, {f'{names[0]} đến {names[-1]}' if is_row else ', '.join(names)}"[:120]
