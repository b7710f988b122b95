"""The file that units fill in: titles, drop-downs, an example row, instructions, and the codes of the units."""

import io
from datetime import date

from portal.accounts.models import Role
from portal.offices.models import Level, Office
from portal.registrations.columns import EXAMPLE, HELP, SHEET, TABLE, TITLES
from portal.registrations.roles import CONTROLLED, FITTING

WIDTHS = {
    "row": 8,
    "full_name": 28,
    "email": 32,
    "phone": 14,
    "unit": 42,
    "role": 36,
    "valid_from": 13,
    "valid_to": 13,
    "title": 34,
}
CODES = "Đơn vị"
ROLES = "Vai trò"
FILLED = TABLE.max_rows + 5  # rows with drop-downs


def template_of(units: list[Office], roles: list[str], *, today: date) -> bytes:
    """An XLSX of the units and roles that the person may enter. `today` dates the example."""
    import openpyxl  # noqa: PLC0415  20 MB that a web worker seldom needs

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    _fill_list(sheet, units, roles, today)
    _fill_help(book.create_sheet("Hướng dẫn"))
    _fill_units(book.create_sheet(CODES), units)
    _fill_roles(book.create_sheet(ROLES), roles, units)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_list(sheet, units: list[Office], roles: list[str], today: date) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    sheet.append(list(TITLES.values()))
    unit = next((unit for unit in units if unit.level == Level.COMMUNE), units[0])
    role = next(role for role in roles if role in FITTING[Level(unit.level)])
    example = {
        "row": EXAMPLE,
        "full_name": "Nguyễn Thị Mẫu",
        "email": "ntmau@hanoi.example",
        "phone": "0912345678",
        "unit": f"{unit.code} – {unit.full_name}",
        "role": Role(role).label,
        "valid_from": f"{today:%d/%m/%Y}",
        "valid_to": "",
        "title": "Cán bộ một cửa",
    }
    sheet.append([example[name] for name in TITLES])
    letters = dict(zip(TITLES, "ABCDEFGHI", strict=True))
    for name, letter in letters.items():
        sheet.column_dimensions[letter].width = WIDTHS[name]
        title = sheet[f"{letter}1"]
        title.font, title.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="8A1C1C")
        title.alignment = Alignment(wrap_text=True, vertical="center")
        sheet[f"{letter}2"].font = Font(italic=True, color="777777")
        if name in {"phone", "valid_from", "valid_to"}:
            for row in range(2, 203):
                sheet[f"{letter}{row}"].number_format = "@"  # as text: keeps the first 0, and the order of day and month
    for name, source, rows in (("unit", CODES, len(units)), ("role", ROLES, len(roles))):
        choice = DataValidation(type="list", formula1=f"='{source}'!$A$2:$A${rows + 1}", allow_blank=True)
        choice.showErrorMessage = name == "role"  # a unit may also be written by an old name
        choice.errorTitle, choice.error = TITLES[name], "Chọn trong danh sách"
        sheet.add_data_validation(choice)
        choice.add(f"{letters[name]}2:{letters[name]}{FILLED}")
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 30
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _fill_help(sheet) -> None:
    sheet.append(["Cột", "Có bắt buộc không", "Cách ghi"])
    for name, need, how in HELP:
        sheet.append([TITLES[name], need, how])
    for line in (
        "Tải tệp lên, xem trước từng dòng rồi mới áp dụng. Còn một dòng sai thì chưa dòng nào được áp dụng.",
        "Không gửi mật khẩu: mỗi người nhận một liên kết dùng một lần để tự đặt mật khẩu và cài ứng dụng xác thực.",
        "Lãnh đạo và người quản trị: phân công có hiệu lực khi người quản trị thứ hai xác nhận.",
        "Dòng VÍ DỤ không được đọc: để lại hay xóa đều được.",
        "Không dùng công thức, không gộp ô. Cột TT ghi gì cũng được.",
    ):
        sheet.append([line])
    for letter, width in zip("ABC", (24, 26, 100), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill_units(sheet, units: list[Office]) -> None:
    sheet.append(["Mã và tên đơn vị"])
    for unit in units:
        sheet.append([f"{unit.code} – {unit.full_name}"])
    sheet.column_dimensions["A"].width = 70


def _fill_roles(sheet, roles: list[str], units: list[Office]) -> None:
    sheet.append(["Vai trò", "Ở cấp", "Ghi chú"])
    levels = {Level(unit.level) for unit in units}
    for role in roles:
        where = ", ".join(str(level.label) for level in Level if level in levels and role in FITTING[level])
        sheet.append([Role(role).label, where, "Cần người thứ hai xác nhận" if role in CONTROLLED else ""])
    for letter, width in zip("ABC", (42, 40, 30), strict=True):
        sheet.column_dimensions[letter].width = width


def roles_for(units: list[Office], by_role: str) -> list[str]:
    """Those that fit one of the units, in the order of the enumeration."""
    fitting = set().union(*(FITTING[Level(unit.level)] for unit in units))
    return [role for role in Role.values if role in fitting and (role != Role.DEPARTMENT_ADMIN or by_role == role)]
