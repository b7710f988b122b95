"""Procedure 2.000635: a certified copy of a civil-status extract (cấp bản sao trích lục hộ tịch), level 4.

Source: 60/2014/QH13 Art. 63-64; TT 04/2020/TT-BTP annex 5 (the request form); domain reference §2.1, §2.4.
"""

from django.utils.translation import gettext_lazy as _

from applications.procedures.base import Answers, Kind, PaperSlot, Procedure, Relation, Step
from applications.procedures.extract_papers import papers_for
from civil_registry.models import EventKind
from portal.text import fold

KINDS = (
    Kind(
        EventKind.BIRTH,
        "khai-sinh",
        _("Trích lục khai sinh (bản sao)"),
        _("Dùng để đi học, làm căn cước, hộ chiếu, hưởng chế độ."),
        _("khai sinh"),
        _("trích lục khai sinh"),
        _("giấy khai sinh cũ"),
    ),
    Kind(
        EventKind.MARRIAGE,
        "ket-hon",
        _("Trích lục kết hôn (bản sao)"),
        _("Dùng khi mua bán nhà đất, vay vốn, làm thủ tục cho con."),
        _("kết hôn"),
        _("trích lục kết hôn"),
        _("giấy chứng nhận kết hôn cũ"),
        _("Họ, chữ đệm, tên của vợ hoặc chồng người này"),
    ),
    Kind(
        EventKind.DEATH,
        "khai-tu",
        _("Trích lục khai tử (bản sao)"),
        _("Dùng khi khai nhận di sản, hưởng chế độ tử tuất."),
        _("khai tử"),
        _("trích lục khai tử"),
        _("giấy chứng tử hoặc trích lục khai tử cũ"),
    ),
    Kind(
        EventKind.PARENT_CHILD,
        "nhan-cha-me-con",
        _("Trích lục nhận cha, mẹ, con (bản sao)"),
        "",
        _("nhận cha, mẹ, con"),
        _("trích lục đăng ký nhận cha, mẹ, con"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của người kia (cha, mẹ hoặc con)"),
    ),
    Kind(
        EventKind.GUARDIANSHIP,
        "giam-ho",
        _("Trích lục đăng ký giám hộ (bản sao)"),
        "",
        _("giám hộ"),
        _("trích lục đăng ký giám hộ"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của người kia (người giám hộ hoặc người được giám hộ)"),
    ),
    Kind(
        EventKind.GUARDIANSHIP_END,
        "cham-dut-giam-ho",
        _("Trích lục chấm dứt giám hộ (bản sao)"),
        "",
        _("chấm dứt giám hộ"),
        _("trích lục đăng ký chấm dứt giám hộ"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của người kia (người giám hộ hoặc người được giám hộ)"),
    ),
    Kind(
        EventKind.GUARDIANSHIP_SUPERVISION,
        "giam-sat-giam-ho",
        _("Trích lục giám sát việc giám hộ (bản sao)"),
        "",
        _("giám sát việc giám hộ"),
        _("trích lục giám sát việc giám hộ"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của người giám sát"),
    ),
    Kind(
        EventKind.GUARDIANSHIP_SUPERVISION_END,
        "cham-dut-giam-sat-giam-ho",
        _("Trích lục chấm dứt giám sát việc giám hộ (bản sao)"),
        "",
        _("chấm dứt giám sát việc giám hộ"),
        _("trích lục chấm dứt giám sát việc giám hộ"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của người giám sát"),
    ),
    Kind(
        EventKind.CHANGE,
        "thay-doi-cai-chinh",
        _("Trích lục thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc (bản sao)"),
        "",
        _("thay đổi, cải chính, bổ sung hộ tịch"),
        _("trích lục thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc"),
        _("quyết định hoặc trích lục cũ"),
    ),
    Kind(
        EventKind.CHANGE_NOTED,
        "ghi-chu-thay-doi",
        _("Trích lục ghi chú thay đổi hộ tịch (bản sao)"),
        "",
        _("ghi chú thay đổi hộ tịch"),
        _("trích lục ghi chú thay đổi hộ tịch"),
        _("giấy tờ cũ"),
    ),
    Kind(
        EventKind.BIRTH_NOTED,
        "ghi-so-khai-sinh",
        _("Trích lục ghi vào Sổ hộ tịch việc khai sinh ở nước ngoài (bản sao)"),
        "",
        _("ghi vào Sổ hộ tịch việc khai sinh"),
        _("trích lục ghi vào Sổ hộ tịch việc khai sinh"),
        _("giấy tờ cũ"),
    ),
    Kind(
        EventKind.MARRIAGE_NOTED,
        "ghi-chu-ket-hon",
        _("Trích lục ghi chú kết hôn ở nước ngoài (bản sao)"),
        "",
        _("ghi chú kết hôn"),
        _("trích lục ghi chú kết hôn"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của vợ hoặc chồng người này"),
    ),
    Kind(
        EventKind.DIVORCE_NOTED,
        "ghi-chu-ly-hon",
        _("Trích lục ghi chú ly hôn, hủy việc kết hôn ở nước ngoài (bản sao)"),
        "",
        _("ghi chú ly hôn"),
        _("trích lục ghi chú ly hôn"),
        _("giấy tờ cũ"),
        _("Họ, chữ đệm, tên của vợ hoặc chồng cũ"),
    ),
    Kind(
        EventKind.ADOPTION,
        "nuoi-con-nuoi",
        _("Giấy chứng nhận nuôi con nuôi (bản sao)"),
        "",
        _("nuôi con nuôi"),
        _("Giấy chứng nhận nuôi con nuôi"),
        _("giấy chứng nhận cũ"),
        _("Họ, chữ đệm, tên của cha nuôi hoặc mẹ nuôi"),
    ),
)

# Source: the national e-form, domain reference §2.4; "Em ruột" is missing there and added.
RELATIONS = (
    Relation("self", _("Chính là người này"), "self"),
    Relation("wife", _("Vợ"), "family"),
    Relation("husband", _("Chồng"), "family"),
    Relation("child", _("Con đẻ"), "family"),
    Relation("father", _("Cha đẻ"), "family"),
    Relation("mother", _("Mẹ đẻ"), "family"),
    Relation("adoptive_father", _("Cha nuôi"), "family"),
    Relation("adoptive_mother", _("Mẹ nuôi"), "family"),
    Relation("adopted_child", _("Con nuôi"), "family"),
    Relation("grandfather", _("Ông"), "family"),
    Relation("grandmother", _("Bà"), "family"),
    Relation("grandchild", _("Cháu ruột"), "family"),
    Relation("older_brother", _("Anh ruột"), "family"),
    Relation("older_sister", _("Chị ruột"), "family"),
    Relation("younger_sibling", _("Em ruột"), "family"),
    Relation("representative", _("Người đại diện theo pháp luật"), "representative"),
    Relation("authorised_kin", _("Người được ủy quyền, là người thân của người ủy quyền"), "authorised_kin"),
    Relation("authorised", _("Người được ủy quyền, không phải người thân"), "authorised"),
    Relation("agency", _("Cơ quan, tổ chức"), "agency"),
    Relation("other", _("Quan hệ khác"), "other"),
)
GROUP_OF_RELATION = {relation.code: relation.group for relation in RELATIONS}

STEPS = (
    Step("office", 1, _("Nơi đã đăng ký")),
    Step("requester", 2, _("Tờ khai")),
    Step("subject", 2, _("Tờ khai")),
    Step("registration", 2, _("Tờ khai")),
    Step("papers", 3, _("Ảnh giấy tờ")),
    Step("delivery", 4, _("Nhận kết quả")),
    Step("check", 5, _("Kiểm tra và nộp")),
)


def _papers(answers: Answers) -> tuple[PaperSlot, ...]:
    relationship = answers.get("subject", {}).get("relationship", "self")
    return papers_for(GROUP_OF_RELATION.get(relationship, "other"), answers)


def _file(answers: Answers) -> dict:
    """The columns of Application drawn from checked answers; money and office are added by filing.py."""
    requester, subject, delivery = answers["requester"], answers["subject"], answers["delivery"]
    return {
        "requester_name": requester["full_name"],
        "requester_phone": requester.get("phone", ""),  # none: only at the desk
        "requester_email": requester.get("email", ""),
        "subject_name": subject["full_name"],
        "subject_personal_id": subject.get("personal_id", ""),
        "relationship": subject["relationship"],
        "search_text": fold(f"{subject['full_name']} {requester['full_name']}")[:640],
        "copies": subject["copies"],
        "delivery_method": delivery["method"],
    }


EXTRACT_COPY = Procedure(
    code="2.000635",
    name=_("Cấp bản sao trích lục hộ tịch"),
    level=4,
    kinds=KINDS,
    relations=RELATIONS,
    steps=STEPS,
    papers=_papers,
    file=_file,
)
