"""Values with which the addresses of reflections open: taken from the rows there are. See portal/routes.py."""

from portal.reflections.models import Reflection
from portal.routes import Samples


def a_reflection() -> int | None:
    return Reflection.objects.order_by("pk").values_list("pk", flat=True).first()


SAMPLES: Samples = {"reflection_id": a_reflection}
