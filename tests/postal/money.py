"""Cast and turns of the money tests that more than one file needs."""

from datetime import date

from applications.models import Application, BankAccount, FeePolicy
from postal.actions import parcels
from tests.factories import acting, hanoi


def free_of_charge(issue, binh):
    """An envelope of a dossier whose fee the law waived when it was filed."""
    law = {"fee_per_copy_vnd": 8000, "legal_document": "TT 281/2016"}
    FeePolicy.objects.create(procedure_code="2.000635", valid_from=date(2017, 1, 1), **law)
    dossier = issue()
    Application.objects.filter(pk=dossier.pk).update(fee_vnd=0, fee_note="Công dân số")
    return parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(20, 15, 30))


def bank_account(office, **told) -> BankAccount:
    about = {
        "bank_bin": "970436",
        "bank_name": "Vietcombank",
        "number": "0011001234567",
        "holder_name": "UBND PHUONG HAI BA TRUNG",
    }
    return BankAccount.objects.create(office=office, valid_from=date(2018, 1, 1), **(about | told))
