"""A sheet printed once more while its copy is cancelled: one waits for the other, the database turns neither away."""

import threading

import pytest
from django.db import transaction

from civil_registry import extracts, print_runs
from civil_registry.models import CopyState, ExtractCopy
from tests.at_once import at_once
from tests.factories import acting, birth_entry, hanoi
from tests.registry.papers import a_run, signed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]


def test_a_reprint_waits_for_who_cancels_the_copy_or_the_other_way_round(office, binh, dung, monkeypatch):
    copy = signed(office, binh, dung, birth_entry(office, number="88"))
    run = a_run(office, binh, copy, printed=False)
    sheets, begin, under_way = [run.sheets.get().pk], print_runs._begin, threading.Event()

    def begin_slowly(*told, **about):
        under_way.set()
        threading.Event().wait(0.5)  # time for the other to lock the copy, if it can
        return begin(*told, **about)

    def cancel():
        under_way.wait(5)
        with transaction.atomic():
            return extracts.cancel(copy.pk, reason="Sai tên", by_id=dung.pk, at=hanoi(20, 14))

    monkeypatch.setattr(print_runs, "_begin", begin_slowly)
    told = {"reason": "Kẹt giấy", "by": acting(binh), "at": hanoi(20, 14)}
    answers = at_once(lambda: print_runs.reprint(run.pk, sheets, **told), cancel)
    assert not [repr(a) for a in answers if isinstance(a, Exception)]
    assert [type(answer).__name__ for answer in answers] == ["PrintRun", "ExtractCopy"]
    assert ExtractCopy.objects.get(pk=copy.pk).state == CopyState.CANCELLED
