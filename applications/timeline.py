"""The way of an application as its citizen sees it: what has happened, where it stands, what comes, and what to do now.

Read from the row and its history alone; the post's part comes from the details of `hand_to_post` and `fail_delivery`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application, StateChange
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from applications.states import State
from portal.offices import naming
from portal.offices.models import Office
from portal.templatetags.portal import day, vnd, when

HAPPENED = {  # verb -> what the citizen reads; other verbs are the office's own business
    "submit": gettext_lazy("Đã nộp hồ sơ"),
    "receive": gettext_lazy("Đã tiếp nhận"),
    "transfer": gettext_lazy("Đã chuyển đến cơ quan có thẩm quyền"),
    "pass_to_successor": gettext_lazy("Đã chuyển đến đơn vị kế thừa sau sắp xếp"),
    "ask_for_supplement": gettext_lazy("Cơ quan yêu cầu bổ sung"),
    "resubmit": gettext_lazy("Đã nộp bổ sung"),
    "move_promise": gettext_lazy("Đổi ngày hẹn theo lịch làm việc mới"),
    "compare_originals": gettext_lazy("Đã đối chiếu bản chính và ký sổ"),
    "extend": gettext_lazy("Cơ quan gia hạn để xác minh"),
    "apologise": gettext_lazy("Cơ quan xin lỗi và hẹn lại"),
    "sign": gettext_lazy("Đã ký %(signed)s"),
    "reissue": gettext_lazy("Cơ quan hủy bản sai, ký bản mới thay thế"),
    "cancel_copy": gettext_lazy("Cơ quan đã hủy %(result)s"),
    "share_envelope": gettext_lazy("Gửi chung một phong bì với hồ sơ khác của cùng người nhận"),
    "send_alone": gettext_lazy("Gửi trong phong bì riêng"),
    "hand_to_post": gettext_lazy("Đã bàn giao cho bưu điện"),
    "fail_delivery": gettext_lazy("Bưu tá chưa giao được"),
    "return_to_office": gettext_lazy("Bưu điện đã chuyển hoàn về cơ quan"),
    "lose_on_the_way": gettext_lazy("Bưu điện báo mất hoặc hỏng %(result)s"),
    "replace_lost": gettext_lazy("Cơ quan cấp lại bản khác, không thu thêm tiền"),
    "reprint_lost": gettext_lazy("Cơ quan in lại %(result)s và gửi lại, không thu thêm tiền"),
    "complain": gettext_lazy("Đã khiếu nại với bưu điện"),
    "answer_complaint": gettext_lazy("Bưu điện trả lời khiếu nại"),
    "keep_result": gettext_lazy("%(result_first)s được giữ tại cơ quan"),
    "make_ready_for_collection": gettext_lazy("Mời đến nhận tại cơ quan"),
    "pay": gettext_lazy("Đã nhận phí nộp trước"),
    "deliver": gettext_lazy("Đã nhận %(result)s"),
    "collect": gettext_lazy("Đã nhận %(result)s tại cơ quan"),
    "refuse": gettext_lazy("Không giải quyết được"),
    "withdraw": gettext_lazy("Đã rút hồ sơ"),
    "lapse": gettext_lazy("Đã đóng vì không bổ sung"),
}
NOW = {
    State.SUBMITTED: gettext_lazy("Chờ cơ quan tiếp nhận"),
    State.RECEIVED: gettext_lazy("Đang giải quyết"),
    State.SUPPLEMENT_REQUESTED: gettext_lazy("Chờ bổ sung"),
    State.ISSUED: gettext_lazy("Chờ bàn giao cho bưu điện"),
    State.HANDED_TO_POST: gettext_lazy("Đang giao"),
    State.RETURNED_TO_OFFICE: gettext_lazy("%(result_first)s ở cơ quan, chờ hẹn giao lại"),
    State.READY_FOR_COLLECTION: gettext_lazy("Chờ đến nhận"),
}
# The happy path, by the verbs that reach each step.
PATH = ("submit", "receive", "sign", "hand_to_post", "deliver")
PATH_TO_DESK = ("submit", "receive", "sign", "make_ready_for_collection", "collect")
# How far along the path each state is.
REACHED = {
    State.SUBMITTED: 1,
    State.SUPPLEMENT_REQUESTED: 1,
    State.RECEIVED: 2,
    State.ISSUED: 3,
    State.HANDED_TO_POST: 4,
    State.RETURNED_TO_OFFICE: 3,
    State.READY_FOR_COLLECTION: 4,
    State.DELIVERED: 5,
    State.COLLECTED: 5,
}


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline: `state` is done, current or later."""

    state: str
    label: str
    at: str = ""
    place: str = ""
    extra: str = ""


def timeline_of(application: Application, history: Iterable[StateChange]) -> list[Event]:
    """All lines in order of time: what happened, where it stands, what is still to come."""
    events = [_happened(change, application) for change in history if change.verb in HAPPENED]
    if application.state in NOW:
        events.append(_now(application))
        events += _to_come(application)
    return events


