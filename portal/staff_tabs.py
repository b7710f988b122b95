"""The tabs of the staff shell: which there are, whom they are for, and which stand in the bar when there are many."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from portal.accounts.models import Role

DESK = {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER}
LEADER = {Role.OFFICE_LEADER}
PARTNERS = {Role.POLICE_OFFICER, Role.INSURANCE_OFFICER, Role.SOCIAL_OFFICER}
POST = {Role.POSTAL_WORKER, Role.POSTAL_SUPERVISOR}
DEPARTMENT = {Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN}  # as its views say
SUPERVISORS = DEPARTMENT | {Role.DISTRICT_SUPERVISOR}
ADMINS = {Role.IT_OFFICER, Role.DEPARTMENT_ADMIN}
ROLLOUT = SUPERVISORS | DESK | LEADER | {Role.IT_OFFICER}
OFFICE = DESK | LEADER | {Role.ACCOUNTANT, Role.SOCIAL_OFFICER}
MOST_IN_THE_BAR = 7
FILES, PAPER, POST_AND_MONEY = "Hồ sơ", "Sổ và giấy", "Bưu điện và tiền"
FIGURES, UNITS, RULES = "Số liệu", "Đơn vị và người", "Quy định, nội dung"


@dataclass(frozen=True, slots=True)
class Tab:
    """`key` also names its count; `group` is the heading it stands under where the bar has no room for all."""

    key: str
    label: str
    icon: str
    route: str
    roles: frozenset[Role] | set[Role]
    group: str


# In the order of importance: the first ones of a person stand in the bar.
TABS = (
    Tab("hoso", "Hồ sơ", "inbox", "desk:queue", DESK, FILES),
    Tab("nopho", "Nộp hộ", "people", "assisted:home", DESK, FILES),
    Tab("ky", "Chờ ký", "pen", "desk:tray", LEADER, FILES),
    Tab("so", "Sổ hộ tịch", "journal-bookmark", "registry_desk:search", DESK, PAPER),
    Tab("khayin", "Khay in", "printer", "registry_desk:print_tray", DESK, PAPER),
    Tab("ghichu", "Ghi chú sổ", "journal-text", "registry_desk:notes", LEADER, PAPER),
    Tab("bangiao", "Bàn giao bưu điện", "truck", "postal:hand_overs", DESK | LEADER, POST_AND_MONEY),
    Tab("thuchi", "Thu chi", "cash-coin", "money:today", {Role.ACCOUNTANT} | LEADER, POST_AND_MONEY),
    Tab("buudien", "Việc hôm nay", "box-seam", "postal:today", POST, POST_AND_MONEY),
    Tab("noptien", "Nộp tiền", "cash-coin", "money:hold", POST, POST_AND_MONEY),
    Tab("lienthongnhan", "Việc liên thông", "arrow-left-right", "linked:queue", PARTNERS, FILES),
    Tab("lienthong", "Liên thông", "arrow-left-right", "linked_desk:cases", DESK | LEADER, FILES),
    Tab("lichhen", "Lịch hẹn", "calendar-event", "visits_desk:day", DESK | LEADER, FILES),
    Tab("goidien", "Gọi điện, gửi thư", "telephone", "reaching:calls", DESK | LEADER, FILES),
    Tab("baocaodv", "Báo cáo", "bar-chart", "statutory:own", DESK | LEADER, FIGURES),
    Tab("lich", "Lịch nghỉ", "calendar-event", "desk:schedule", DESK | LEADER, UNITS),
    Tab("tongquan", "Tổng quan", "speedometer2", "reports:overview", DEPARTMENT, FIGURES),
    Tab("baocao", "Báo cáo định kỳ", "table", "statutory:reports", DEPARTMENT, FIGURES),
    Tab("bando", "Bản đồ", "geo-alt", "overviews:map", DEPARTMENT, FIGURES),
    Tab("quahan", "Quá hạn", "exclamation-octagon-fill", "reports:overdue", DEPARTMENT, FIGURES),
    Tab("trienkhai", "Triển khai", "building-check", "rollout:cockpit", ROLLOUT, UNITS),
    Tab("kiennghi", "Kiến nghị", "chat-left-text", "difficulties_inbox:inbox", DEPARTMENT, UNITS),
    Tab("taikhoan", "Tài khoản", "people", "registrations:index", ADMINS, UNITS),
    Tab("kiennghi", "Kiến nghị", "chat-left-text", "difficulties:mine", OFFICE, UNITS),
    Tab("phananh", "Phản ánh", "chat-left-text", "reflections_desk:inbox", DEPARTMENT | LEADER, UNITS),
    Tab("untac", "Ùn tắc", "pause-circle", "reports:stuck", DEPARTMENT, FIGURES),
    Tab("thu", "Thư tổng quan", "envelope", "overviews:subscriptions", {Role.DISTRICT_SUPERVISOR} | LEADER, FIGURES),
    Tab("danhgia", "Đánh giá", "chat-left-text", "voices:city", DEPARTMENT, FIGURES),
    Tab("danhgia", "Đánh giá", "chat-left-text", "voices:office", LEADER, FIGURES),
    Tab("giao", "Bưu điện giao", "truck", "postal:way", SUPERVISORS, POST_AND_MONEY),
    Tab("thuho", "Thu hộ", "cash-coin", "money:supervision", SUPERVISORS, POST_AND_MONEY),
    Tab("thoathuan", "Thỏa thuận bưu điện", "file-earmark-text", "postal:agreements", DEPARTMENT, POST_AND_MONEY),
    Tab("phi", "Phí và cước", "cash-coin", "reports:terms", DEPARTMENT, RULES),
    Tab("chitieu", "Chỉ tiêu đúng hạn", "check-circle-fill", "overviews:targets", DEPARTMENT, RULES),
    Tab("lich", "Lịch làm việc", "calendar-event", "calendar:year", SUPERVISORS, RULES),
    Tab("maugiay", "Mẫu giấy", "file-earmark-check", "registry_desk:forms", {Role.DEPARTMENT_ADMIN}, RULES),
    Tab("traodoi", "Trao đổi", "arrow-left-right", "exchange_desk:partners", {Role.DEPARTMENT_ADMIN}, RULES),
    Tab("noidung", "Nội dung trang", "file-earmark-text", "content_desk:pages", DEPARTMENT, RULES),
    Tab("dancu", "Đối chiếu dân cư", "person-check", "desk:to_complete", DESK, FILES),
    Tab("soin", "Sổ in", "printer", "desk:books", DESK | LEADER, PAPER),
    Tab(
        "nhap", "Nhập sổ", "file-earmark-spreadsheet", "registry_desk:imports", {Role.IT_OFFICER, Role.DEPARTMENT_ADMIN}, PAPER
    ),
    Tab("taphuan", "Tập huấn", "person-check", "training:home", DESK | LEADER, UNITS),
    Tab("taphuan", "Tập huấn", "person-check", "training:units", DEPARTMENT, UNITS),
    Tab("kethua", "Đơn vị kế thừa", "arrow-left-right", "reports:undecided", DEPARTMENT, UNITS),
    Tab("donvicu", "Đơn vị cũ", "clock", "accounts:former_units", DESK | LEADER | {Role.ACCOUNTANT}, UNITS),
    Tab("xacnhan", "Xác nhận người", "person-check", "registrations:reconfirm_own", LEADER, UNITS),
    Tab("chuky", "Chữ ký số", "shield-lock", "signing:key", LEADER, UNITS),
)
LIES_UNDER = {  # pages whose address does not begin with that of their tab
    "/mot-cua/chuyen-hoan/": "/mot-cua/ban-giao/",
    "/mot-cua/thu-bao/": "/mot-cua/goi-dien/",
    "/so-tu-phap/don-vi/": "/so-tu-phap/trien-khai/",
    "/so-tu-phap/tap-huan/": "/so-tu-phap/trien-khai/",
    "/so-tu-phap/so-sanh/": "/so-tu-phap/ban-do/",
}


def tabs_for(roles: set[str], path: str, *, counts: Mapping[str, int], only: Container[str] | None = None) -> dict[str, list]:
    """{"first": [tab, …], "more": [(heading, [tab, …]), …]}; a tab is a dict with url, label, icon, count, is_current.

    The tab of the page itself is always in the bar. `only`: URL namespaces, of which alone tabs are shown.
    """
    open_ones = [tab for tab in TABS if roles & tab.roles and (only is None or tab.route.partition(":")[0] in only)]
    tabs = [_shown(tab, url, counts) for tab in open_ones if (url := _address(tab.route))]
    path = next((home for place, home in LIES_UNDER.items() if path.startswith(place)), path)
    here = max((tab["url"] for tab in tabs if path.startswith(tab["url"])), key=len, default="")
    for tab in tabs:
        tab["is_current"] = tab["url"] == here
    first, rest = (tabs, []) if len(tabs) <= MOST_IN_THE_BAR + 1 else (tabs[:MOST_IN_THE_BAR], tabs[MOST_IN_THE_BAR:])
    if current := next((tab for tab in rest if tab["is_current"]), None):
        first = [*first, current]
    headings = dict.fromkeys(tab["group"] for tab in rest)
    return {"first": first, "more": [(heading, [tab for tab in rest if tab["group"] == heading]) for heading in headings]}


def _shown(tab: Tab, url: str, counts: Mapping[str, int]) -> dict:
    return {"label": tab.label, "icon": tab.icon, "url": url, "count": counts.get(tab.key), "group": tab.group}


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
