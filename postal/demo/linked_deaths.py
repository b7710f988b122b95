"""Linked deaths of the demo: filed once for the commune, the police and the social affairs desk, in each state of interest."""

from datetime import date, datetime, timedelta

from applications.linked import actions
from portal.accounts.models import Role, User
from portal.days import HANOI, local_day
from portal.offices.models import Office
from postal.demo.linked_filing import Filing, requester

DEATH_GROUP = "2.002622"
DECEASED = (
    ("Nguyễn Văn Thụ", "Nam", "registered"),
    ("Trần Thị Nhàn", "Nữ", "half"),
    ("Lê Văn Khiêm", "Nam", "asked"),
    ("Phạm Thị Lụa", "Nữ", "refused"),
    ("Vũ Văn Hòa", "Nam", "done"),
)


def load(people: dict[str, User], commune: Office, days: list[date]) -> None:
    """Five filings of An on the last working days, the earliest last."""
    for number, (name, sex, state) in enumerate(DECEASED):
        day = days[1] if state in {"registered", "half"} else days[3]
        at = datetime.combine(day, datetime.min.time(), HANOI) + timedelta(hours=10, minutes=11 * number)
        _Death(people, commune, at).go(name, sex, state)


class _Death(Filing):
    """One filing of a death, led as far as its state says."""

    def go(self, name: str, sex: str, state: str) -> None:
        answers = _answers(name, sex, self.people["an"], self.at)
        application = self.file(DEATH_GROUP, "death", answers, subject="deceased", relationship="child")
        self.register(application)
        parts = self.handed_over(application)
        if state == "registered":
            return
        police, social = self.actor("linh", Role.POLICE_OFFICER), self.actor("xahoi", Role.SOCIAL_OFFICER)
        actions.confirm(parts["residence_removal"], by=police, at=self.at)
        told = {"number": f"{self.at:%d%H%M}/XTT", "on": local_day(self.at), "where": "Tại Công an phường"}
        actions.resolve(parts["residence_removal"], **told, by=police, at=self.at)
        if state == "half":
            return
        self.at += timedelta(minutes=20)
        actions.confirm(parts["funeral_allowance"], by=social, at=self.at)
        if state == "asked":
            asked = {"items": ["Số tài khoản của người nhận tiền"], "reason": "Chi trả qua ngân hàng."}
            actions.ask_for_supplement(parts["funeral_allowance"], **asked, by=social, at=self.at)
        if state == "refused":
            reason = "Người mất hưởng lương hưu: bảo hiểm xã hội chi trả mai táng phí, nộp tại Bảo hiểm xã hội cơ sở."
            actions.refuse(parts["funeral_allowance"], reason=reason, by=social, at=self.at)
        if state == "done":
            where = "Nhận tiền tại Ủy ban nhân dân phường"
            told = {"number": f"{self.at:%d%H%M}/QĐ-MTP", "on": local_day(self.at), "where": where}
            actions.resolve(parts["funeral_allowance"], **told, by=social, at=self.at)


def _answers(name: str, sex: str, child: User, at: datetime) -> dict:
    """The declaration as its pages keep it."""
    died_on = (local_day(at) - timedelta(days=2)).isoformat()
    return {
        "requester": requester(child),
        "deceased": {
            "relation": "child",
            "full_name": name,
            "birth_date": "1941",
            "sex": sex,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "residence": "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội",
        },
        "death": {
            "death_date": died_on,
            "death_time": "05 giờ 10 phút",
            "death_place": "Bệnh viện Bạch Mai, thành phố Hà Nội",
            "cause": "Bệnh già",
            "notice_kind": "notice",
            "notice_number": f"{at:%d%M}/GBT",
            "notice_authority": "Bệnh viện Bạch Mai",
            "notice_on": died_on,
        },
        "allowance": {"buried_by": child.full_name, "regime": "Trợ cấp xã hội người cao tuổi"},
        "delivery": {"method": "desk"},
    }
