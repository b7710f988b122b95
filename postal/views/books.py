"""The office's books: pads of receipts, the bank's statement, the day's close, the month's deposit at the Treasury."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.paying_ahead import account_of
from portal.accounts.guards import serves
from portal.csv_files import FileUnreadable
from postal import balances
from postal.actions import receipts as verbs
from postal.actions.closing import close_day, deposit
from postal.actions.statements import import_statement
from postal.errors import DayNotReady, PostalError
from postal.models import BankLine, CashBook, DayClose, TreasuryDeposit
from postal.money_access import CASHIER, CASHIER_AND_LEADER, get_receipt_book
from postal.money_forms import DayForm, DepositForm, PadForm, StatementForm, VoidForm
from postal.receipt_report import books_of, fees_without_receipt

SHOWN = 50


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def receipts(request: HttpRequest) -> HttpResponse:
    """Pads with what became of their numbers; giving out another."""
    form = PadForm(request.POST or None, office=request.office, today=timezone.localdate())
    if request.method == "POST" and form.is_valid() and _give(request, form):
        return redirect("money:receipts")
    return _receipts_page(request, form)


@serves("POST", to=CASHIER)
def void(request: HttpRequest, book_id: int) -> HttpResponse:
    pad, form = get_receipt_book(request, book_id), VoidForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("money:receipts")
    try:
        told = form.cleaned_data
        receipt = verbs.make_void(pad.pk, told["number"], reason=told["reason"], by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"Đã hủy biên lai {receipt}.")
    return redirect("money:receipts")


@serves("POST", to=CASHIER)
def end_pad(request: HttpRequest, book_id: int) -> HttpResponse:
    pad = verbs.end_book(get_receipt_book(request, book_id).pk, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã thu lại quyển {pad}.")
    return redirect("money:receipts")


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def statement(request: HttpRequest) -> HttpResponse:
    """Bring in the bank's CSV; the report says what became of each row."""
    account = account_of(request.office.pk, timezone.localdate())
    form, report = StatementForm(), None
    if request.method == "POST":
        form = StatementForm(request.POST, request.FILES)
        if account is None:
            form.add_error(None, "Cơ quan chưa có tài khoản ngân hàng trên hệ thống. Đề nghị Sở Tư pháp ghi tài khoản trước.")
        elif form.is_valid():
            try:
                content = form.cleaned_data["file"].read()
                report = import_statement(account, content, by=request.actor, at=timezone.now())
            except FileUnreadable as fault:
                form.add_error("file", str(fault))
    lines = BankLine.objects.filter(office=request.office).select_related("application")[:SHOWN]
    context = {"account": account, "form": form, "report": report, "lines": lines, "part": "statement"}
    return render(request, "money/statement.html", context)


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def closing(request: HttpRequest) -> HttpResponse:
    """Both sides' totals of the open days, what is unexplained, and the close."""
    today, book = timezone.localdate(), CashBook.objects.filter(office=request.office).first()
    form, reasons = DayForm(request.POST or None, initial={"day": today}), []
    if request.method == "POST" and form.is_valid():
        try:
            close_day(request.office, form.cleaned_data["day"], by=request.actor, at=timezone.now())
        except DayNotReady as fault:
            form.add_error("day", str(fault))
            reasons = fault.reasons
        except PostalError as fault:
            form.add_error("day", str(fault))
        else:
            messages.success(request, f"Đã chốt sổ đến hết ngày {form.cleaned_data['day']:%d/%m/%Y}.")
            return redirect("money:closing")
    since = book.closed_until if book else None
    totals = balances.day_totals(request.office, since=since, until=today)
    context = {
        "form": form,
        "reasons": reasons or balances.unexplained(request.office, today),
        "rows": balances.side_by_side(totals),
        "closed_until": since,
        "closes": [(one, balances.side_by_side(one.totals)) for one in _closes(request)],
        "part": "closing",
    }
    return render(request, "money/closing.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def treasury(request: HttpRequest) -> HttpResponse:
    """Fees by month and what of them has reached the Treasury."""
    today = timezone.localdate()
    months = balances.months_of_fees(request.office, today=today)
    owed = next((month for month in reversed(months[1:]) if month.left_vnd > 0), None)
    first = {"month": owed.month, "on": today} if owed else {"on": today}
    form = DepositForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _deposit(request, form):
        return redirect("money:treasury")
    deposits = TreasuryDeposit.objects.filter(office=request.office).select_related("entered_by")[:SHOWN]
    context = {"months": months, "owed": owed, "form": form, "deposits": deposits, "part": "treasury"}
    return render(request, "money/treasury.html", context, status=400 if form.errors else 200)


def _receipts_page(request: HttpRequest, form: PadForm) -> HttpResponse:
    context = {
        "form": form,
        "pads": books_of(request.office),
        "without": fees_without_receipt(request.office)[:SHOWN],
        "void_form": VoidForm(auto_id=False),
        "part": "receipts",
    }
    return render(request, "money/receipts.html", context, status=400 if form.errors else 200)


def _give(request: HttpRequest, form: PadForm) -> bool:
    told = form.cleaned_data
    about = {name: told[name] for name in ("form", "series", "first", "last")}
    try:
        pad = verbs.give_book(request.office, **about, holder_id=told["holder"].pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error("first", str(fault))
        return False
    messages.success(request, f"Đã giao quyển {pad} cho {told['holder'].full_name}.")
    return True


def _deposit(request: HttpRequest, form: DepositForm) -> bool:
    told = form.cleaned_data
    about = {"amount_vnd": told["amount"], "on": told["on"], "voucher": told["voucher"]}
    try:
        deposit(request.office, told["month"], **about, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error("voucher", str(fault))
        return False
    messages.success(request, "Đã ghi lần nộp Kho bạc.")
    return True


def _closes(request: HttpRequest):
    return DayClose.objects.filter(office=request.office).select_related("closed_by")[:10]
