"""How each figure on the Department's page is made, in words: shown on the page and in the workbook."""

DEFINITIONS = (
    ("Hồ sơ nhận", "Hồ sơ nộp qua cổng từ 00:00 ngày đầu đến hết ngày cuối của kỳ, tính theo lúc nộp, giờ Hà Nội. Cột (4)."),
    ("Từ kỳ trước", "Hồ sơ nộp trước kỳ và chưa giải quyết xong khi kỳ bắt đầu. Cột (6)."),
    (
        "Đã giải quyết",
        "Hồ sơ có trích lục được ký và lấy số trong kỳ, hoặc kết thúc trong kỳ vì từ chối, người nộp rút, "
        "quá thời gian bổ sung. Cột (7).",
    ),
    (
        "Trước hạn, đúng hạn, quá hạn",
        "So ngày giải quyết xong với ngày hẹn trả: sớm hơn, cùng ngày, muộn hơn. Cột (8), (9), (10).",
    ),
    (
        "Đang giải quyết",
        "Hồ sơ đã nộp, chưa giải quyết xong khi kỳ kết thúc, hoặc đến lúc lập báo cáo nếu kỳ chưa hết. Cột (11).",
    ),
    (
        "Đang giải quyết, quá hạn",
        "Hồ sơ đang giải quyết đã qua giờ đóng cửa của ngày hẹn trả. Hồ sơ chờ người nộp bổ sung tính là trong hạn. "
        "Cột (12), (13).",
    ),
    ("Tỷ lệ trước và đúng hạn", "(8) + (9), chia cho (7)."),
    ("Thời gian xử lý", "Trung vị số giờ làm việc từ lúc hồ sơ tính là nhận đến lúc ký, của các hồ sơ được ký trong kỳ."),
    ("Phí phải thu", "Tổng phí của các trích lục được ký trong kỳ, không gồm cước bưu chính. Hồ sơ được miễn phí tính 0 đồng."),
    ("Bưu điện", "Đã bàn giao, đã giao tới người nhận, chuyển hoàn: theo lúc việc đó diễn ra trong kỳ."),
)
LEGAL_SOURCE = "Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP. Cột (5) bằng 0: cổng chỉ nhận hồ sơ trực tuyến."
