"""What the demo's citizens say of the service: most whose dossier is done, a few with words, one who changes his mind."""

from datetime import datetime, timedelta

from applications.models import Application
from applications.ratings import actions
from applications.ratings.models import Grade, Rating
from portal.accounts.actors import CITIZEN, Actor

GRADES = (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.SATISFIED, Grade.VERY_SATISFIED, Grade.NEUTRAL, Grade.SATISFIED)
WORDS = {
    0: "Nhanh, hôm trước nộp hôm sau đã ký. Bưu tá gọi trước khi đến.",
    4: "Phải chụp lại ảnh căn cước hai lần mới gửi được.",
    9: "Cán bộ gọi từ số 0912 345 678 hướng dẫn rất kỹ.",
    13: "Mong nhắn tin cả khi bưu điện đã nhận phong bì.",
}
DISSATISFIED = 17  # every so many


def load(*, now: datetime) -> None:
    """Safe to run twice. `now` is aware."""
    if Rating.objects.exists():
        return
    done = Application.objects.real().filter(state__in=actions.RATEABLE, resolved_at__isnull=False).order_by("pk")
    for number, application in enumerate(row for index, row in enumerate(done) if index % 3):
        at = min(now, (application.delivered_at or application.resolved_at) + timedelta(hours=3 + number % 20))
        grade = Grade.DISSATISFIED if number % DISSATISFIED == DISSATISFIED - 1 else GRADES[number % len(GRADES)]
        points = {"attitude": 2 if grade >= Grade.SATISFIED else 1, "online": min(2, grade - 1)} if number % 2 else {}
        said = {"grade": grade, "points": points, "words": WORDS.get(number, "")}
        actions.rate(application.pk, **said, by=Actor(CITIZEN), at=at)
        if number == 4:
            actions.rate(application.pk, **said | {"grade": Grade.SATISFIED}, by=Actor(CITIZEN), at=now)
