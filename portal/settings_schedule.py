"""What Celery beat asks for and when: sweeps that find what is left to do, and what belongs to an hour of the day in Hà Nội."""

import environ
from celery.schedules import crontab

_env = environ.Env()

SWEEP_SECONDS = _env.float("SWEEP_SECONDS", default=60.0)
CELERY_BEAT_SCHEDULE = {
    "tell-pending": {"task": "applications.tasks.tell_pending", "schedule": SWEEP_SECONDS},
    "render-pending-slips": {"task": "applications.tasks.render_pending_slips", "schedule": SWEEP_SECONDS},
    "render-pending-filed": {"task": "applications.tasks.render_pending_filed_papers", "schedule": SWEEP_SECONDS},
    "render-pending-copies": {"task": "civil_registry.tasks.render_pending_copies", "schedule": SWEEP_SECONDS},
    "timestamp-pending-copies": {"task": "civil_registry.tasks.timestamp_pending_copies", "schedule": SWEEP_SECONDS},
    "erase-stopped-keys": {"task": "civil_registry.tasks.erase_stopped_keys", "schedule": crontab(hour=2, minute=20)},
    "refresh-seal-lists": {"task": "civil_registry.tasks.refresh_seal_lists", "schedule": crontab(minute=10)},
    "render-pending-drafts": {"task": "civil_registry.tasks.render_pending_drafts", "schedule": SWEEP_SECONDS},
    "render-form-samples": {"task": "civil_registry.tasks.render_form_samples", "schedule": SWEEP_SECONDS},
    "render-pending-books": {"task": "applications.tasks.render_pending_books", "schedule": SWEEP_SECONDS},
    "render-pending-reports": {"task": "applications.statutory.tasks.render_pending_reports", "schedule": SWEEP_SECONDS},
    "write-pending-exports": {"task": "applications.statutory.tasks.write_pending_exports", "schedule": SWEEP_SECONDS},
    "print-pending-runs": {"task": "civil_registry.tasks.print_pending_runs", "schedule": SWEEP_SECONDS},
    "run-unfinished-imports": {"task": "civil_registry.tasks.run_unfinished_imports", "schedule": SWEEP_SECONDS},
    "print-public-postings": {"task": "applications.rollout.tasks.print_pending_papers", "schedule": SWEEP_SECONDS},
    "keep-first-dossiers": {"task": "applications.rollout.tasks.keep_first_dossiers", "schedule": crontab(minute=25)},
    "render-pending-records": {"task": "postal.tasks.render_pending_records", "schedule": SWEEP_SECONDS},
    "render-pending-sheets": {"task": "postal.tasks.render_pending_sheets", "schedule": SWEEP_SECONDS},
    "render-pending-money-papers": {"task": "postal.tasks.render_pending_money_papers", "schedule": SWEEP_SECONDS},
    "open-refunds": {"task": "postal.tasks.open_refunds", "schedule": SWEEP_SECONDS},
    "tell-money": {"task": "postal.tasks.tell_money", "schedule": SWEEP_SECONDS},
    "tell-late": {"task": "postal.tasks.tell_late", "schedule": SWEEP_SECONDS},
    "prove-ledger": {"task": "postal.tasks.prove_ledger", "schedule": crontab(hour=2, minute=40)},
    "send-orders": {"task": "postal.tasks.send_pending_orders", "schedule": SWEEP_SECONDS},
    "settle-reports": {"task": "postal.tasks.settle_reports", "schedule": SWEEP_SECONDS},
    "ask-carriers": {"task": "postal.tasks.ask_for_news", "schedule": crontab(minute=20)},
    "deliver-pending": {"task": "portal.messaging.tasks.deliver_pending", "schedule": SWEEP_SECONDS},
    "exchange-send": {"task": "portal.exchange.tasks.send_pending", "schedule": SWEEP_SECONDS},
    "exchange-read-files": {"task": "portal.exchange.tasks.read_files", "schedule": SWEEP_SECONDS},
    "exchange-handle": {"task": "portal.exchange.tasks.handle_waiting", "schedule": SWEEP_SECONDS},
    "exchange-empty-old": {"task": "portal.exchange.tasks.empty_old", "schedule": crontab(hour=2, minute=50)},
    "population-retry": {"task": "portal.population.tasks.retry_waiting", "schedule": SWEEP_SECONDS},
    "population-empty-old": {"task": "portal.population.tasks.empty_old", "schedule": crontab(hour=2, minute=55)},
    "print-letters": {"task": "portal.messaging.tasks.print_pending_letters", "schedule": SWEEP_SECONDS},
    "keep-visits": {"task": "applications.visits.tasks.keep_visits", "schedule": SWEEP_SECONDS},
    "remind-of-visits": {
        "task": "applications.visits.tasks.remind_of_visits",
        "schedule": crontab(minute="*/20", hour="8-18"),
    },
    "remind-of-difficulties": {"task": "portal.difficulties.tasks.remind_department", "schedule": crontab(minute=25)},
    "remind-of-reflections": {"task": "portal.reflections.tasks.remind_of_late", "schedule": crontab(minute=35)},
    "cover-absent": {"task": "applications.tasks.cover_absent", "schedule": SWEEP_SECONDS},
    "mark-overdue": {"task": "applications.tasks.mark_overdue", "schedule": SWEEP_SECONDS},
    "remind-before-close": {"task": "applications.tasks.remind_before_close", "schedule": SWEEP_SECONDS},
    "tell-forecasts": {"task": "applications.tasks.tell_forecasts", "schedule": SWEEP_SECONDS},
    "tell-supervisors": {"task": "applications.tasks.tell_supervisors", "schedule": SWEEP_SECONDS},
    "recount-promises": {"task": "applications.tasks.recount_promises", "schedule": SWEEP_SECONDS},
    "close-days": {"task": "applications.reports.tasks.close_days", "schedule": crontab(hour=0, minute=20)},
    "prove-figures": {"task": "applications.reports.tasks.prove_figures", "schedule": crontab(hour=3, minute=10)},
    "keep-accounts": {"task": "portal.registrations.tasks.keep_accounts", "schedule": crontab(hour=5, minute=30)},
    "send-overviews": {"task": "applications.overviews.tasks.send_overviews", "schedule": crontab(minute="*/15", hour="7-20")},
    "watch-targets": {"task": "applications.overviews.tasks.watch_targets", "schedule": crontab(minute=5, hour="7-17")},
    "publish-months": {"task": "applications.overviews.tasks.publish_months", "schedule": crontab(hour="4-6", minute=30)},
    "lapse-unanswered": {"task": "applications.tasks.lapse_unanswered", "schedule": crontab(hour=1, minute=40)},
    "end-silent-sittings": {"task": "applications.assisted.tasks.end_silent_sittings", "schedule": SWEEP_SECONDS},
    "print-pending-readings": {"task": "applications.assisted.tasks.render_pending_readings", "schedule": SWEEP_SECONDS},
    "remove-old-drafts": {"task": "applications.tasks.remove_old_drafts", "schedule": crontab(hour=2, minute=10)},
    "keep-linked": {"task": "applications.linked.tasks.keep_linked", "schedule": SWEEP_SECONDS},
    "remind-of-linked": {"task": "applications.linked.tasks.remind_of_linked", "schedule": crontab(hour=8, minute=35)},
    "settle-exercises": {"task": "applications.training.tasks.settle_open_runs", "schedule": SWEEP_SECONDS},
}
for _asked in CELERY_BEAT_SCHEDULE.values():
    if _asked["schedule"] == SWEEP_SECONDS:  # none pile up without a worker; two clocks may differ by minutes
        _asked["options"] = {"expires": 10 * SWEEP_SECONDS}
