"""Values with which the addresses of targets open. See portal/routes.py."""

from applications.overviews.models import PunctualTarget
from portal.routes import Samples


def a_target() -> int | None:
    return PunctualTarget.objects.values_list("pk", flat=True).last()


SAMPLES: Samples = {"target_id": a_target}
