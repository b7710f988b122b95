"""Bringing in a bank's statement: every row is its own transaction; a row that is known already changes nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from applications.models import BankAccount
from portal.accounts.actors import Actor
from portal.audit.trail import record
from postal.actions.payments import take_credit
from postal.statements import RowUnclear, credits_of


@dataclass(slots=True)
class StatementReport:
    """What became of the rows: credits booked for a dossier, left open, known before; and those unread as (line, sentence)."""

    booked: int = 0
    opened: int = 0
    repeated: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)


def import_statement(account: BankAccount, content: bytes, *, by: Actor, at: datetime) -> StatementReport:
    """Read a CSV of the account; the same file twice changes nothing. Raises FileUnreadable before the first row."""
    report = StatementReport()
    for line, credit in list(credits_of(content, account.statement_columns)):
        if isinstance(credit, RowUnclear):
            report.unread.append((line, str(credit)))
        elif credit.paid_at > at:
            report.unread.append((line, "Thời điểm giao dịch ở tương lai"))
        elif (taken := take_credit(account, credit, by=by, at=at)) is None:
            report.repeated += 1
        elif taken.application_id:
            report.booked += 1
        else:
            report.opened += 1
    counts = {"booked": report.booked, "opened": report.opened, "repeated": report.repeated, "unread": len(report.unread)}
    record("statement.imported", subject=f"office:{account.office.code}", by=by, at=at, **counts)
    return report