def degree_of(application: Application) -> list[Event]:
    """For people who have not shown who they are: steps only; no times, no names, no places, no reasons."""
    path, reached, words = _path(application), REACHED.get(application.state), given(application)
    if reached is None:
        return [Event("done", str(HAPPENED["submit"])), Event("done", _("Hồ sơ đã kết thúc"))]
    done = [Event("done", str(HAPPENED[verb]) % words) for verb in path[:reached]]
    current = [Event("current", str(NOW[application.state]) % words)] if application.state in NOW else []
    return done + current + _to_come(application)


def tracking_number(history: Iterable[StateChange]) -> str:
    """Of the last hand-over to the post, or ""."""
    numbers = [change.detail.get("tracking_number", "") for change in history if change.verb == "hand_to_post"]
    return numbers[-1] if numbers else ""


def collected_in(history: Iterable[StateChange]) -> int | None:
    """What the postal worker has written to have been paid on delivery; None before, or where nothing was written."""
    told = [change.detail.get("collected_vnd") for change in history if change.verb == "deliver"]
    return told[-1] if told else None


def in_groups(number: str) -> str:
    """ "EB123456785VN" -> "EB 123 456 785 VN": as the post prints it; other formats stay as they are."""
    if len(number) == 13 and number[:2].isalpha() and number[2:11].isdigit() and number[11:].isalpha():
        return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:11]} {number[11:]}"
    return number


def _happened(change: StateChange, application: Application) -> Event:
    label, place = str(HAPPENED[change.verb]) % given(application), ""
    if change.verb == "receive":
        place = naming.authority_name(change.office or application.office)  # it may have moved on since
    if change.verb in {"transfer", "pass_to_successor"}:
        place = naming.authority_name(Office.objects.select_related("parent").get(pk=change.detail["to"]))
    if change.verb == "pay" and change.detail.get("at_desk"):
        label = _("Đã nộp phí tại cơ quan")
    if change.verb == "sign" and change.detail.get("on_time"):
        label = _("Đã ký %(signed)s, đúng hạn") % given(application)
    return Event("done", label, when(change.at), place, _said_beside(change, application))


def _said_beside(change: StateChange, application: Application) -> str:
    """What else is told of a move, in words; "" for most."""
    detail = change.detail
    match change.verb:
        case "receive":
            return _("Mã hồ sơ %(code)s") % {"code": detail.get("code") or application.code}
        case "apologise":
            return _("Hẹn lại: %(when)s") % {"when": when(datetime.fromisoformat(detail["reappointed_at"]))}
        case "extend":
            new = {"when": when(datetime.fromisoformat(detail["due_at"])), "why": change.reason}
            return _("Hạn mới: %(when)s. %(why)s") % new
        case "transfer" | "answer_complaint":
            return change.reason
        case "pass_to_successor":
            return _("Mã hồ sơ và hạn giải quyết không đổi")
        case "pay":
            return _("Số tiền %(money)s") % {"money": vnd(detail.get("paid_vnd", 0))}
        case "hand_to_post" if detail.get("tracking_number"):
            return _("Số hiệu bưu gửi %(number)s") % {"number": in_groups(detail["tracking_number"])}
        case "share_envelope":
            return _("Cước bưu chính trả một lần cho cả phong bì")
        case "complain":
            return _("Bưu điện trả lời chậm nhất %(day)s") % {"day": day(date.fromisoformat(detail["answer_by_on"]))}
    return ""


def _now(application: Application) -> Event:
    label = str(NOW[application.state]) % given(application)
    if application.state == State.ISSUED and application.delivery_method == DeliveryMethod.DESK:
        label = _("Chờ cơ quan mời đến nhận")
    due = application.state in {State.SUBMITTED, State.RECEIVED}
    at = _("Hạn giải quyết: %(when)s") % {"when": when(application.due_at)} if due else ""
    new = _("Hẹn lại: %(when)s") % {"when": when(application.reappointed_at)} if due and application.reappointed_at else ""
    return Event("current", label, at, extra=new)


def _to_come(application: Application) -> list[Event]:
    rest = _path(application)[REACHED[application.state] :]
    hints = {"deliver": _("Xác nhận khi bưu tá giao xong")}
    words = given(application)
    return [Event("later", str(HAPPENED[verb]) % words, hints.get(verb, "")) for verb in rest]


def given(application: Application) -> dict[str, str]:
    """What this one gives, in words of the page's language."""
    return procedure_for(application.procedure_code).gives(application.kind).words


def _path(application: Application) -> tuple[str, ...]:
    at_desk = application.delivery_method == DeliveryMethod.DESK or application.state == State.READY_FOR_COLLECTION
    return PATH_TO_DESK if at_desk else PATH
