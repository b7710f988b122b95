"""The forms of extract copies as data: rows in legal order with the labels of the law, by kind and by date of issue.

Source: TT 15/2015/TT-BTP and TT 04/2020/TT-BTP as given in the domain reference §2.1-2.3. `needs_review` marks what was not
compared with the printed form of the Ministry; staff are told, the paper is not.
"""

from civil_registry.fields import NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, Field, FieldType, Row, person, row

_SELF, _MOTHER, _FATHER = person(), person("mother_", "người mẹ"), person("father_", "người cha")
_BIRTH_DATE = Field("birth_date", "Ngày, tháng, năm sinh", FieldType.DATE_IN_WORDS)
_PERSON_LINE = row(_SELF["sex"], _SELF["ethnicity"], _SELF["nationality"])
_NOTE = row(Field(NOTE, "Ghi chú"))


def _registered(label: str) -> tuple[Row, Row]:
    return (
        row(Field(REGISTERED_PLACE, label), starts_group=True),
        row(Field(NUMBER, "Số"), Field(REGISTERED_ON, "ngày", FieldType.SPELLED_DATE)),
    )


def _parent(of: dict[str, Field]) -> tuple[Row, ...]:
    return (
        row(of["name"], starts_group=True),
        row(of["birth_year"], of["ethnicity"], of["nationality"]),
        row(of["residence"]),
    )


_CHILD = (
    row(_SELF["name"]),
    row(_BIRTH_DATE),
    _PERSON_LINE,
    row(Field("birth_place", "Nơi sinh")),
    row(Field("place_of_origin", "Quê quán")),
    row(_SELF["personal_id"]),
)
BIRTH_EXTRACT = (*_CHILD, *_parent(_MOTHER), *_parent(_FATHER), *_registered("Đăng ký khai sinh tại"), _NOTE)
BIRTH_CERTIFICATE = (
    *_CHILD,
    *_parent(_MOTHER),
    *_parent(_FATHER),
    row(Field("declarant_name", "Họ, chữ đệm, tên người đi khai sinh", FieldType.NAME), starts_group=True),
    row(Field("declarant_identity_paper", "Giấy tờ tùy thân")),
    row(Field(REGISTERED_PLACE, "Nơi đăng ký khai sinh"), starts_group=True),
    row(Field(NUMBER, "Số"), Field(REGISTERED_ON, "Ngày, tháng, năm đăng ký", FieldType.DATE)),
    _NOTE,
)
BIRTH_NOTED = (
    *_CHILD,
    *_parent(_FATHER),
    *_parent(_MOTHER),
    *_registered("Đã ghi vào sổ hộ tịch việc khai sinh tại"),
    _NOTE,
)


def _spouse(prefix: str, of: str) -> tuple[Field, ...]:
    fields = person(prefix, of)
    return tuple(fields[name] for name in ("name", "birth_date", "ethnicity", "nationality", "residence", "identity_paper"))


def _side_by_side(left: tuple[Field, ...], right: tuple[Field, ...]) -> tuple[Row, ...]:
    return tuple(row(*pair) for pair in zip(left, right, strict=True))


_SPOUSES = _side_by_side(_spouse("wife_", "vợ"), _spouse("husband_", "chồng"))
MARRIAGE = (*_SPOUSES, *_registered("Đăng ký kết hôn tại"), _NOTE)
MARRIAGE_NOTED = (
    *_SPOUSES,
    row(Field("foreign_registration", "Đăng ký kết hôn tại"), starts_group=True),
    row(Field("foreign_paper", "Số, ngày cấp")),
    *_registered("Đã ghi vào sổ hộ tịch việc kết hôn tại"),
    _NOTE,
)
DEATH = (
    row(_SELF["name"]),
    row(_BIRTH_DATE),
    _PERSON_LINE,
    row(_SELF["personal_id"]),
    row(_SELF["identity_paper"]),
    row(Field("death_time", "Đã chết vào lúc"), Field("death_date", "ngày", FieldType.DATE_IN_WORDS), starts_group=True),
    row(Field("death_place", "Nơi chết")),
    *_registered("Đã được đăng ký khai tử tại"),
    _NOTE,
)


