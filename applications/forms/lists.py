"""Lists that forms offer. Each accepts free text beside it: old books have other spellings.

Source: domain reference §10.4 (54 ethnic groups: QĐ 121-TCTK/PPCĐ of 1979).
"""

from django.utils.translation import gettext_lazy as _

_ETHNIC = (
    "Kinh|Tày|Thái|Hoa|Khmer|Mường|Nùng|Mông|Dao|Gia Rai|Ngái|Ê Đê|Ba Na|Xơ Đăng|Sán Chay|"
    "Cơ Ho|Chăm|Sán Dìu|Hrê|Mnông|Raglai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ Tu|Giẻ-Triêng|Mạ|"
    "Khơ Mú|Co|Tà Ôi|Chơ Ro|Kháng|Xinh Mun|Hà Nhì|Chu Ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|"
    "Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ Măm"
)
ETHNIC_GROUPS = _ETHNIC.split("|")

_STATES = (
    "Việt Nam|Không quốc tịch|Ấn Độ|Anh|Ba Lan|Bỉ|Bulgaria|Campuchia|Canada|Cuba|"
    "Đài Loan (Trung Quốc)|Đan Mạch|Đức|Hà Lan|Hàn Quốc|Hoa Kỳ|Hungary|Indonesia|Lào|"
    "Liên bang Nga|Malaysia|Na Uy|New Zealand|Nhật Bản|Pháp|Phần Lan|Philippines|Séc|Singapore|"
    "Slovakia|Thái Lan|Thụy Điển|Thụy Sĩ|Trung Quốc|Úc|Ukraina|Ý"
)
NATIONALITIES = _STATES.split("|")

SEXES = [("Nam", _("Nam")), ("Nữ", _("Nữ"))]

ID_KINDS = [
    ("card", _("Căn cước hoặc căn cước công dân")),
    ("certificate", _("Giấy chứng nhận căn cước")),
    ("cmnd", _("Chứng minh nhân dân")),
    ("passport", _("Hộ chiếu")),
    ("other", _("Giấy tờ khác có ảnh")),
]
KINDS_WITH_PERSONAL_ID = {"card", "certificate"}

RESIDENCE_KINDS = [
    ("permanent", _("Thường trú")),
    ("temporary", _("Tạm trú")),
    ("current", _("Nơi ở hiện tại")),
    ("abroad", _("Ở nước ngoài")),
]

WISHES = [
    ("office_hours", _("Giờ hành chính")),
    ("evening", _("Ngoài giờ hành chính, 17:00–20:00")),
    ("saturday", _("Thứ Bảy")),
]
