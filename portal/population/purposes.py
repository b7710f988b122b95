"""Why somebody may be looked up in the national population database. No purpose, no look-up.

The articles behind each purpose are not settled between the sources: check them before real use (`needs_review`).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Purpose:
    """`basis` names the instruments only: articles are for a person to confirm first."""

    code: str
    label: str | Promise
    basis: str
    needs_review: bool = True


PURPOSES = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            "requester_identity",
            gettext_lazy("Xác định danh tính người yêu cầu"),
            "Nghị định 87/2020/NĐ-CP; Luật Căn cước 26/2023/QH15",
        ),
        Purpose(
            "declared_facts",
            gettext_lazy("Kiểm tra thông tin đã khai của người được cấp giấy tờ"),
            "Nghị định 87/2020/NĐ-CP; Luật Căn cước 26/2023/QH15",
        ),
        Purpose(
            "residence",
            gettext_lazy("Xác định nơi cư trú để biết cơ quan có thẩm quyền"),
            "Nghị định 87/2020/NĐ-CP; Luật Hộ tịch 60/2014/QH13",
        ),
    )
}
