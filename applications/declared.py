"""What a citizen declared, as the comparison with the register wants it: flat, by field."""

from applications.models import Application
from civil_registry.models import EventKind

_FROM_SUBJECT = ("full_name", "birth_date", "sex", "ethnicity", "nationality", "personal_id")
_OF_ONE_SUBJECT = {EventKind.BIRTH, EventKind.BIRTH_NOTED, EventKind.DEATH}
_FROM_REGISTRATION = ("registered_on", "number", "book", "second_name")


def declared(application: Application) -> dict[str, str]:
    subject = application.answers.get("subject", {})
    registration = application.answers.get("registration", {})
    values = {name: subject.get(name, "") for name in _FROM_SUBJECT}
    values |= {name: registration.get(name, "") for name in _FROM_REGISTRATION}
    found = {name: value for name, value in values.items() if value} or {"full_name": application.subject_name}
    return found | {"registered_place": application.registered_place}


def looked_for(application: Application) -> dict[str, str]:
    """What the search in the books starts with: the person's name, the kind of book, the year of birth where the book has
    one subject (of two spouses it may be either's)."""
    said = declared(application)
    looked = {"name": said.get("full_name", ""), "kind": application.kind}
    if application.kind in _OF_ONE_SUBJECT:
        looked["year"] = said.get("birth_date", "")[:4]
    return {name: value for name, value in looked.items() if value}
