"""A child's birth as its people go through it: the mother at her telephone, the desk, and each authority at its own page."""

from playwright.sync_api import Page, expect

from tests.eyes import follow
from tests.journeys import citizen
from tests.journeys.citizen import Look

CHILD = "Trần Gia Hân"
HOME = "Số 12 ngõ 45 Võ Thị Sáu, phường Hai Bà Trưng, thành phố Hà Nội"
PAGES = {
    "child": {
        "full_name": CHILD,
        "birth_date_day": "10",
        "birth_date_month": "3",
        "birth_date_year": "2026",
        "ethnicity": "Kinh",
        "birth_place": "Bệnh viện Phụ sản Hà Nội",
        "place_of_origin": "Xã Đông Ngạc, thành phố Hà Nội",
    },
    "mother": {"mother_name": citizen.NAME, "mother_birth_year": "1990", "mother_ethnicity": "Kinh", "mother_residence": HOME},
    "father": {
        "father_name": "Trần Văn Nam",
        "father_birth_year": "1988",
        "father_ethnicity": "Kinh",
        "father_residence": HOME,
    },
    "household": {"householder": "Trần Văn Nam", "address": HOME, "clinic": "Trạm y tế phường Hai Bà Trưng"},
}
CHOSEN = {"child": {"relation": "mother", "sex": "Nữ"}}


def file_for_three_authorities(page: Page, *, look: Look) -> str:
    """From the page of the linked procedure to the confirmation; `look` sees each page. Returns the reference."""
    page.goto("/thu-tuc/lien-thong-nhom-khai-sinh/")
    look(page)
    follow(page, page.get_by_role("button", name="Nộp hồ sơ trực tuyến"))
    look(page)
    _place(page)
    look(page)
    citizen._requester(page, scripts=True)
    for step in PAGES:
        look(page)
        _questions(page, step)
    look(page)
    citizen._papers(page, scripts=True)
    look(page)
    page.locator("[name=method][value=desk]").check()
    citizen._go_on(page)
    expect(page.get_by_role("main")).to_contain_text(CHILD)
    look(page)
    page.get_by_label("Cam đoan").check()
    citizen._go_on(page, "Nộp hồ sơ")
    expect(page.get_by_role("heading", name="Đã nộp hồ sơ")).to_be_visible()
    look(page)
    return page.locator("#ma-nop").inner_text().strip()


def ask_for_a_copy(page: Page) -> None:
    """The mother asks for two extract copies of her child's birth, by post."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Trích lục khai sinh").first.click()
    page.get_by_role("link", name="Nộp hồ sơ").first.click()
    citizen._start(page, scripts=True)
    _place(page)
    citizen._requester(page, scripts=True)
    page.locator("[name=who][value=family]").check()
    page.locator("[name=family]").select_option("mother")
    _fill(page, {name: value for name, value in PAGES["child"].items() if name.startswith(("full_name", "birth_date"))})
    page.locator("[name=sex][value=Nữ]").check()
    page.get_by_label("Số bản sao").fill("2")
    citizen._go_on(page)
    for step in (citizen._registration, citizen._papers, citizen._delivery):
        step(page, scripts=True)
    page.get_by_label("Cam đoan").check()
    citizen._go_on(page, "Nộp hồ sơ")


def _place(page: Page) -> None:
    page.locator("#id_q").fill("hai ba trung")
    page.locator("[role=option]", has_text="Hai Bà Trưng").first.click()
    expect(page.locator(".office-name")).to_contain_text("Hai Bà Trưng")
    citizen._go_on(page, "Đúng, tiếp tục")


def _questions(page: Page, step: str) -> None:
    for name, value in CHOSEN.get(step, {}).items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            page.locator(f"[name={name}][value={value}]").check()
    _fill(page, PAGES[step])
    citizen._go_on(page)


def _fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def compose(page: Page, *, look: Look) -> None:
    """What will be written, taken from the declaration as it stands, and a draft of it."""
    page.get_by_role("link", name="Ghi nội dung đăng ký").click()
    expect(page.get_by_label("Họ, chữ đệm, tên").first).to_have_value(CHILD)
    look(page)
    page.get_by_role("button", name="Lập dự thảo").click()


def pay_at_the_desk(page: Page, *, look: Look) -> None:
    """The mother has come; the fee is taken in cash, with the next receipt of the official's book."""
    follow(page, page.get_by_role("link", name="Thu phí…"))
    look(page)
    page.get_by_role("button", name="Đã thu 8.000").click()
    expect(page.get_by_text("Đã ghi thu 8.000")).to_be_visible()


def give(page: Page, *, look: Look) -> None:
    """The originals held beside the photos, the register signed by both, her card looked at."""
    follow(page, page.get_by_role("link", name="Trả kết quả…"))
    look(page)
    page.get_by_role("button", name="Đã trả bản chính").click()
    expect(page.get_by_role("alert")).to_contain_text("Đánh dấu khi đã ký đủ vào sổ")
    for original in page.locator("[name=compared]").all():
        original.check()
    page.get_by_label("Người yêu cầu và công chức đã ký vào sổ").check()
    page.locator("[name=shown][value=cccd]").check()
    page.get_by_label("Bốn ký tự cuối của số giấy tờ").fill("2345")
    page.get_by_label("Đã đối chiếu người đến nhận").check()
    page.get_by_role("button", name="Đã trả bản chính").click()


def confirm(page: Page, *, look: Look) -> None:
    """An authority opens the one part that waits for it, and takes it over."""
    page.goto("/lien-thong/")
    look(page)
    follow(page, page.get_by_role("row", name=CHILD).get_by_role("link"))
    look(page)
    page.get_by_role("button", name="Xác nhận đã nhận").click()
    expect(page.get_by_text("Đã xác nhận nhận")).to_be_visible()


def answer(page: Page, number: str, *, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Ghi kết quả"))
    look(page)
    page.get_by_label("Số, ký hiệu của kết quả").fill(number)
    page.get_by_label("Ngày của kết quả").fill("2026-03-20")
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text(f"Kết quả số {number}")).to_be_visible()
    look(page)
