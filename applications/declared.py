"""What a citizen declared, as the comparison with the register wants it: flat, by field."""

from applications.models import Application

_FROM_SUBJECT = ("full_name", "birth_date", "sex", "ethnicity", "nationality", "personal_id")
_FROM_REGISTRATION = ("registered_on", "number", "book", "second_name")


def declared(application: Application) -> dict[str, str]:
    subject = application.answers.get("subject", {})
    registration = application.answers.get("registration", {})
    values = {name: subject.get(name, "") for name in _FROM_SUBJECT}
    values |= {name: registration.get(name, "") for name in _FROM_REGISTRATION}
    found = {name: value for name, value in values.items() if value} or {"full_name": application.subject_name}
    return found | {"registered_place": application.registered_place}
