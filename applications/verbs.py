"""The verbs of the history as staff read them."""

VERBS = {
    "submit": "Nộp hồ sơ",
    "take": "Nhận xử lý",
    "assign": "Phân công",
    "receive": "Tiếp nhận",
    "ask_for_supplement": "Yêu cầu bổ sung",
    "resubmit": "Nộp bổ sung",
    "propose_refusal": "Đề nghị từ chối",
    "decline_refusal": "Không đồng ý từ chối",
    "refuse": "Từ chối giải quyết",
    "draw_up": "Dự thảo trích lục",
    "send_for_signature": "Trình ký",
    "return_to_drafter": "Trả lại dự thảo",
    "sign": "Ký trích lục",
    "withdraw": "Rút hồ sơ",
    "lapse": "Đóng vì không bổ sung",
    "hand_to_post": "Bàn giao cho bưu điện",
    "fail_delivery": "Giao chưa được",
    "deliver": "Đã giao tới người nhận",
    "return_to_office": "Bưu điện chuyển hoàn",
    "become_overdue": "Quá hạn giải quyết",
}
