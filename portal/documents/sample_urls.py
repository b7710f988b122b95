"""Values with which the addresses of documents open. See portal/routes.py."""

from portal.documents.models import SigningKey
from portal.routes import Samples


def key_id() -> int | None:
    return SigningKey.objects.values_list("pk", flat=True).first()


SAMPLES: Samples = {"signing:stop/key_id": key_id}
