"""Tests that PostgreSQL need not hold a second time, each with what makes it so. One place, so that it can be judged.

Never here: constraints, triggers, locks, order, search, JSON, dates, sums, indexes, verbs, strange text or numbers on their way
to a column. Every page is opened and every form sent on both databases by who may (security/test_routes.py).
"""

A_PAPER = {  # rows are only what is printed or signed; what is looked at are bytes
    "applications/test_long_slips.py",
    "applications/test_samples.py",
    "postal/test_records.py::test_samples_cover_every_paper_of_the_desk",
    "rollout/test_public_posting.py",
    "signing/test_timestamps.py::test_the_later_paper_carries_the_same_signature_over_the_same_bytes",
    "signing/test_verify_a_file.py",
    "training/test_apart.py::test_every_paper_carries_the_watermark_and_no_seal",
}
WORDS = {  # of pages, letters and headers; the rows behind them are fetched by their keys
    "applications/filing/test_in_english.py",
    "applications/test_catalogue.py",
    "applications/test_notifications.py::test_every_verb_has_a_letter_and_an_sms_of_at_most_three_parts",
    "offices/test_calendar_comparison.py",
    "security/test_headers.py",
}
AT_THE_DOOR = {  # turned away by role or by the office of the row, before anything is asked of the database that could differ
    "security/test_routes.py::test_looking_is_answered_or_refused_and_changes_nothing[strangers]",
    "security/test_routes.py::test_an_empty_form_is_answered_or_refused_never_an_error[strangers]",
}
ONCE = A_PAPER | WORDS | AT_THE_DOOR


def is_enough(node: str) -> bool:
    """Of a test by the name that pytest gives it: "tests/security/test_headers.py::test_…[…]"."""
    own = node.removeprefix("tests/")
    return not ONCE.isdisjoint({own, own.partition("[")[0], own.partition("::")[0]})
