"""What its requester must hear of whatever becomes of an SMS: which moves, and the words of the letter and the telephone call.

Papers and calls of the office are Vietnamese; a requester who reads English finds it below in the letter.
"""

from collections.abc import Callable
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from applications.models import Application
from applications.summary import residence_in_words
from portal.messaging.models import Ladder

# He has to do something, or waits for what will not come. The other messages only keep him informed.
MUST_REACH = frozenset(
    {
        "ask_for_supplement",
        "refuse",
        "apologise",
        "make_ready_for_collection",
        "return_to_office",
        "keep_result",
    }
)


def ladder_of(
    application: Application, name: str, context: Callable[[], dict], *, occasion: str, language: str, at: datetime
) -> Ladder:
    """Not saved: queueing saves it with its messages. `context` is asked in both languages."""
    with translation.override("vi"):
        said = context()
        subject = " ".join(render_to_string(f"{name}_subject.txt", said).split())
        text = render_to_string(f"{name}.txt", said).strip()
        address = residence_in_words(application.answers.get("requester", {"province": ""}))
    if language != "vi":
        with translation.override(language):
            text += f"\n\n{render_to_string(f'{name}.txt', context()).strip()}"
    return Ladder(
        occasion=occasion,
        office=application.office,
        subject_ref=f"application:{application.ref}",
        code=said["code"],
        person=application.requester_name,
        address=address[:500],
        phone=application.requester_phone,
        subject=subject[:200],
        text=text,
        made_at=at,
    )
