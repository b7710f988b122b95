"""Every procedure that is filed here, by its file alone: no page errs at what somebody sends, and each stands by itself."""

from itertools import cycle

import pytest
from django.urls import reverse

from applications.forms.questions import FIELDS
from applications.models import Application
from applications.procedures import procedures
from applications.procedures.rules import RULES
from civil_registry.form_store import form_of_original
from civil_registry.registering import fields_of
from tests.factories import hanoi
from tests.hostile import HOSTILE

ALL = sorted(procedures().values(), key=lambda procedure: procedure.code)
ASKING = [procedure for procedure in ALL if any(step.questions for step in procedure.steps)]
LIKELY = {"name": "Nguyễn Văn An", "year": "1990", "time": "5h10", "number": "1", "phone": "0912345678", "tick": "on"}
LIKELY |= {"personal_id": "001190012345", "nationality": "Việt Nam", "sex": "Nam", "yes_no": "yes"}


def by_code(procedure) -> str:
    return procedure.code


def likely_answers(step) -> dict[str, str]:
    """What an honest person might post on this page."""
    posted = {}
    for question in step.questions:
        if question.type in {"date", "day"}:
            posted |= {f"{question.code}_day": "12", f"{question.code}_month": "3", f"{question.code}_year": "1990"}
        else:
            posted[question.code] = question.options[0].code if question.options else LIKELY.get(question.type, "Kinh")
    return posted


@pytest.mark.pure
@pytest.mark.parametrize("procedure", ALL, ids=by_code)
def test_its_file_names_only_what_there_is(procedure):
    paths = {f"{step.code}.{question.code}" for step in procedure.steps for question in step.questions} | {"relation"}
    for step in procedure.steps:
        assert {*step.rules, *step.doubts} <= set(RULES)
        assert {question.type for question in step.questions} <= set(FIELDS)
        hung_on = {path for question in step.questions for path in question.when.paths} | step.when.paths
        assert {path for path in hung_on if path != "relation"} <= paths
    steps = {step.code for step in procedure.steps}
    assert not procedure.writing or {*procedure.writing.entries, *procedure.writing.look_up} <= steps


@pytest.mark.django_db
@pytest.mark.parametrize("procedure", [each for each in ALL if each.writing], ids=by_code)
def test_what_it_asks_for_the_register_has_a_place_there_and_on_the_paper(procedure):
    kind = procedure.writing.kind
    written = {question.register for step in procedure.steps for question in step.questions if question.register}
    assert written <= fields_of(kind)
    assert written <= {field.code for field in form_of_original(kind, {}, hanoi().date()).fields}


def led_to(draft: Application, step) -> None:
    """Answered so that this page is asked: it hangs on answers of pages before it."""
    for path, values in step.when.only:
        page, _, field = path.partition(".")
        draft.answers.setdefault(page, {})[field] = values[0]
    draft.save()


@pytest.mark.django_db
@pytest.mark.parametrize("procedure", ASKING, ids=by_code)
def test_no_step_errs_at_what_nobody_types(procedure, registering, open_office):
    """One draft; each page is sent once for each of its fields, spoilt among likely ones, once all spoilt, and once likely."""
    registering.client.post(reverse("applications:begin", args=[procedure.slug]))
    draft = Application.objects.latest("id")
    hostile = cycle(HOSTILE)
    for step in (each for each in procedure.steps if each.questions):
        draft.refresh_from_db()
        led_to(draft, step)
        likely = likely_answers(step)
        for question in step.questions:
            spoilt = {name: next(hostile) for name in likely if name.startswith(question.code)}
            assert registering.answer(draft, step.code, likely | spoilt).status_code in {302, 400}
        assert registering.answer(draft, step.code, {name: next(hostile) for name in likely}).status_code in {302, 400}
        assert registering.answer(draft, step.code, likely).status_code in {302, 400}
        assert registering.client.get(reverse("applications:questions", args=[draft.ref, step.code])).status_code == 200
    assert registering.client.get(registering.url(draft, "check")).status_code == 200
