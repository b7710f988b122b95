"""Run by test_nothing_lost in a process of its own: takes applications from submission to issue, on the real settings."""

import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from applications import actions  # noqa: E402
from portal.accounts.models import Role  # noqa: E402
from tests import factories  # noqa: E402
from tests.factories import acting  # noqa: E402


def main(count: int) -> None:
    factories.calendar_years(2016, timezone.localdate().year + 1)
    office = factories.office("Phường Hai Bà Trưng", code="00256")
    binh = factories.official("Trần Thị Bình", office, Role.CIVIL_STATUS_OFFICER)
    dung = factories.official("Hoàng Tiến Dũng", office, Role.OFFICE_LEADER)
    entry = factories.birth_entry(office)
    for number in range(count):
        application = factories.submitted(office, at=timezone.now(), copies=1, requester_email=f"an{number}@hotich.example")
        actions.receive(application.pk, by=acting(binh), at=timezone.now())
        actions.draw_up(application.pk, entry_id=entry.pk, by=acting(binh), at=timezone.now())
        actions.send_for_signature(application.pk, by=acting(binh), at=timezone.now())
        actions.sign(application.pk, by=acting(dung), at=timezone.now())
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
