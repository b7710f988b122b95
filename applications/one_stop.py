"""The decree on the one-stop desk, as it is cited: the one in force on the day.

Source: domain reference §1.2, §1.5. The articles of the second decree are not known to us, so it is cited whole.
"""

from datetime import date

SECOND_DECREE_FROM = date(2025, 7, 1)


def is_by_second_decree(day: date) -> bool:
    return day >= SECOND_DECREE_FROM


def both_decrees(article: str) -> str:
    """For what counts periods of any year: the article of the first, and from when the second."""
    return f"Nghị định 61/2018/NĐ-CP, {article}; từ {SECOND_DECREE_FROM:%d/%m/%Y}: Nghị định 118/2025/NĐ-CP"
