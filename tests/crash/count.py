"""Run by test_nothing_lost: looks until nothing is left to do, or for so many seconds; prints as JSON what it saw last.

By the database alone.
"""

import json
import sys
import time

import django

django.setup()

from django.db.models import Count  # noqa: E402

from applications.models import FiledPaper, Slip, StateChange  # noqa: E402
from civil_registry.models import ExtractCopy  # noqa: E402
from portal.documents.models import StoredDocument  # noqa: E402
from portal.messaging.models import OutgoingMessage  # noqa: E402

LEFT_TO_DO = ("copies_unrendered", "slips_unrendered", "filed_papers_unrendered", "untold")


def count() -> dict:
    by_status = dict(OutgoingMessage.objects.values_list("status").annotate(n=Count("id")))
    return {
        "issued": ExtractCopy.objects.filter(state="signed").count(),
        "copies_unrendered": ExtractCopy.objects.filter(state="signed", document=None).count(),
        "copy_documents": StoredDocument.objects.filter(kind="extract_copy").count(),
        "slips": Slip.objects.count(),
        "slips_unrendered": Slip.objects.filter(document=None).count(),
        "slip_documents": StoredDocument.objects.filter(kind="acknowledgement").count(),
        "filed_papers": FiledPaper.objects.count(),
        "filed_papers_unrendered": FiledPaper.objects.filter(document=None).count(),
        "filed_documents": StoredDocument.objects.filter(kind__in=["receipt", "declaration"]).count(),
        "untold": StateChange.objects.filter(told_at=None).count(),
        "told_verbs": StateChange.objects.filter(verb__in=["submit", "receive", "sign"]).count(),
        "messages_of_changes": OutgoingMessage.objects.filter(idempotency_key__startswith="change:").count(),
        "messages": OutgoingMessage.objects.count(),  # with what the clock tells of accounts, reports and other things
        "sent": by_status.get("sent", 0),
        "keys": sorted(OutgoingMessage.objects.values_list("pk", flat=True)),
    }


def main(patience_seconds: float) -> None:
    end = time.monotonic() + patience_seconds
    while True:
        state = count()
        left = sum(state[name] for name in LEFT_TO_DO) + state["messages"] - state["sent"]
        if left == 0 or time.monotonic() > end:
            break
        time.sleep(0.5)
    print(json.dumps(state))


if __name__ == "__main__":
    main(float(sys.argv[1]))
