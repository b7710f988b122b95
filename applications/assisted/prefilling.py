"""Who sits at the desk, as the national population database knows him, filled into his page."""

from datetime import datetime

from applications import actions
from applications.assisted.models import Sitting
from applications.forms.prefilled import PERSON, PURPOSE, as_typed, prefill_of
from applications.forms.requester import RequesterForm
from applications.models import Application
from portal.accounts.actors import Actor
from portal.population.look_ups import look_up
from portal.population.models import LookUp

CARRY_THE_NUMBER = {"cccd", "vneid"}  # of actions.collecting.SHOWN


def digits_to_match(sitting: Sitting) -> str:
    """The last characters of the paper that the official saw, where that paper carries the personal number; else empty."""
    return sitting.last_digits if sitting.shown in CARRY_THE_NUMBER else ""


def prefill(draft: Application, *, personal_id: str, full_name: str, by: Actor, at: datetime) -> LookUp:
    """Look the requester up with the purpose of PURPOSE; what is found stands on his page, over what it held before.

    Never raises because the database is away: he tells it himself, and the look-up is completed later. Raises LookUpFault,
    ChangedMeanwhile where the draft has been filed.
    """
    about = {"purpose": PURPOSE.code, "application_ref": draft.ref, "person": PERSON}
    asked = look_up(personal_id, full_name, "", **about, by=by, at=at)
    typed = draft.answers.get(actions.TYPED, {}).get(PERSON)
    held = typed or as_typed(RequesterForm, draft.answers.get(PERSON, {}))
    found = prefill_of(draft)
    if held and found and found.values:  # an empty page opens with what was found
        actions.keep_typed(draft.pk, PERSON, held | as_typed(RequesterForm, found.values), at=at)
    return asked
