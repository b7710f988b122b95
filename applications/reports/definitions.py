"""Each figure once, in words: name, formula, unit, legal source. Shown beside the number, in the workbook, at the page's foot.

What the database counts for it stands in columns.py under the same key.
"""

from dataclasses import dataclass

from applications.one_stop import both_decrees

FORM = "Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"
LEGAL_SOURCE = f"{FORM}. Cột (5): hồ sơ cán bộ nộp hộ tại bàn Một cửa; hồ sơ nộp giấy ngoài cổng không có ở đây."
DOSSIERS, TIMES, PARCELS, DONG, SHARE, TIME = "hồ sơ", "lần", "phong bì", "đồng", "phần trăm", "phút làm việc"


@dataclass(frozen=True, slots=True)
class Definition:
    name: str
    formula: str
    unit: str
    source: str = ""


FIGURES = {
    "moment": Definition(
        "Thời điểm tính",
        "Mọi số đếm từ lịch sử hồ sơ mà cổng đã biết đến thời điểm tính; hỏi lại kỳ cũ với cùng thời điểm luôn "
        "ra cùng một số, dù "
        "sau đó hồ sơ được chuyển, tính lại hạn, sửa hay cấp lại. Việc được báo muộn (bưu điện báo sau) tính "
        "vào ngày cổng nhận "
        "được tin. Ngày tính theo giờ Hà Nội.",
        "",
    ),
    "total": Definition("Tiếp nhận, tổng số", "(3) = (4) + (5) + (6).", DOSSIERS, FORM),
    "received": Definition(
        "Hồ sơ nhận",
        "Hồ sơ nộp trực tuyến từ 00:00 ngày đầu đến hết ngày cuối của kỳ, tính theo lúc nộp, và hồ sơ cơ quan "
        "khác chuyển đến trong "
        "kỳ. Cột (4).",
        DOSSIERS,
        FORM,
    ),
    "received_otherwise": Definition(
        "Nhận trực tiếp, bưu chính",
        "Như cột (4), của hồ sơ cán bộ nộp hộ cho người đến bàn Một cửa; hồ sơ nộp giấy ngoài cổng không có ở đây. Cột (5).",
        DOSSIERS,
        FORM,
    ),
    "carried": Definition(
        "Từ kỳ trước",
        "Hồ sơ đã nhận trước kỳ và chưa giải quyết xong khi kỳ bắt đầu. Cột (6) = cột (11) kỳ trước.",
        DOSSIERS,
        FORM,
    ),
    "resolved": Definition(
        "Đã giải quyết",
        "Hồ sơ có kết quả được ký và lấy số trong kỳ, hoặc kết thúc trong kỳ vì từ chối, người nộp rút, quá "
        "thời gian bổ sung, "
        "hoặc chuyển cơ quan có thẩm quyền. Cấp lại không tính lần nữa. Cột (7) = (8) + (9) + (10).",
        DOSSIERS,
        FORM,
    ),
    "punctual_kinds": Definition(
        "Trước hạn, đúng hạn, quá hạn",
        "So ngày giải quyết xong với ngày hẹn trả đầu tiên: sớm hơn, cùng ngày, muộn hơn. Cột (8), (9), (10).",
        DOSSIERS,
        FORM,
    ),
    "pending": Definition(
        "Đang giải quyết",
        "Hồ sơ đã nhận, chưa giải quyết xong khi kỳ kết thúc, hoặc đến thời điểm tính nếu kỳ chưa hết. Cột (11) = (12) + (13).",
        DOSSIERS,
        FORM,
    ),
    "overdue": Definition(
        "Đang giải quyết, quá hạn",
        "Hồ sơ đang giải quyết đã qua giờ đóng cửa của ngày hẹn trả. Hồ sơ chờ người nộp bổ sung tính là trong "
        "hạn. Cột (12), (13).",
        DOSSIERS,
        FORM,
    ),
    "punctual": Definition("Tỷ lệ trước và đúng hạn", "(8) + (9), chia cho (7).", SHARE, FORM),
    "passed": Definition(
        "Chuyển cơ quan khác",
        "Hồ sơ chuyển đi tính là đã giải quyết ở nơi chuyển, so với ngày hẹn của nơi chuyển, và là hồ sơ nhận ở "
        "nơi đến; hồ sơ của đơn vị đã kết thúc chuyển cho đơn vị kế thừa cũng vậy, ngày hẹn giữ nguyên. Vì vậy "
        "(3) = (7) + (11) đúng ở từng đơn vị; số hồ sơ người dân nộp = (4) + (5) trừ số chuyển đến.",
        DOSSIERS,
        "Luật Hộ tịch Điều 9",
    ),
    "supplemented": Definition("Yêu cầu bổ sung", "Số lần cơ quan yêu cầu bổ sung trong kỳ.", TIMES, both_decrees("Điều 17")),
    "refused": Definition("Từ chối", "Hồ sơ có văn bản từ chối được ký trong kỳ.", DOSSIERS),
    "withdrawn": Definition("Người nộp rút", "Hồ sơ người nộp rút trong kỳ, trước khi kết quả được ký.", DOSSIERS),
    "lapsed": Definition("Đóng vì không bổ sung", "Hồ sơ đóng trong kỳ vì quá thời gian chờ bổ sung.", DOSSIERS),
    "copies": Definition("Bản sao đã cấp", "Tổng số bản sao được ký trong kỳ. Bản chính, bản cấp lại không tính.", "bản"),
    "fee_vnd": Definition(
        "Phí phải thu",
        "Tổng phí, lệ phí của các hồ sơ được ký trong kỳ, không gồm cước bưu chính. Hồ sơ được miễn phí tính 0 đồng.",
        DONG,
    ),
    "online": Definition("Tỷ lệ nộp trực tuyến", "(4), chia cho (4) + (5).", SHARE, "Quyết định 766/QĐ-TTg"),
    "paid_online": Definition(
        "Tỷ lệ thanh toán trực tuyến",
        "Hồ sơ ký trong kỳ đã trả đủ phí trước khi nhận kết quả, chia cho hồ sơ ký trong kỳ có phí.",
        SHARE,
        "Quyết định 766/QĐ-TTg",
    ),
    "worked": Definition(
        "Thời gian xử lý",
        "Số phút làm việc từ lúc hồ sơ tính là nhận đến lúc ký, không kể giờ nghỉ trưa, theo lịch của cơ quan "
        "vào lúc ký, của các "
        "hồ sơ được ký trong kỳ. Trung vị: một nửa xong sớm hơn; phân vị 90: chín phần mười xong trong thời gian đó.",
        TIME,
    ),
    "parcels": Definition("Bưu điện, đã bàn giao", "Số phong bì bàn giao cho bưu điện trong kỳ.", PARCELS, "QĐ 45/2016/QĐ-TTg"),
    "delivered": Definition("Bưu điện, đã giao", "Số phong bì được báo đã tới người nhận trong kỳ.", PARCELS),
    "returned": Definition("Bưu điện, chuyển hoàn", "Số phong bì được báo chuyển hoàn trong kỳ.", PARCELS),
    "delivery_days": Definition(
        "Số ngày giao", "Trung bình số ngày từ bàn giao đến tay người nhận, của phong bì được báo đã giao trong kỳ.", "ngày"
    ),
    "satisfaction": Definition(
        "Mức độ hài lòng",
        "Đánh giá Rất hài lòng và Hài lòng, chia cho mọi đánh giá của hồ sơ được đánh giá lần đầu trong kỳ; lấy mức đang có "
        "hiệu lực vào thời điểm tính. Mỗi hồ sơ đã trả kết quả hoặc bị từ chối đánh giá một lần, sửa được trong thời hạn.",
        SHARE,
        "Thông tư 01/2018/TT-VPCP Điều 13, 15; Quyết định 766/QĐ-TTg",
    ),
}
# Beside the numbers of other pages than the overview: ranking, watch, linked parts and appointments.
BESIDE = {
    "interval": Definition(
        "Khoảng 95%",
        "Công thức Wilson trên số hồ sơ đã giải quyết của kỳ: tỷ lệ thật có thể nằm trong khoảng này. "
        "Ít hồ sơ thì khoảng rộng.",
        SHARE,
    ),
    "below_target": Definition(
        "Dưới mục tiêu",
        "Tỷ lệ trước và đúng hạn của 30 ngày gần nhất thấp hơn mục tiêu của ngày đó, xét mỗi sáng; đơn vị ít hồ sơ hơn mức tối "
        "thiểu của mục tiêu không bị xét. Ghi từ ngày bắt đầu đến khi đạt lại.",
        SHARE,
    ),
    "late_now": Definition(
        "Quá hạn",
        "Hồ sơ đơn vị đang phải giải quyết đã qua giờ đóng cửa của ngày hẹn trả, không kể hồ sơ chờ người nộp bổ sung.",
        DOSSIERS,
    ),
    "reappointed": Definition(
        "Đã xin lỗi, hẹn lại", "Trong số quá hạn, hồ sơ có phiếu xin lỗi đã ký với ngày hẹn mới.", DOSSIERS
    ),
    "late_share": Definition("Tỷ lệ quá hạn", "Quá hạn, chia cho số hồ sơ đang tính hạn của đơn vị.", SHARE),
    "stuck": Definition(
        "Ùn tắc",
        "Hồ sơ không ai làm thêm bước nào trong số giờ làm việc ghi ở đầu trang, theo giờ mở cửa của đơn vị. Chờ người nộp bổ "
        "sung không tính; hệ thống ghi nhận quá hạn không phải một bước.",
        DOSSIERS,
    ),
    "linked_filed": Definition(
        "Hồ sơ liên thông",
        "Hồ sơ của thủ tục liên thông người dân nộp trong kỳ, đã mở phần liên thông đến thời điểm tính. Một hồ sơ có thể có "
        "nhiều phần việc.",
        DOSSIERS,
    ),
    "linked_done": Definition(
        "Phần việc xong đúng hạn, quá hạn",
        "Phần việc cơ quan trả kết quả hoặc từ chối, cổng biết trong kỳ; so ngày làm xong với ngày hẹn của phần việc.",
        "phần việc",
    ),
    "linked_open": Definition(
        "Phần việc đang ở cơ quan",
        "Bước cuối cổng biết đến cuối kỳ, hoặc đến thời điểm tính, là cơ quan đã xác nhận nhận. Quá hạn: đã qua giờ hẹn của "
        "phần việc; chờ bổ sung không tính là quá hạn.",
        "phần việc",
    ),
    "linked_unconfirmed": Definition(
        "Chờ xác nhận", "Đã chuyển đi, bên nhận chưa xác nhận: vẫn thuộc trách nhiệm của xã, phường.", "phần việc"
    ),
    "visits_booked": Definition(
        "Lượt hẹn", "Lượt hẹn có ngày hẹn trong kỳ, đặt trước thời điểm tính, không kể lượt đã hủy hoặc phải chọn lại.", "lượt"
    ),
    "visits_kept": Definition("Đã đến", "Trong các lượt hẹn, người hẹn được ghi nhận đã đến.", "lượt"),
    "visits_missed": Definition(
        "Không đến",
        "Trong các lượt hẹn, bộ phận một cửa ghi người hẹn không đến. Lượt không ai ghi gì khi hết ngày tính riêng.",
        "lượt",
    ),
    "visits_given_back": Definition(
        "Đã hủy, chọn lại", "Lượt hẹn trong kỳ mà người hẹn hủy, đổi buổi, hoặc cơ quan đóng buổi đó.", "lượt"
    ),
}
DEFINITIONS = tuple((each.name, each.formula) for each in FIGURES.values())

