"""One dossier that was filed at the desk for a woman without a telephone: read and confirmed on the second screen."""

from datetime import date, datetime, timedelta

from applications.assisted import actions
from applications.assisted.models import Sitting, Way
from applications.assisted.readings import content_of
from applications.fees import quote
from applications.invented import invented_answers
from applications.procedures import procedure_for
from civil_registry.invented.people import People
from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.days import local_day
from portal.offices.models import Office
from postal.demo import photos
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from postal.demo.dossiers import EXTRACT_COPY

BEGAN = timedelta(minutes=12)


def load(users: dict[str, User], *, at: datetime) -> None:
    """Safe to run twice."""
    if Sitting.objects.exists():
        return
    office = Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE)
    origin = Office.objects.filter(code="00265", valid_to=date(2024, 12, 31)).select_related("parent").get()
    person = People(20161101).person(born_from=1947, born_to=1955, sex="Nữ")
    by = Actor(Role.CIVIL_STATUS_OFFICER, users["ha"].pk, office.pk)
    begun, told = at - BEGAN, at - BEGAN / 2
    sitting = actions.begin(shown="cccd", last_digits=person.personal_id[-4:], by=by, at=begun)
    draft = actions.begin_draft(sitting.pk, procedure_code=EXTRACT_COPY, kind="birth", at=begun)
    said = {"place": origin.full_name, "home": office, "detail": "Số 9 ngõ 31 phố Lò Đúc", "relationship": "self"}
    answers = invented_answers(person, person, **said)
    del answers["requester"]["phone"]
    draft.answers = answers | {"delivery": {"method": "desk"}}
    draft.office, draft.registered_at, draft.registered_place = office, origin, origin.full_name
    draft.save()
    photos.attach(draft, begun)
    reading = actions.ask_to_read(sitting.pk, way=Way.SCREEN, content=content_of(draft, told), saved_at=draft.saved_at, at=told)
    actions.answer(sitting.pk, reading.pk, is_right=True, by=by, at=told)
    columns = procedure_for(EXTRACT_COPY).file(draft.answers)
    price = quote(EXTRACT_COPY, copies=1, delivery_method="desk", province_code="01", on=local_day(at))
    money = {"fee_vnd": price.fee_vnd, "postage_vnd": 0, "collection_mode": price.collection_mode}
    actions.file(sitting.pk, draft.pk, as_read=draft, idempotency_key=f"demo-{draft.ref}", by=by, at=at, **columns, **money)
    actions.end(sitting.pk, by=by, at=at)
