"""`manage.py load_fees`: fees, how they are collected, waivers, postage. Safe to run again; rows entered by hand stay."""

from datetime import date

from applications.models import CollectionMode, FeeCollection, FeePolicy, FeeWaiver, PostageTariff
from portal.commands import DatabaseCommand

EXTRACT_COPY = "2.000635"
COLLECTION = (  # valid from, mode, law: domain reference §7.1
    (date(2016, 1, 1), CollectionMode.COD, "QĐ 45/2016/QĐ-TTg; TT 17/2017/TT-BTTTT, Điều 5 khoản 2 điểm e"),
    (date(2020, 9, 15), CollectionMode.PREPAID, "NĐ 87/2020/NĐ-CP, Điều 12: nộp phí là điều kiện tiếp nhận"),
    (date(2025, 1, 9), CollectionMode.EITHER, "NĐ 07/2025/NĐ-CP, Điều 3 khoản 3"),
)
EXAMPLE = "Mức minh họa; thay bằng giá trong thỏa thuận với bưu điện"


def load_fees() -> None:
    FeePolicy.objects.get_or_create(
        procedure_code=EXTRACT_COPY,
        valid_from=date(2017, 1, 1),
        defaults={"fee_per_copy_vnd": 8000, "legal_document": "Thông tư 281/2016/TT-BTC, Điều 4"},
    )
    for valid_from, mode, law in COLLECTION:
        FeeCollection.objects.get_or_create(
            procedure_code=EXTRACT_COPY, valid_from=valid_from, defaults={"mode": mode, "legal_document": law}
        )
    FeeWaiver.objects.get_or_create(
        procedure_code=EXTRACT_COPY,
        valid_from=date(2026, 8, 15),
        condition="digital_citizen",
        defaults={
            "valid_to": date(2027, 2, 28),
            "label_vi": "Công dân số có tài khoản định danh điện tử mức độ 2, đã tích hợp giấy tờ trên VNeID và nộp trực tuyến",
            "label_en": "Digital citizens with a level-2 electronic identity and papers integrated in VNeID, applying online",
            "legal_document": "Nghị quyết 66.22/2026/NQ-CP, Điều 3",
        },
    )
    for zone, price in ((PostageTariff.Zone.CITY, 26000), (PostageTariff.Zone.COUNTRY, 35000)):
        PostageTariff.objects.get_or_create(
            zone=zone,
            valid_from=date(2017, 1, 1),
            defaults={"price_vnd": price, "is_illustrative": True, "source": EXAMPLE},
        )


class Command(DatabaseCommand):
    help = "Load fees, waivers and postage by date of effect."

    def handle(self, *args, **options) -> None:
        load_fees()
        self.stdout.write("Phí, miễn phí và cước bưu chính đã có trong cơ sở dữ liệu.")
