"""A line of an envelope that names a province or district of before 1/7/2025, said in the units of today.

"Thôn 3, xã Tân Trào, huyện Sơn Dương, Tuyên Quang" becomes
"Thôn 3, xã Tân Trào, Tuyên Quang; trước là xã Tân Trào, huyện Sơn Dương".
What was typed stays behind the semicolon, for the postal worker who knows the old name. Source: domain reference §8.6.
"""

from dataclasses import dataclass

from applications.fees import HANOI_CODE
from portal.offices.models import Commune, Province
from portal.offices.old_provinces import bare_commune, bare_province, communes_of_name, is_district, province_today
from portal.text import clean, fold


@dataclass(frozen=True, slots=True)
class LineToday:
    """`line` is empty where a person must say which commune: one of `communes`, or none that is known."""

    province: Province
    old_province: str  # as typed, where it is none of today
    old_commune: str
    communes: list[Commune]
    line: str = ""

    @property
    def question(self) -> str:
        """What to ask, as a Vietnamese sentence; empty where all is certain, or where the post knows the line as it is: in a
        province of today, a district and a commune that no name of today takes up."""
        if self.line or not (self.old_province or self.communes):
            return ""
        where = f"“{self.old_province}” nay thuộc {self.province.name}. " if self.old_province else ""
        if not self.communes:
            known = f"{self.province.short_name} hiện nay không có “{self.old_commune}”"
            return f"{where}{known}. Hỏi người nhận rồi ghi phường, xã hiện nay"
        names = " hay ".join(commune.name for commune in self.communes)
        return f"{where}“{self.old_commune}” nay có thể là {names}. Hỏi người nhận rồi ghi rõ"


def line_today(address: str) -> LineToday | None:
    """None for a line in the units of today, or one that names no province that anybody knows. Three queries at most."""
    typed, _, note = address.partition(";")
    parts = [part for part in (part.strip(" .") for part in typed.split(",")) if part]
    if len(parts) < 3 or (province := province_today(parts[-1])) is None:
        return None
    if province.code == HANOI_CODE:  # there it is known what became of each commune: portal/offices/old_addresses.py
        return None
    old_province = parts[-1] if bare_province(parts[-1]) != province.search_name else ""
    district = parts[-2] if len(parts) > 3 and is_district(parts[-2]) else ""
    if not old_province and not district:
        return None
    old_commune = parts[-3] if district else parts[-2]
    house = parts[: -3 if district else -2]
    communes = communes_of_name(old_commune, province.code)
    if len(communes) > 1:  # a ward and a commune of one name: what was typed may say which
        communes = [one for one in communes if fold(one.name) == fold(old_commune)] or communes
    if len(communes) != 1 or not bare_commune(old_commune):
        return LineToday(province, old_province, old_commune, communes)
    name = communes[0].name
    was = ", ".join(part for part in (old_commune, district, old_province) if part)
    today = ", ".join([*house, name[:1].lower() + name[1:], province.short_name])
    line = "; ".join(part for part in (today, f"trước là {was}", note.strip()) if part)
    return LineToday(province, old_province, old_commune, communes, clean(line))
