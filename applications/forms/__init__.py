"""The citizen's forms, by step."""

from applications.forms.base import StepForm
from applications.forms.delivery import DeliveryForm
from applications.forms.registration import RegistrationForm
from applications.forms.requester import RequesterForm
from applications.forms.subject import SubjectForm

STEP_FORMS: dict[str, type[StepForm]] = {
    "requester": RequesterForm,
    "subject": SubjectForm,
    "registration": RegistrationForm,
    "delivery": DeliveryForm,
}
