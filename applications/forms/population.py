"""Who of a dossier is looked up in the population database, and why: without a purpose nobody is."""

from collections.abc import Sequence

from django import forms

from applications.looked_up import Declared
from portal.population.purposes import PURPOSES


class LookUpForm(forms.Form):
    person = forms.ChoiceField(
        label="Người được đối chiếu",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn người được đối chiếu", "invalid_choice": "Chọn một người có trong hồ sơ"},
    )
    purpose = forms.ChoiceField(
        label="Mục đích",
        widget=forms.RadioSelect,
        help_text="Bắt buộc. Được ghi lại, và người nộp đọc được trong mục “Ai đã xem hồ sơ của tôi”",
        error_messages={"required": "Chọn mục đích đối chiếu", "invalid_choice": "Chọn một mục đích trong danh sách"},
    )

    def __init__(self, *args, people: Sequence[Declared], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.code: person for person in people}
        self.fields["person"].choices = [(person.code, f"{person.title}: {person.facts['full_name']}") for person in people]
        self.fields["purpose"].choices = [(one.code, f"{one.label} ({one.basis})") for one in PURPOSES.values()]
        if len(people) == 1:
            self.fields["person"].initial = people[0].code
