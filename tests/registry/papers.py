"""Signed copies for tests, made by the registers' own verbs."""

from django.db import transaction

from civil_registry import extracts, print_runs
from civil_registry.entries import add_entry
from civil_registry.models import EventKind, ExtractCopy, PrintRun, RegisterBook, RegisterEntry
from civil_registry.run_press import print_run
from portal.accounts.models import User
from portal.offices.models import Office
from tests.factories import acting, birth_entry, hanoi


def drafted(office: Office, drafter: User, entry: RegisterEntry | None = None, *, quantity: int = 1, at=None) -> ExtractCopy:
    with transaction.atomic():
        return extracts.draw_up(
            (entry or birth_entry(office)).pk,
            office=office,
            quantity=quantity,
            dossier_code="H26.00256-260320-0001",
            by_id=drafter.pk,
            at=at or hanoi(20, 10),
        )


def signed(
    office: Office, drafter: User, signer: User, entry: RegisterEntry | None = None, *, at=None, **options
) -> ExtractCopy:
    copy = drafted(office, drafter, entry, at=at, **options)
    with transaction.atomic():
        extracts.send_for_signature(copy.pk)
        return extracts.sign(copy.pk, posting=signer.postings.get(), at=at or hanoi(20, 11))


def marriage_entry(holder: Office, **fields) -> RegisterEntry:
    book = a_book(holder, EventKind.MARRIAGE, year=2015)
    values = {
        "wife_name": "Nguyễn Thị Thùy Dương",
        "wife_birth_date": "1990-03-12",
        "wife_ethnicity": "Kinh",
        "wife_nationality": "Việt Nam",
        "wife_residence": "Số 27 phố Lò Đúc, phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
        "wife_identity_paper": "CMND số 011234567, cấp ngày 05/02/2008, Công an thành phố Hà Nội",
        "husband_name": "Y Moan Êban",
        "husband_birth_date": "1988",
        "husband_ethnicity": "Ê Đê",
        "husband_nationality": "Việt Nam",
        "husband_residence": "Buôn Dhăh, xã Ea Tiêu, huyện Cư Kuin, tỉnh Đắk Lắk",
        "husband_identity_paper": "CMND số 240912345, cấp ngày 01/4/2006, Công an tỉnh Đắk Lắk",
    } | fields
    return add_entry(book, number="12a", registered_on="2015-10-02", fields=values)


def a_book(holder: Office, kind: str, *, year: int) -> RegisterBook:
    place = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
    book, _ = RegisterBook.objects.get_or_create(
        kind=kind, registered_place=place, year=year, number=f"01/{year}", defaults={"holder": holder}
    )
    return book


def a_run(office: Office, by: User, *copies: ExtractCopy, printed: bool = True) -> PrintRun:
    """A run of signed copies; its file made, as the worker does."""
    run = print_runs.ask_for_run(office, [copy.pk for copy in copies], by=acting(by), at=hanoi(20, 13))
    if printed:
        print_run(run.pk, clock=lambda: hanoi(20, 13, 1))
        run.refresh_from_db()
    return run
