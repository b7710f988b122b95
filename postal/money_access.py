"""The only way a request gets money's rows: one's own office as payee or owner, one's own post office; all else is 404."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.models import Role
from portal.offices.models import Level, Office
from postal.models import Account, LedgerEntry, OpenItem, ReceiptBook, Remittance

CASHIER = (Role.ACCOUNTANT,)
CASHIER_AND_LEADER = (Role.ACCOUNTANT, Role.OFFICE_LEADER)
SUPERVISORS = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN, Role.DISTRICT_SUPERVISOR)
_WITH = ("office__parent", "post_office", "payee", "made_by", "confirmed_by", "document")


def remittances_for_payee(request: HttpRequest) -> QuerySet[Remittance]:
    return Remittance.objects.filter(payee=request.office).select_related(*_WITH)


def get_remittance_for_payee(request: HttpRequest, number: str) -> Remittance:
    return get_object_or_404(remittances_for_payee(request), number=number)


def remittances_for_post(request: HttpRequest) -> QuerySet[Remittance]:
    """Slips made at this post office."""
    return Remittance.objects.filter(post_office=request.office).select_related(*_WITH)


def get_remittance_for_post(request: HttpRequest, number: str) -> Remittance:
    return get_object_or_404(remittances_for_post(request), number=number)


def is_postage_of(request: HttpRequest, slip: Remittance) -> bool:
    """Whether it is this worker's postage on a slip that somebody else has made: the second confirmation is his."""
    is_anothers = slip.is_postage and slip.made_by_id != request.user.pk
    return is_anothers and LedgerEntry.objects.filter(remittance=slip, holder=request.user).exists()


def accounts_for_post(request: HttpRequest) -> QuerySet[Account]:
    """What the workers of this post office hold; a worker sees what he holds himself."""
    held = Account.objects.filter(post_office=request.office, held_vnd__gt=0)
    return held if Role.POSTAL_SUPERVISOR in request.roles else held.filter(holder=request.user)


def open_items_for_office(request: HttpRequest) -> QuerySet[OpenItem]:
    related = ("application", "remittance", "bank_line", "post_office", "resolved_by")
    return OpenItem.objects.filter(office=request.office).select_related(*related)


def get_open_item(request: HttpRequest, item_id: int) -> OpenItem:
    return get_object_or_404(open_items_for_office(request), pk=item_id)


def get_receipt_book(request: HttpRequest, book_id: int) -> ReceiptBook:
    return get_object_or_404(ReceiptBook, pk=book_id, office=request.office)


def accounts_for_supervisor(request: HttpRequest) -> QuerySet[Account]:
    """All of the city for the Department; for a district, its own and its communes'."""
    return Account.objects.all() if _sees_all(request) else Account.objects.filter(office__in=_units(request))


def open_items_for_supervisor(request: HttpRequest) -> QuerySet[OpenItem]:
    items = OpenItem.objects.filter(resolved_at__isnull=True)
    return items if _sees_all(request) else items.filter(office__in=_units(request))


def units_for_supervisor(request: HttpRequest) -> list[int] | None:
    """Which offices a supervisor sees; None for all of the city."""
    return None if _sees_all(request) else _units(request)


def _sees_all(request: HttpRequest) -> bool:
    return request.office is not None and request.office.level == Level.DEPARTMENT


def _units(request: HttpRequest) -> list[int]:
    here = request.office
    return [here.pk, *Office.objects.filter(parent=here.pk).values_list("pk", flat=True)] if here else []
