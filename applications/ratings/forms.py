"""C20: four grades, three indices of the circular, and words of one's own; only the grade is needed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.ratings.models import Grade, Rating
from applications.ratings.questions import INDICES, MOST_WORDS, POINTS
from portal.forms import CleanCharField

GRADES = (
    (Grade.VERY_SATISFIED, _("Rất hài lòng")),
    (Grade.SATISFIED, _("Hài lòng")),
    (Grade.NEUTRAL, _("Bình thường")),
    (Grade.DISSATISFIED, _("Không hài lòng")),
)
CHOOSE = _("Chọn một mức trong bốn mức")


class RatingForm(forms.Form):
    use_required_attribute = False

    grade = forms.TypedChoiceField(
        label=_("Ông/bà có hài lòng với việc giải quyết hồ sơ này không?"),
        choices=GRADES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, data=None, *, before: Rating | None = None) -> None:
        super().__init__(data, initial=_as_initial(before))
        for index in INDICES:
            self.fields[index.key] = forms.TypedChoiceField(
                label=index.text,
                choices=list(zip(POINTS, index.answers, strict=True)),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Chọn một câu trả lời, hoặc để trống")},
            )
        self.fields["words"] = CleanCharField(
            label=_("Điều gì tốt, điều gì cần sửa?"),
            help_text=_("Nhiều nhất 500 ký tự. Không cần ghi tên, số điện thoại hay số giấy tờ."),
            required=False,
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def points(self) -> dict[str, int]:
        given = {index.key: self.cleaned_data.get(index.key) for index in INDICES}
        return {key: points for key, points in given.items() if points is not None}


def _as_initial(before: Rating | None) -> dict:
    return {"grade": before.grade, "words": before.words, **before.points} if before else {}
