"""The citizen answers one authority: words and photos for what it asked, and its clock starts anew; no other part notices."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.errors import TooManyFiles
from applications.linked.actions.moves import move, promise_of
from applications.linked.errors import NothingAnswered, NotNow
from applications.linked.models import ChildCase, ChildPaper
from applications.linked.states import ChildState
from applications.linked.transport import pass_supplement
from portal.accounts.actors import Actor
from portal.background import nudge
from portal.documents.models import StoredDocument
from portal.uploads import Checked


def add_paper(child_id: int, *, place: int, file: Checked, at: datetime) -> ChildPaper:
    """Keep a checked file for the n-th thing asked for (from 1), once. Raises NotNow, TooManyFiles."""
    with transaction.atomic():
        child = ChildCase.objects.select_for_update().get(pk=child_id)
        if child.state != ChildState.SUPPLEMENT_REQUESTED:
            raise NotNow(child.get_state_display())
        present = child.papers.filter(round=child.supplement_count)
        digest = hashlib.sha256(file.content).hexdigest()
        if known := present.filter(place=place, document__sha256=digest).first():
            return known
        if present.count() >= settings.UPLOAD_MAX_FILES:
            raise TooManyFiles(settings.UPLOAD_MAX_FILES)
        document = StoredDocument.keep(file.content, kind="linked_paper", content_type=file.content_type)
        about = {"round": child.supplement_count, "place": place, "document": document, "name": file.name[:120]}
        return ChildPaper.objects.create(child=child, **about, added_at=at)


def answer(child_id: int, *, words: dict[int, str], by: Actor, at: datetime, seen_version: int | None = None) -> ChildCase:
    """Send the answers: `words` by the number of what was asked (from 1), beside the files added. Raises NotNow,
    NothingAnswered, CalendarMissing."""
    with move(child_id, "supplement", by=by, at=at, seen_version=seen_version) as moving:
        child = moving.child
        papers = list(child.papers.filter(round=child.supplement_count).values_list("place", "document__sha256"))
        answers = [
            {"item": item, "words": words.get(place, ""), "files": [sha for where, sha in papers if where == place]}
            for place, item in enumerate(child.asked, start=1)
        ]
        if not any(one["words"] or one["files"] for one in answers):
            raise NothingAnswered
        child.supplement(promise_of(child, child.case.plan, at))
        moving.detail = {"answers": answers, "round": child.supplement_count, "due_at": child.due_at.isoformat()}
        pass_supplement(child, answers, at=at)
        nudge("applications.linked.tasks.settle_linked", child_id)
    return moving.child
