"""Keeping when each unit's first dossier came: looked up once, for it never changes."""

from applications.rollout.checklist import first_dossiers
from applications.rollout.models import Phase, PhaseUnit


def keep() -> int:
    """How many units were given theirs now."""
    kept = 0
    for phase in Phase.objects.all():
        waiting = {unit.pk: unit for unit in phase.units.filter(first_dossier_at__isnull=True)}
        found = first_dossiers(list(waiting.values()), phase)
        for unit_id, at in found.items():
            waiting[unit_id].first_dossier_at = at
        kept += PhaseUnit.objects.bulk_update([waiting[pk] for pk in found], ["first_dossier_at"], batch_size=200)
    return kept
