"""A draft on this device, with its step of photos."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import Application
from tests import pictures


def sent(name: str = "anh.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.photo() if content is None else content)


class Papers:
    """A person at the page of photos."""

    def __init__(self, client) -> None:
        self.client = client
        client.post(reverse("applications:start"), {"kind": "birth"})
        self.draft = Application.objects.latest("id")
        self.url = reverse("applications:papers", args=[self.draft.ref])

    def add(self, slot: str = "id_front", *files, **headers):
        url = reverse("applications:add_paper", args=[self.draft.ref, slot])
        return self.client.post(url, {"files": list(files) or [sent()]}, headers=headers)

    def remove(self, attachment):
        return self.client.post(reverse("applications:remove_paper", args=[self.draft.ref, attachment.pk]))

    @property
    def files(self):
        return self.draft.attachments.filter(removed_at__isnull=True)


@pytest.fixture
def papers(client, years) -> Papers:
    return Papers(client)
