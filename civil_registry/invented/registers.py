"""Invented register entries: births, marriages and deaths in books that an office holds."""

from datetime import date, timedelta

from civil_registry.entries import add_entry
from civil_registry.invented.people import People, Person
from civil_registry.models import EventKind, RegisterBook, RegisterEntry
from portal.offices.models import Office

DONG_MAC = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
BACH_MAI = "Ủy ban nhân dân phường Bạch Mai, quận Hai Bà Trưng, thành phố Hà Nội"
HANG_MA = "Ủy ban nhân dân phường Hàng Mã, quận Hoàn Kiếm, thành phố Hà Nội"
ORIGINS = (
    "Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình",
    "Xã Đông Ngạc, huyện Từ Liêm, thành phố Hà Nội",
    "Xã Hải Xuân, huyện Hải Hậu, tỉnh Hà Nam Ninh",
    "Xã Dị Chế, huyện Tiên Lữ, tỉnh Hải Hưng",
)
STREETS = ("phố Lò Đúc", "phố Lê Gia Định", "phố Trần Khát Chân", "ngõ 45 Võ Thị Sáu", "phố Bạch Mai", "phố Hồng Mai")


class Registers:
    """Writes one entry after another; numbers go on within a book."""

    def __init__(self, people: People, holder: Office, place: str) -> None:
        self.people, self.holder, self.place, self.numbers = people, holder, place, {}

    def birth(self, child: Person) -> RegisterEntry:
        mother = self.people.person(born_from=child.birth_date.year - 32, born_to=child.birth_date.year - 20, sex="Nữ")
        surname = child.full_name.split()[0]
        father = self.people.person(
            born_from=child.birth_date.year - 36, born_to=child.birth_date.year - 22, sex="Nam", surname=surname
        )
        home = self._home()
        fields = {
            "full_name": child.full_name,
            "birth_date": child.birth_date.isoformat(),
            "sex": child.sex,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "birth_place": "Bệnh viện Phụ sản Hà Nội",
            "place_of_origin": self.people.chance.choice(ORIGINS),
            "personal_id": child.personal_id if child.birth_date.year >= 1990 else "",
            **self._parent("mother_", mother, home),
            **self._parent("father_", father, home),
        }
        return self._add(EventKind.BIRTH, child.birth_date + timedelta(days=20), fields)

    def marriage(self, one: Person) -> RegisterEntry:
        other = self.people.person(
            born_from=one.birth_date.year - 3, born_to=one.birth_date.year + 3, sex="Nữ" if one.sex == "Nam" else "Nam"
        )
        wife, husband = (one, other) if one.sex == "Nữ" else (other, one)
        fields = {**self._spouse("wife_", wife), **self._spouse("husband_", husband)}
        registered_on = date(max(wife.birth_date.year, husband.birth_date.year) + 25, 5, 12)
        return self._add(EventKind.MARRIAGE, min(registered_on, date(2024, 11, 8)), fields)

    def death(self, person: Person) -> RegisterEntry:
        died_on = date(2015, 1, 5) + timedelta(days=self.people.chance.randint(0, 3000))
        fields = {
            "full_name": person.full_name,
            "birth_date": str(person.birth_date.year),
            "sex": person.sex,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "death_time": "05 giờ 40 phút",
            "death_date": died_on.isoformat(),
            "death_place": "Tại nhà riêng, " + self._home(),
        }
        return self._add(EventKind.DEATH, died_on + timedelta(days=2), fields)

    def _add(self, kind: str, registered_on: date, fields: dict) -> RegisterEntry:
        book, _ = RegisterBook.objects.get_or_create(
            kind=kind,
            registered_place=self.place,
            year=registered_on.year,
            number=f"01/{registered_on.year}",
            defaults={"holder": self.holder},
        )
        if book.pk not in self.numbers:
            self.numbers[book.pk] = book.entries.count()
        number = self.numbers[book.pk] = self.numbers[book.pk] + 1
        return add_entry(
            book,
            number=str(number),
            registered_on=registered_on.isoformat(),
            fields=fields,
            source=RegisterEntry.Source.DIGITISED,
        )

    def _home(self) -> str:
        street = self.people.chance.choice(STREETS)
        return f"Số {self.people.chance.randint(2, 180)} {street}, quận Hai Bà Trưng, thành phố Hà Nội"

    def _parent(self, prefix: str, person: Person, home: str) -> dict[str, str]:
        return {
            f"{prefix}name": person.full_name,
            f"{prefix}birth_year": str(person.birth_date.year),
            f"{prefix}ethnicity": "Kinh",
            f"{prefix}nationality": "Việt Nam",
            f"{prefix}residence": home,
        }

    def _spouse(self, prefix: str, person: Person) -> dict[str, str]:
        return {
            f"{prefix}name": person.full_name,
            f"{prefix}birth_date": person.birth_date.isoformat(),
            f"{prefix}ethnicity": "Kinh",
            f"{prefix}nationality": "Việt Nam",
            f"{prefix}residence": self._home(),
            f"{prefix}identity_paper": f"CMND số 01{person.personal_id[-7:]}",
        }