# What a list of dossiers behind a number is called.
LISTED = {
    "sent": "Hồ sơ người dân nộp",
    "received": "Hồ sơ nhận trực tuyến, cột (4)",
    "received_otherwise": "Hồ sơ nhận trực tiếp, bưu chính, cột (5)",
    "carried": "Hồ sơ từ kỳ trước, cột (6)",
    "resolved": "Hồ sơ đã giải quyết, cột (7)",
    "punctual": "Hồ sơ giải quyết trước và đúng hạn, cột (8) và (9)",
    "early": "Hồ sơ giải quyết trước hạn, cột (8)",
    "on_time": "Hồ sơ giải quyết đúng hạn, cột (9)",
    "late": "Hồ sơ giải quyết quá hạn, cột (10)",
    "pending": "Hồ sơ đang giải quyết, cột (11)",
    "in_time": "Hồ sơ đang giải quyết, trong hạn, cột (12)",
    "overdue": "Hồ sơ đang giải quyết, quá hạn, cột (13)",
    "waiting": "Hồ sơ chờ người nộp bổ sung",
    "refused": "Hồ sơ từ chối",
    "withdrawn": "Hồ sơ người nộp rút",
    "lapsed": "Hồ sơ đóng vì không bổ sung",
    "issued": "Hồ sơ có kết quả được ký",
    "copies": "Hồ sơ có bản sao đã cấp",
    "fee_vnd": "Hồ sơ có phí phải thu",
    "passed_in": "Hồ sơ cơ quan khác chuyển đến",
    "passed_on": "Hồ sơ chuyển cơ quan khác",
    "supplemented": "Lần yêu cầu bổ sung",
    "with_fee": "Hồ sơ ký trong kỳ có phí",
    "paid_online": "Hồ sơ đã trả phí trực tuyến",
    "sent_after": "Hồ sơ nộp sau 15 giờ",
    "handed_over": "Phong bì đã bàn giao",
    "delivered": "Phong bì đã giao",
    "returned": "Phong bì chuyển hoàn",
}
