"""The services as the public sees them: four doors to the one procedure, with the words people search by."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.text import fold


@dataclass(frozen=True, slots=True)
class Service:
    """One door. `kind` is the event kind it starts with; empty where the person chooses."""

    slug: str
    kind: str
    name: str
    use: str
    icon: str
    synonyms: tuple[str, ...]

    def matches(self, query: str) -> bool:
        """Every word of the query, folded, stands in the name or in a synonym."""
        words = fold(query).split()
        text = fold(" ".join([str(self.name), *self.synonyms]))
        return bool(words) and all(word in text for word in words)


SERVICES = (
    Service(
        "trich-luc-khai-sinh",
        "birth",
        _("Trích lục khai sinh"),
        _("Dùng thay bản chính khi nhập học, làm hộ chiếu, khai nhận thừa kế."),
        "person-plus",
        ("giấy khai sinh bản sao", "sao giấy khai sinh", "birth certificate extract copy"),
    ),
    Service(
        "trich-luc-ket-hon",
        "marriage",
        _("Trích lục kết hôn"),
        _("Dùng khi mất Giấy chứng nhận kết hôn, mua bán nhà đất, làm visa."),
        "people",
        ("giấy chứng nhận kết hôn bản sao", "đăng ký kết hôn", "giấy kết hôn", "hôn thú", "marriage certificate extract copy"),
    ),
    Service(
        "trich-luc-khai-tu",
        "death",
        _("Trích lục khai tử"),
        _("Dùng khi nhận mai táng phí, khai nhận di sản."),
        "flower1",
        ("giấy chứng tử bản sao", "giấy báo tử", "death certificate extract copy"),
    ),
    Service(
        "viec-khac",
        "",
        _("Việc hộ tịch khác"),
        _("Giám hộ; nhận cha, mẹ, con; thay đổi, cải chính hộ tịch."),
        "journal-text",
        (
            "giám hộ, nhận cha mẹ con, cải chính, thay đổi họ tên, xác định lại dân tộc, nuôi con nuôi, ly hôn nước ngoài",
            "guardianship parent child correction adoption divorce",
        ),
    ),
)


def find_services(query: str) -> list[Service]:
    return [service for service in SERVICES if service.matches(query)]
