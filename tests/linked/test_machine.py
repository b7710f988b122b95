"""Any order of stating, confirming, disputing, asking, answering, going away and taking over: every case ends, and no part is
lost or done twice; each authority keeps its own clock."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from applications import actions as filing
from applications.deadlines import due
from applications.errors import ApplicationError
from applications.linked import actions, transport
from applications.linked.errors import LinkedError
from applications.linked.incoming import settle_all
from applications.linked.models import Authority, ChildCase, ChildMove, LinkedCase, PartnerMessage, UntoldMove
from applications.linked.states import FINAL, ChildState
from applications.linked.telling import tell_pending
from portal.messaging.models import OutgoingMessage
from portal.offices.calendar import calendar_for
from portal.offices.models import CalendarException
from tests.factories import acting, hanoi
from tests.linked.filings import BIRTH_GROUP, DEATH_GROUP, an_authority, filed, registered
from tests.linked.simulator import Partner

pytestmark = pytest.mark.django_db
picks = st.integers(0, 50)
MOODS = ["hold", "resolve", "resolve", "refuse", "ask", "dispute"]


class Linked(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at, self.chance, self.heirs = hanoi(16, 9), random.Random(7), 0
        self.partners = {pk: Partner(authority, self.chance) for pk, authority in self.authorities.items()}
        for way in ("http", "files"):
            transport.CARRIERS[way] = lambda authority, saying, at: self.partners[authority.pk].hear(saying)
        self.applications = [filed(self.office, self.an, code=self.chance.choice([BIRTH_GROUP, DEATH_GROUP])) for _ in range(2)]

    def teardown(self):
        try:
            self.everything_ends()
        finally:
            transport.CARRIERS |= {"http": transport.by_exchange, "files": transport.by_exchange}
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def tries(self, verb, *args, **about):
        try:
            with transaction.atomic():
                return verb(*args, **about, at=self.at)
        except (LinkedError, ApplicationError):
            return None

    def sweep(self):
        """As tasks.keep_linked, told the time."""
        for step in (actions.open_cases, actions.advance_cases, actions.pass_on_abolished, actions.send_pending, settle_all):
            step(at=self.at)
        tell_pending(at=self.at)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours):
        self.at += timedelta(hours=hours)
        self.sweep()

    @rule(pick=picks)
    def the_commune_registers(self, pick):
        application = self.applications[pick % len(self.applications)]
        application.refresh_from_db()
        if application.state == "submitted":
            registered(application, self.binh, self.dung, at=self.at)

    @rule(pick=picks)
    def the_citizen_withdraws(self, pick):
        application = self.applications[pick % len(self.applications)]
        self.tries(filing.withdraw, application.pk, reason="Đổi ý", by=acting(self.an))

    @rule(pick=picks, mood=st.sampled_from(MOODS))
    def a_partner_works(self, pick, mood):
        partner = list(self.partners.values())[pick % len(self.partners)]
        partner.work(self.at, decide=mood)

    @rule(pick=picks)
    def a_partner_gets_through(self, pick):
        list(self.partners.values())[pick % len(self.partners)].post(self.at)

    @rule(pick=picks)
    def a_partner_goes_away_for_a_day(self, pick):
        list(self.partners.values())[pick % len(self.partners)].away_until = self.at + timedelta(days=1)

    @rule(pick=picks)
    def the_citizen_answers(self, pick):
        asked = ChildCase.objects.filter(state=ChildState.SUPPLEMENT_REQUESTED).order_by("pk")
        if asked:
            self.tries(actions.answer, asked[pick % len(asked)].pk, words={1: "Đây"}, by=acting(self.an))

    @rule(pick=picks)
    def the_desk_sends_again(self, pick):
        ours = ChildCase.objects.filter(state__in=["to_send", "sent"]).order_by("pk")
        if ours:
            self.tries(actions.send, ours[pick % len(ours)].pk, by=acting(self.binh))

    @rule(pick=picks)
    def the_desk_carries_it_over(self, pick):
        ours = ChildCase.objects.filter(state__in=["to_send", "sent"]).order_by("pk")
        child = ours[pick % len(ours)] if ours else None
        if child and self.tries(actions.deliver_by_hand, child.pk, by=acting(self.binh)):
            told = {"received_by": "Linh", "title": "", "received_at": self.at}
            self.tries(actions.confirm_on_paper, child.pk, **told, by=acting(self.binh))

    @rule()
    def an_authority_is_abolished(self):
        if self.heirs:
            return
        self.heirs += 1
        old = Authority.objects.filter(kind="police", valid_to__isnull=True).order_by("pk").first()
        heir = an_authority("police", "Công an kế thừa", self.office, transport="http", partner_code=f"ca{old.pk}")
        Authority.objects.filter(pk=old.pk).update(valid_to=self.at.date() - timedelta(days=1), successor=heir)
        Authority.objects.filter(pk=heir.pk).update(valid_from=self.at.date() - timedelta(days=1))
        heir.refresh_from_db()
        self.partners[heir.pk] = Partner(heir, self.chance)

    @invariant()
    def no_part_is_lost(self):
        for case in LinkedCase.objects.all():
            assert [child.key for child in case.children.order_by("pk")] == [part.key for part in case.plan.children]

    @invariant()
    def no_part_is_done_twice(self):
        for child in ChildCase.objects.all():
            endings = child.history.filter(to_state__in=FINAL).exclude(from_state__in=FINAL).count()
            assert endings == (1 if child.is_final else 0)
            assert child.history.filter(from_state="sent", to_state="accepted").count() == (1 if child.accepted_at else 0)

    @invariant()
    def the_clock_is_that_of_the_authority(self):
        for child in ChildCase.objects.filter(due_at__isnull=False).select_related("authority__office", "case"):
            promise = due(child.clock_from, calendar_for(child.authority.office), child.case.plan.policy_of(child.key))
            assert child.due_at == promise.due_at
            begun = child.history.filter(verb__in=["confirm", "supplement"]).order_by("at").last()
            assert child.clock_from == begun.at.replace(microsecond=0)

    @invariant()
    def nothing_is_handed_over_before_it_is_confirmed(self):
        for child in ChildCase.objects.filter(accepted_at__isnull=True):
            assert child.state not in {"accepted", "supplement_requested", "resolved", "refused"}

    def everything_ends(self):
        """The world becomes reliable: then every case ends, and as its authorities say."""
        for round in range(40):
            self.at += timedelta(hours=6)
            for application in self.applications:
                application.refresh_from_db()
                if application.state == "submitted":
                    registered(application, self.binh, self.dung, at=self.at)
            self.sweep()
            for child in ChildCase.objects.filter(state__in=["to_send", "sent"]):
                self.tries(actions.send, child.pk, by=acting(self.binh))
            for child in ChildCase.objects.filter(state=ChildState.SUPPLEMENT_REQUESTED):
                self.tries(actions.answer, child.pk, words={1: "Đây"}, by=acting(self.an))
            for child in ChildCase.objects.filter(state=ChildState.ACCEPTED, is_by_hand=True):
                self.tries(actions.resolve, child.pk, number="9", on=self.at.date(), by=acting(self.binh))
            for partner in self.partners.values():
                partner.away_until = None
                partner.work(self.at, decide="resolve")
                partner.post_everything(self.at)
            if round > 1 and not LinkedCase.objects.filter(ended_at__isnull=True).exists():
                break
        self.sweep()
        assert LinkedCase.objects.count() == len(self.applications)
        assert not LinkedCase.objects.filter(ended_at__isnull=True).exists()
        assert not UntoldMove.objects.exists()
        assert not PartnerMessage.objects.filter(fate="waits").exclude(child__state__in=FINAL).exists()
        told = ChildMove.objects.filter(verb="resolve").count()
        assert (
            OutgoingMessage.objects.filter(idempotency_key__startswith="linked:", text__contains="kết quả số").count() == told
        )
        self.each_part_ended_as_its_authority_said()
        self.no_part_is_lost()
        self.no_part_is_done_twice()
        self.the_clock_is_that_of_the_authority()

    def each_part_ended_as_its_authority_said(self):
        """By the authority's own book; what was carried over on paper, or taken over by an heir, ended elsewhere."""
        for pk, partner in self.partners.items():
            for child in ChildCase.objects.filter(number__in=partner.done, authority_id=pk, is_by_hand=False):
                assert child.state == partner.done[child.number]
        ended_by_partners = ChildCase.objects.filter(state__in=["resolved", "refused"], is_by_hand=False)
        for child in ended_by_partners:
            assert child.number in self.partners[child.authority_id].done


def test_every_case_ends_and_no_part_is_lost_or_done_twice(world, office, an, binh, dung, police, insurance):
    affairs = an_authority("social_affairs", "Phòng Văn hóa – Xã hội", office)
    for authority in (police, insurance):
        Authority.objects.filter(pk=authority.pk).update(transport="http", partner_code=f"p{authority.pk}")
    Authority.objects.filter(pk=affairs.pk).update(transport="files", partner_code="xh")
    closed = {"kind": "emergency_closure", "name_vi": "Đóng cửa vì bão"}  # so that its clock is not that of the others
    CalendarException.objects.create(office=insurance.office, on=date(2026, 3, 18), **closed)
    people = {"office": office, "an": an, "binh": binh, "dung": dung}
    standing = {authority.pk: authority for authority in Authority.objects.all()}
    machine = type("Machine", (Linked,), people | {"authorities": standing})
    quick = settings(
        max_examples=6, stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None, database=None
    )
    run_state_machine_as_test(machine, settings=quick)
