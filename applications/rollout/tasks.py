"""Background work of the roll-out: papers, and the first dossiers of units. Thin, and safe to run twice."""

from celery import shared_task

from applications.rollout import firsts, press
from portal.sweeping import sweep


@shared_task
def print_unit_paper(paper_id: int) -> None:
    press.print_unit_paper(paper_id)


@shared_task
def join_papers(batch_id: int) -> None:
    press.join_papers(batch_id)


@shared_task
def print_pending_papers() -> None:
    """The sweep: papers and batches asked for but not printed, whoever lost their nudge."""
    sweep(press.unprinted_papers(), press.print_unit_paper, fault="posting_not_printed")
    sweep(press.unjoined_batches(), press.join_papers, fault="postings_not_joined")


@shared_task
def keep_first_dossiers() -> None:
    """Each hour: units whose first dossier has come keep its moment, so that no page looks for it again."""
    firsts.keep()
