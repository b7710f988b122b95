"""Letters and calls of a unit that has ended are its successor's to print, to post and to make."""

from datetime import date

from portal.messaging.models import Ladder
from portal.offices.succession import heirs_of


def pass_on_ladders(day: date) -> int:
    """Of units that ended before that local day; also what was sent, because it may come back. Returns how many."""
    left = Ladder.objects.filter(office__valid_to__lt=day, office__is_training=False).order_by()
    heirs = heirs_of(left.values_list("office_id", flat=True).distinct(), day)
    return sum(Ladder.objects.filter(office_id=ended).update(office=heir) for ended, heir in heirs.items())
