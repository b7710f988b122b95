"""The notice that a dossier is no longer worked on: it follows from the withdrawal or the lapse itself; nobody drafts it.

Source: TT 03/2025/TT-VPCP form 05; domain reference §1.5, §5.2.
"""

from datetime import datetime

from applications.actions.desk import issue_slip
from applications.models import Application, Slip, SlipKind
from portal.accounts.actors import SYSTEM


def issue_stop_notice(application: Application, *, cause: str, at: datetime) -> Slip:
    """The slip of an application that was just closed; `cause`: "withdrawn" or "lapsed". In the caller's transaction."""
    content = {
        "code": application.code,
        "cause": cause,
        "reason": application.closing_reason,
        "submitted_at": application.submitted_at.isoformat(),
    }
    return issue_slip(application, SlipKind.STOP, by=SYSTEM, at=at, content=content)
