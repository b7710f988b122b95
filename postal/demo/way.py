"""The way of the demo's envelopes: handed over in one batch a day, delivered, tried in vain, brought back."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Application
from portal.accounts.actors import Actor
from portal.offices.calendar import calendar_for
from postal.actions.confirming import confirm
from postal.actions.delivery import deliver, fail, return_to_office
from postal.actions.hand_overs import close, open_hand_over, scan
from postal.actions.parcels import prepare_parcel, set_tracking_number
from postal.demo import differences
from postal.demo.carrier import say_delivered
from postal.invitations import next_invitation
from postal.models import Carrier, FailureReason
from postal.tracking import check_digit

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TOO_MANY, PUT_RIGHT, MISSING = 4, 2, 0  # batches to come
COURSES = ("handed_over", "failed", "delivered", "returned")


class Post:
    """Takes the issued applications of one office, by the day of their signature, to the post and on."""

    def __init__(
        self, office, officer: Actor, postman: Actor, now: datetime, first_serial: int, by_system: Carrier | None = None
    ) -> None:
        """`by_system`: the carrier's own system reports what is delivered."""
        self.by_system = by_system
        self.office, self.officer, self.postman, self.now = office, officer, postman, now
        self.serial = first_serial

    def send(self, signed: list[tuple[Application, str, datetime]], settle: Callable[..., None] | None = None) -> None:
        """`signed`: application, course, moment of signature. Only those of COURSES leave the office.

        `settle` is told the evening of each batch's deliveries, and how many batches are still to come.
        """
        leaving = sorted((row for row in signed if row[1] in COURSES), key=lambda row: row[2])
        by_day: dict = {}
        for row in leaving:
            by_day.setdefault(timezone.localdate(row[2]), []).append(row)
        for number, rows in enumerate(by_day.values(), start=1):
            self._batch(rows, differs=(len(by_day) - number if settle else None))
            if settle:
                evening = max(row[2] for row in rows) + DAY + 120 * MINUTE
                settle(evening, batches_to_come=len(by_day) - number)

    def _batch(self, rows: list[tuple[Application, str, datetime]], *, differs: int | None) -> None:
        """One day's. `differs`: how many batches come after it where something shall be found wrong; None: nothing is."""
        at = self._not_after_now(max(row[2] for row in rows) + 20 * MINUTE)
        batch = open_hand_over(self.office, by=self.officer, at=at)
        parcels = []
        for application, course, _signed_at in rows:
            parcel = prepare_parcel(application.pk, by=self.officer, at=at)
            set_tracking_number(parcel.pk, self._tracking_number(), by=self.officer, at=at)
            scan(batch.pk, parcel.number, by=self.officer, at=at)
            parcels.append((parcel, course))
        close(batch.pk, by=self.officer, at=at)
        confirmed_at = self._not_after_now(at + 10 * MINUTE)
        if differs == TOO_MANY:
            differences.one_too_many(batch, self.officer, self.postman, at=at)
        if differs == MISSING and len(parcels) > 1:
            lost = next((pair for pair in parcels if pair[1] == "handed_over"), parcels[0])
            parcels.remove(lost)
            differences.one_missing(batch, lost[0], self.postman, at=at)
        confirm(batch.pk, by=self.postman, at=confirmed_at)
        if differs == PUT_RIGHT:
            differences.put_right(batch, self.officer, self.postman, at=self._not_after_now(confirmed_at + DAY))
        for parcel, course in parcels:
            self._outcome(parcel, course, at)

    def _outcome(self, parcel, course: str, at: datetime) -> None:
        if course == "handed_over":
            return
        key, day = f"demo-{parcel.number}", self._not_after_now(at + DAY + 60 * MINUTE)
        if course == "delivered":
            if self.by_system:
                say_delivered(self.by_system, parcel, at=day)
                return
            due = parcel.fee_vnd + parcel.postage_vnd
            deliver(parcel.pk, collected_vnd=due, received_by=parcel.recipient_name, key=key, by=self.postman, at=day)
            return
        fail(parcel.pk, reason=FailureReason.ABSENT, key=f"{key}-1", by=self.postman, at=day)
        if course == "returned":
            tried_on = timezone.localdate(day)
            apart = next_invitation(tried_on, calendar_for(None)) - tried_on
            later = self._not_after_now(day + apart)
            fail(parcel.pk, reason=FailureReason.NO_PHONE, key=f"{key}-2", by=self.postman, at=later)
            return_to_office(parcel.pk, key=f"{key}-3", by=self.postman, at=self._not_after_now(later + DAY))

    def _tracking_number(self) -> str:
        self.serial += 1
        serial = f"{self.serial:08d}"
        return f"EB{serial}{check_digit(serial)}VN"

    def _not_after_now(self, at: datetime) -> datetime:
        return min(at, self.now)
