"""What a citizen declared, as the comparison with the register wants it: flat, by field."""

from applications.models import Application
from applications.procedures import procedure_for
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


def entries_to_note(application: Application) -> list[tuple[str, dict[str, str]]]:
    """Where the event just registered is noted as well: [(kind of book in words, what the search in it starts with), …].

    Which entries these are an official decides; the portal writes nothing there by itself. Source: 60/2014/QH13 Art. 4(3).
    """
    procedure = procedure_for(application.procedure_code)
    kinds = procedure.writing.noted_in if procedure.writing else ()
    born = application.answers.get(procedure.subject, {}).get("birth_date", "")[:4]
    return [
        (
            EventKind(kind).label.lower(),
            {"name": application.subject_name, "kind": kind} | ({"year": born} if born and kind in _OF_ONE_SUBJECT else {}),
        )
        for kind in kinds
    ]


def looked_for(application: Application) -> dict[str, str]:
    """What the search in the books starts with: the person's name, the kind of book, the year of birth where the book has
    one subject (of two spouses it may be either's)."""
    said = declared(application)
    looked = {"name": said.get("full_name", ""), "kind": application.kind}
    if application.kind in _OF_ONE_SUBJECT:
        looked["year"] = said.get("birth_date", "")[:4]
    return {name: value for name, value in looked.items() if value}
