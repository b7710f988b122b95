"""The columns of a registration list: our names, the titles people may write, what each is for."""

from portal.csv_files import Table

SHEET = "Danh sách"
EXAMPLE = "VÍ DỤ"  # in the first column: a row that shows how, and is not read
TITLES = {
    "row": "TT",
    "full_name": "Họ, chữ đệm, tên",
    "email": "Thư điện tử",
    "phone": "Điện thoại",
    "unit": "Đơn vị",
    "role": "Vai trò",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "title": "Chức danh",
}
TABLE = Table(
    {
        "row": {"tt", "stt", "so tt", "so thu tu"},
        "full_name": {"ho, chu dem, ten", "ho va ten", "ho ten", "ten", "full name"},
        "email": {"thu dien tu", "email", "e-mail", "thu dien tu cong vu", "hop thu"},
        "phone": {"dien thoai", "so dien thoai", "di dong", "phone"},
        "unit": {"don vi", "co quan", "ma don vi", "don vi (ma hoac ten)", "unit"},
        "role": {"vai tro", "quyen", "nhiem vu", "role"},
        "valid_from": {"tu ngay", "ngay bat dau", "valid from"},
        "valid_to": {"den het ngay", "den ngay", "ngay ket thuc", "valid to"},
        "title": {"chuc danh", "chuc vu", "title"},
    },
    required=({"full_name"}, {"email"}, {"unit"}, {"role"}),
    header="Họ, chữ đệm, tên; Thư điện tử; Đơn vị; Vai trò",
    max_rows=2000,
)
HELP = (  # column, what is asked, how it may be written
    ("full_name", "Bắt buộc", "Như trên giấy tờ, có dấu. Không viết tắt."),
    ("email", "Bắt buộc", "Thư điện tử công vụ của riêng người đó; là tên đăng nhập. Một người một địa chỉ."),
    ("phone", "Nên có", "10 chữ số, bắt đầu bằng 0."),
    ("unit", "Bắt buộc", "Mã đơn vị (cột A của trang Đơn vị) hoặc tên. Tên cũ cũng được nếu rõ nay là đơn vị nào."),
    ("role", "Bắt buộc", "Chọn trong danh sách. Một người nhiều vai trò: mỗi vai trò một dòng."),
    ("valid_from", "Để trống: từ hôm nay", "Ngày/tháng/năm, ví dụ 01/12/2026."),
    (
        "valid_to",
        "Để trống: đến khi có thay đổi",
        "Ngày làm việc cuối cùng; cũng để kết thúc một phân công đang có.",
    ),
    ("title", "Nên có", "Như in trên giấy, ví dụ: Công chức tư pháp – hộ tịch."),
)
