"""Invented Vietnamese people: names in the right order, ids that agree with sex and birth year."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_SURNAMES = "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Phan Tạ Cao"
_MIDDLE = {
    "Nam": "Văn Hữu Đức Quốc Minh Gia Xuân Tuấn Anh Việt",
    "Nữ": "Thị Thị Thị Ngọc Thu Thanh Kim Quỳnh Hồng Khánh",
}
_GIVEN = {
    "Nam": "An Bảo Cường Dũng Đạt Giang Hải Hùng Khôi Lâm Minh Nam Phúc Quân Sơn Thịnh Trường Tuấn Việt Vượng",
    "Nữ": "Ánh Bích Chi Dương Giang Hà Hạnh Hoa Huyền Lan Linh Loan Mai Nga Nhung Oanh Phương Thảo Trang Yến",
}


@dataclass(frozen=True, slots=True)
class Person:
    full_name: str
    sex: str
    birth_date: date
    personal_id: str
    phone: str


class People:
    """The same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311

    def person(
        self, *, born_from: int = 1955, born_to: int = 2004, sex: str | None = None, surname: str | None = None
    ) -> Person:
        sex = sex or self.chance.choice(["Nam", "Nữ"])
        surname = surname or self._pick(_SURNAMES)
        name = f"{surname} {self._pick(_MIDDLE[sex])} {self._pick(_GIVEN[sex])}"
        born = date(self.chance.randint(born_from, born_to), 1, 1) + timedelta(days=self.chance.randint(0, 364))
        return Person(name, sex, born, self._personal_id(sex, born), self._phone())

    def _pick(self, words: str) -> str:
        return self.chance.choice(words.split())

    def _personal_id(self, sex: str, born: date) -> str:
        """Province of registration, century and sex, year, six digits. Source: NĐ 137/2015."""
        century_and_sex = 2 * (born.year // 100 - 19) + (sex == "Nữ")
        return f"001{century_and_sex}{born.year % 100:02d}{self.chance.randint(0, 999999):06d}"

    def _phone(self) -> str:
        """Numbers that nobody has: the block 0900 00x xxx is not allotted."""
        return f"090000{self.chance.randint(0, 9999):04d}"
