"""Values with which the addresses of accounts open: taken from the rows there are. See portal/routes.py."""

from portal.accounts.models import Posting
from portal.registrations.models import FactorReset, PostingProposal, RegistrationList
from portal.routes import Samples


def posting_id() -> int | None:
    return Posting.objects.order_by("pk").values_list("pk", flat=True).first()


def office_id() -> int | None:
    return Posting.objects.order_by("pk").values_list("office_id", flat=True).first()


def user_id() -> int | None:
    return Posting.objects.order_by("pk").values_list("user_id", flat=True).first()


def list_id() -> int | None:
    return RegistrationList.objects.values_list("pk", flat=True).last()


def proposal_id() -> int | None:
    return PostingProposal.objects.values_list("pk", flat=True).last()


def reset_id() -> int | None:
    return FactorReset.objects.values_list("pk", flat=True).last()


def a_secret() -> str:
    """Of no link: only its hash is kept, and the page says that it is over."""
    return "khong-con-mo-duoc"


_OFFICE = ("unit", "add", "reconfirm")
_USER = ("person", "send_link", "lock", "unlock", "propose_reset", "rights_of_person")
_LIST = ("list", "apply", "discard", "file")
SAMPLES: Samples = {f"registrations:{name}/office_id": office_id for name in _OFFICE}
SAMPLES |= {f"registrations:{name}/user_id": user_id for name in _USER}
SAMPLES |= {f"registrations:{name}/list_id": list_id for name in _LIST}
SAMPLES |= {
    "registrations:end/posting_id": posting_id,
    "registrations:proposal/proposal_id": proposal_id,
    "registrations:reset/reset_id": reset_id,
    "registrations_public:activate/secret": a_secret,
}
