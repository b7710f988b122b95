"""The rows of a control sheet: each time a dossier went from one hand to another, from its history.

Source: TT 01/2018/TT-VPCP form 05 (Phiếu kiểm soát quá trình giải quyết hồ sơ); domain reference §1.5.
"""

from django.utils import timezone

from applications.models import Application, StateChange
from applications.verbs import VERBS

CITIZEN, DESK, OFFICER, LEADER, POST = "Người nộp hồ sơ", "Bộ phận Một cửa", "Người giải quyết", "Lãnh đạo cơ quan", "Bưu điện"
HAND_OVERS = {  # verb: from whom, to whom; the person who acted is named on his own side
    "submit": (CITIZEN, DESK),
    "receive": (DESK, OFFICER),
    "take": (DESK, OFFICER),
    "assign": (DESK, OFFICER),
    "cover": (OFFICER, OFFICER),
    "transfer": (DESK, "Cơ quan tiếp nhận"),
    "pass_to_successor": ("Đơn vị đã kết thúc", "Đơn vị kế thừa"),
    "ask_for_supplement": (OFFICER, CITIZEN),
    "resubmit": (CITIZEN, DESK),
    "send_for_signature": (OFFICER, LEADER),
    "return_to_drafter": (LEADER, OFFICER),
    "propose_refusal": (OFFICER, LEADER),
    "decline_refusal": (LEADER, OFFICER),
    "refuse": (LEADER, CITIZEN),
    "sign": (LEADER, DESK),
    "hand_to_post": (DESK, POST),
    "deliver": (POST, CITIZEN),
    "return_to_office": (POST, DESK),
    "withdraw": (CITIZEN, DESK),
    "lapse": ("Hệ thống", CITIZEN),
}
_RESULTS = {"sign", "refuse"}
_ACTS_ON_RECEIVING = {"take"}


def sheet_rows(application: Application) -> list[dict]:
    """[{"step", "office", "at", "giver", "taker", "result", "note"}, …] in the order of the history; local times."""
    changes = application.history.select_related("actor", "office").order_by("id")
    return [_row(change, application) for change in changes if change.verb in HAND_OVERS]


def _row(change: StateChange, application: Application) -> dict:
    giver, taker = HAND_OVERS[change.verb]
    if change.actor and change.role != "citizen":
        named = f"{change.actor.full_name}"
        giver, taker = (giver, named) if change.verb in _ACTS_ON_RECEIVING else (named, taker)
    local = timezone.localtime(change.at)
    return {
        "step": VERBS.get(change.verb, change.verb),
        "office": (change.office or application.office).authority_name,
        "at": f"{local:%H} giờ {local:%M} phút, ngày {local:%d/%m/%Y}",
        "giver": giver,
        "taker": taker,
        "result": _result(application) if change.verb in _RESULTS else "",
        "note": change.reason,
    }


def _result(application: Application) -> str:
    """Trước hạn, Đúng hạn or Quá hạn, by the day first promised."""
    if application.resolved_at is None or application.promised_on is None:
        return ""
    day = timezone.localdate(application.resolved_at)
    if day > application.promised_on:
        return "Quá hạn"
    return "Trước hạn" if day < application.promised_on else "Đúng hạn"
