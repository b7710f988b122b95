"""What waits at one office, in numbers: for the cards of the queue and the tabs of the staff shell. Asked once a request.

One statement, written out: each number is a range of an index, and putting seven such counts together costs the ORM ten times
what the database takes. The words in quotes are states and kinds; the tests count the same by hand.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from portal.days import HANOI

STATEMENT = """
SELECT
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.runs_out_at < %s),
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.runs_out_at < %s),
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.runs_out_at IS NOT NULL),
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.state = 'supplement_requested'),
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.state = 'issued'
        AND a.delivery_method = 'post'),
    (SELECT COUNT(*) FROM applications_application a WHERE a.office_id = %s AND a.state IN ('issued', 'handed_to_post',
        'returned_to_office', 'delivered', 'ready_for_collection', 'collected', 'refused', 'withdrawn', 'lapsed')
        AND a.resolved_at >= %s),
    (SELECT COUNT(*) FROM civil_registry_extractcopy c JOIN applications_application a ON a.extract_id = c.id
        WHERE c.office_id = %s AND c.state = 'awaiting_signature' AND a.runs_out_at IS NOT NULL),
    (SELECT COUNT(*) FROM applications_slip s JOIN applications_application a ON a.id = s.application_id
        WHERE s.office_id = %s AND s.kind IN ('refusal', 'apology') AND s.issued_at IS NULL AND s.declined_at IS NULL
        AND a.runs_out_at IS NOT NULL),
    (SELECT COUNT(*) FROM applications_correction k WHERE k.office_id = %s AND k.decided_at IS NULL)
"""


def numbers_of(office_id: int, *, now: datetime) -> dict[str, int]:
    """over, today, later, running; waiting (for a supplement), signing, to_post, done (today). `now` aware. One query."""
    start = datetime.combine(now.astimezone(HANOI).date(), datetime.min.time(), HANOI)
    moments = [connection.ops.adapt_datetimefield_value(moment) for moment in (now, start + timedelta(days=1), start)]
    office = office_id
    values = [office, moments[0], office, moments[1], office, office, office, office, moments[2], office, office, office]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        over, until_midnight, running, waiting, to_post, done, copies, letters, wrong = cursor.fetchone()
    return {
        "over": over,
        "today": until_midnight - over,
        "later": running - until_midnight,
        "running": running,
        "waiting": waiting,
        "signing": copies + letters + wrong,
        "to_post": to_post,
        "done": done,
    }


def numbers_here(request: HttpRequest) -> dict[str, int]:
    """Of the office the person works in, as of the first asking within this request."""
    if not hasattr(request, "office_numbers"):
        request.office_numbers = numbers_of(request.office.pk, now=timezone.now())
    return request.office_numbers
