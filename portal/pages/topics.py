"""What questions are about, in both languages and in the order in which a citizen meets them."""

from django.utils.translation import gettext_lazy

from portal.pages.models import Topic

NAMES = {
    Topic.FILING: gettext_lazy("Nộp hồ sơ"),
    Topic.PAPERS: gettext_lazy("Giấy tờ, ảnh chụp"),
    Topic.TIME: gettext_lazy("Thời hạn, tra cứu"),
    Topic.MONEY: gettext_lazy("Phí, cước"),
    Topic.RESULT: gettext_lazy("Nhận và dùng bản sao"),
}
