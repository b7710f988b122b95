"""What an invented person answers when asking for a copy: for the demo and for training."""

from applications.fees import HANOI_CODE
from civil_registry.invented.people import Person
from portal.offices.models import Office


def invented_answers(
    subject: Person, requester: Person, *, relationship: str, place: str, home: Office, detail: str, copies: int = 1
) -> dict:
    """The checked answers of every step, sent by post to `detail` at `home`; `place` is where the record was registered."""
    is_self = relationship == "self"
    address = {
        "province": HANOI_CODE,
        "province_name": "Hà Nội",
        "commune": home.name,
        "commune_code": home.code,
        "detail": detail,
    }
    return {
        "office": {"place": place},
        "requester": {
            "full_name": requester.full_name,
            "birth_date": requester.birth_date.isoformat(),
            "id_kind": "personal_id",
            "personal_id": requester.personal_id,
            "residence_kind": "permanent",
            "phone": requester.phone,
            "email": "",
            **address,
        },
        "subject": {
            "who": relationship if relationship in {"self", "authorised"} else "family",
            "relationship": relationship,
            "full_name": subject.full_name,
            "birth_date": subject.birth_date.isoformat() if is_self else str(subject.birth_date.year),
            "personal_id": subject.personal_id if is_self else "",
            "sex": subject.sex,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "copies": copies,
        },
        "registration": {"forgotten": True},
        "delivery": {
            "method": "post",
            "recipient": "self",
            "wish": "office_hours",
            "name": requester.full_name,
            **address,
            "phone": requester.phone,
        },
    }
