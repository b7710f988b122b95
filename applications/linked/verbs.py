"""The verbs of a part's history as staff read them."""

VERBS = {
    "open": "Mở phần việc",
    "become_ready": "Đủ điều kiện chuyển",
    "send": "Chuyển, chờ xác nhận",
    "deliver_by_hand": "Lập biên bản, giao tận tay",
    "confirm": "Bên nhận xác nhận",
    "dispute": "Bên nhận không nhận",
    "ask_for_supplement": "Yêu cầu bổ sung",
    "supplement": "Người nộp bổ sung",
    "resolve": "Có kết quả",
    "refuse": "Từ chối",
    "cancel": "Dừng",
    "pass_on": "Cơ quan kế thừa tiếp nhận",
}
