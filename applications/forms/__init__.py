"""The citizen's forms, by step. What they store in Application.answers, by step and field:

office: registered_place, registered_at (id of the former unit or None), office, office_name, is_sure, chain, in_words
requester: full_name, birth_date, id_kind, personal_id or id_number/id_issued_on/id_issued_by, residence_kind,
    province/province_name/commune/commune_code/detail or abroad, phone, email; of who was looked up at the desk:
    from_population (what was taken over), is_known ("yes": name, birth and number were)
subject: relationship, relation_note, full_name, birth_date, personal_id, sex, ethnicity, nationality, copies
registration: registered_on, number, book, second_name, note, forgotten
delivery: method, recipient, name, phone, province/province_name/commune/commune_code/detail, wish, wish_note
Dates are partial ISO text ("1990", "1990-03", "1990-03-12"); a question without an answer is absent.
"""

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
