"""Which papers a request for an extract copy needs; it depends on who asks.

Source: domain reference §2.4 (2.000635); NĐ 87/2020 Art. 3; TT 04/2020/TT-BTP Art. 2 (kin need no certified authorisation);
60/2014/QH13 Art. 64(1) (agencies: a written request with reason). Nothing else may be asked for.
"""

from django.utils.translation import gettext_lazy as _

from applications.procedures.base import Answers, PaperSlot

PASSPORT = "passport"  # requester.id_kind

SLOTS_OF_CARD = (
    PaperSlot("id_front", _("Mặt trước thẻ căn cước"), True, _("Thấy rõ bốn góc, không lóa, không che ngón tay.")),
    PaperSlot("id_back", _("Mặt sau thẻ căn cước"), True, _("Thấy rõ bốn góc và các dòng chữ.")),
)
SLOT_OF_PASSPORT = PaperSlot("passport", _("Trang có ảnh của hộ chiếu"), True, _("Thấy rõ ảnh và hai dòng mã ở cuối trang."), 2)
SLOT_OF_OTHER_ID = PaperSlot(
    "other_id", _("Giấy tờ tùy thân của người yêu cầu"), True, _("Giấy tờ có ảnh, còn giá trị sử dụng. Chụp đủ các mặt."), 4
)
OLD_CERTIFICATE = PaperSlot(
    "old_certificate",
    _("Giấy tờ hộ tịch cũ (nếu có)"),
    False,
    _("Bản cũ, dù mờ hay rách, giúp tìm sổ nhanh hơn."),
    4,
)
KINSHIP = PaperSlot(
    "kinship_proof",
    _("Giấy tờ chứng minh quan hệ gia đình"),
    True,
    _("Ví dụ: giấy khai sinh, giấy chứng nhận kết hôn."),
    4,
)
KINSHIP_IF_ANY = PaperSlot(
    "kinship_proof",
    _("Giấy tờ chứng minh quan hệ gia đình (nếu có)"),
    False,
    _("Ví dụ: giấy khai sinh, giấy chứng nhận kết hôn."),
    4,
)
CERTIFIED_AUTHORISATION = PaperSlot(
    "authorisation", _("Văn bản ủy quyền có công chứng hoặc chứng thực"), True, _("Chụp đủ các trang."), 6
)
FAMILY_AUTHORISATION = PaperSlot(
    "authorisation", _("Văn bản ủy quyền"), True, _("Không cần công chứng, chứng thực vì là người thân. Chụp đủ các trang."), 6
)
REPRESENTATION = PaperSlot(
    "representation_proof",
    _("Giấy tờ về việc đại diện (nếu có)"),
    False,
    _("Ví dụ: giấy khai sinh của con, quyết định của Tòa án, giấy tờ về giám hộ."),
    4,
)
AGENCY_REQUEST = PaperSlot(
    "agency_request", _("Văn bản đề nghị của cơ quan, tổ chức"), True, _("Có nêu rõ lý do đề nghị, chữ ký và con dấu."), 6
)

# By group of relation (procedures/extract_copy.py).
SLOTS_BY_GROUP = {
    "family": (KINSHIP_IF_ANY,),
    "representative": (REPRESENTATION,),
    "authorised_kin": (FAMILY_AUTHORISATION, KINSHIP),
    "authorised": (CERTIFIED_AUTHORISATION,),
    "agency": (AGENCY_REQUEST,),
}


def papers_for(group: str, answers: Answers) -> tuple[PaperSlot, ...]:
    """The slots for a group of relation, identity first, the optional old certificate last."""
    return (*_identity(answers), *SLOTS_BY_GROUP.get(group, ()), OLD_CERTIFICATE)


def _identity(answers: Answers) -> tuple[PaperSlot, ...]:
    kind = answers.get("requester", {}).get("id_kind", "")
    if kind == PASSPORT:
        return (SLOT_OF_PASSPORT,)
    if kind == "other":
        return (SLOT_OF_OTHER_ID,)
    return SLOTS_OF_CARD
