"""Where a đồng of an account can be, and from where to where each kind of entry moves it. Pure: no database.

The invariant, exactly: due = outstanding + held + in_transit + confirmed + waived + written_off − refunded, each ≥ 0 and
refunded ≤ confirmed. An entry adds its amount on both sides of it or moves it within the right one, so it cannot break it:

    due          adds to due and to outstanding
    paid_online  outstanding → confirmed           (bank transfer, gateway, cash at its own desk: the agency has it at once)
    collected    outstanding → held                (the postal worker has it)
    remitted     held → in_transit                 (handed on with a slip)
    confirmed    in_transit → confirmed            (counted by the cashier)
    waived       outstanding → waived              (the claim is given up by law or for our own error)
    written_off  outstanding, held or in_transit → written_off   (the money is given up by a leader)
    refunded     adds to refunded and to outstanding: the claim stands again until it is waived, paid or written off
"""

from collections.abc import Mapping

from django.db import models

POSITIONS = (
    "due_vnd",
    "outstanding_vnd",
    "held_vnd",
    "in_transit_vnd",
    "confirmed_vnd",
    "waived_vnd",
    "written_off_vnd",
    "refunded_vnd",
)


class Charge(models.TextChoices):
    FEE = "fee", "Phí"  # the State's; to the agency, from there to the Treasury
    POSTAGE = "postage", "Cước bưu chính"  # the post's
    SURPLUS = "surplus", "Tiền thừa"  # more than was due: the citizen's, until it is given back


class Kind(models.TextChoices):
    DUE = "due", "Phải thu"
    PAID_ONLINE = "paid_online", "Nộp thẳng cho cơ quan"
    COLLECTED = "collected", "Bưu điện đã thu"
    REMITTED = "remitted", "Đã nộp theo bảng kê"
    CONFIRMED = "confirmed", "Đã xác nhận nhận tiền"
    REFUNDED = "refunded", "Đã hoàn trả"
    WAIVED = "waived", "Miễn"
    WRITTEN_OFF = "written_off", "Xóa khoản thu"


MOVES: dict[str, tuple[tuple[str, int], tuple[str, int]]] = {
    Kind.DUE: (("due_vnd", 1), ("outstanding_vnd", 1)),
    Kind.PAID_ONLINE: (("outstanding_vnd", -1), ("confirmed_vnd", 1)),
    Kind.COLLECTED: (("outstanding_vnd", -1), ("held_vnd", 1)),
    Kind.REMITTED: (("held_vnd", -1), ("in_transit_vnd", 1)),
    Kind.CONFIRMED: (("in_transit_vnd", -1), ("confirmed_vnd", 1)),
    Kind.WAIVED: (("outstanding_vnd", -1), ("waived_vnd", 1)),
    Kind.REFUNDED: (("refunded_vnd", 1), ("outstanding_vnd", 1)),
}


def moves_of(kind: str, taken_from: str = "") -> tuple[tuple[str, int], tuple[str, int]]:
    """The two positions an entry changes, each with the sign of its amount."""
    if kind == Kind.WRITTEN_OFF:
        return ((f"{taken_from}_vnd", -1), ("written_off_vnd", 1))
    return MOVES[kind]


def after(positions: Mapping[str, int], kind: str, amount_vnd: int, taken_from: str = "") -> dict[str, int]:
    """The positions after one entry; a counter-entry has an amount below nothing."""
    changed = dict(positions)
    for name, sign in moves_of(kind, taken_from):
        changed[name] += sign * amount_vnd
    return changed


def is_sound(positions: Mapping[str, int]) -> bool:
    """Nothing below nothing, and no more given back than there was."""
    return min(positions.values()) >= 0 and positions["refunded_vnd"] <= positions["confirmed_vnd"]