def _party(prefix: str, of: str, *, with_residence: bool = True, paper_label: str = "Giấy tờ tùy thân") -> tuple[Row, ...]:
    fields = person(prefix, of)
    paper = Field(f"{prefix}identity_paper", paper_label)
    rows = (
        row(fields["name"], starts_group=True),
        row(fields["birth_date"]),
        row(fields["sex"], fields["ethnicity"], fields["nationality"]),
        row(paper),
    )
    return (*rows, row(fields["residence"])) if with_residence else rows


_CHILD_PAPER = "Giấy khai sinh/Giấy tờ tùy thân"
PARENT_CHILD = (
    *_party("parent_", "cha, mẹ"),
    *_party("child_", "con", paper_label=_CHILD_PAPER),
    *_registered("Đã đăng ký nhận cha, mẹ, con tại"),
    _NOTE,
)
GUARDIANSHIP = (
    *_party("guardian_", "người giám hộ"),
    *_party("ward_", "người được giám hộ", paper_label=_CHILD_PAPER),
    *_registered("Đã đăng ký giám hộ tại"),
    _NOTE,
)
GUARDIANSHIP_END = (
    *_party("guardian_", "người giám hộ", with_residence=False),
    *_party("ward_", "người được giám hộ", with_residence=False, paper_label=_CHILD_PAPER),
    row(Field("guardianship_registration", "Đăng ký giám hộ tại, số, ngày"), starts_group=True),
    *_registered("Đã đăng ký chấm dứt giám hộ tại"),
    _NOTE,
)
SUPERVISION = (
    *_party("supervisor_", "người giám sát việc giám hộ"),
    *_party("ward_", "người được giám hộ", paper_label=_CHILD_PAPER),
    *_registered("Đã đăng ký giám sát việc giám hộ tại"),
    _NOTE,
)
SUPERVISION_END = (*SUPERVISION[:-3], *_registered("Đã đăng ký chấm dứt giám sát việc giám hộ tại"), _NOTE)
_CHANGED_PERSON = (
    row(_SELF["name"]),
    row(_SELF["birth_date"]),
    _PERSON_LINE,
    row(_SELF["identity_paper"]),
    row(_SELF["residence"]),
)
CHANGE = (
    *_CHANGED_PERSON,
    row(Field("change_kind", "Đã thực hiện việc"), starts_group=True),
    row(Field("changed_entry", "Trong Sổ đăng ký khai sinh và Giấy khai sinh Số, ngày")),
    row(Field("change_content", "Nội dung")),
    *_registered("Nơi đăng ký"),
    _NOTE,
)
CHANGE_NOTED = (
    *_CHANGED_PERSON,
    row(Field("change_kind", "Đã thực hiện việc ghi chú"), starts_group=True),
    row(Field("changed_entry", "Trong Sổ, số, Quyển số")),
    row(Field("change_content", "Nội dung ghi chú")),
    row(Field("change_basis", "Theo")),
    *_registered("Nơi ghi chú"),
    _NOTE,
)
DIVORCE_NOTED = (
    *_SPOUSES,
    row(Field("divorce_basis", "Đã ly hôn/hủy việc kết hôn theo"), starts_group=True),
    *_registered("Đã ghi vào sổ hộ tịch việc ly hôn tại"),
    _NOTE,
)
_ADOPTER_FIELDS = ("name", "birth_date", "ethnicity", "nationality", "identity_paper", "residence")
_ADOPTERS = _side_by_side(
    tuple(person("father_", "cha nuôi")[name] for name in _ADOPTER_FIELDS),
    tuple(person("mother_", "mẹ nuôi")[name] for name in _ADOPTER_FIELDS),
)
ADOPTION = (
    *_ADOPTERS,
    row(person("", "con nuôi")["name"], starts_group=True),
    row(_SELF["birth_date"]),
    _PERSON_LINE,
    row(Field("birth_place", "Nơi sinh")),
    row(_SELF["residence"]),
    *_registered("Nơi đăng ký việc nuôi con nuôi"),
    _NOTE,
)
