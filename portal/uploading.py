"""Keeps files that are larger than allowed off the disk, but lets the page say how large they were."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class OversizeFile(UploadedFile):
    """Stands for a file that was read past and thrown away: a name and a size, no content."""

    def __init__(self, name: str, size: int, content_type: str) -> None:
        super().__init__(ContentFile(b""), name, content_type, size)


class GuardedTemporaryFileUploadHandler(TemporaryFileUploadHandler):
    """As Django's, up to the limit of the page; what comes after that is read past."""

    @property
    def limit(self) -> int:
        path = self.request.path if self.request else ""
        return settings.UPLOAD_MAX_BYTES_AT.get(path, settings.UPLOAD_MAX_BYTES)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= self.limit:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile:
        if file_size <= self.limit:
            return super().file_complete(file_size)
        self.file.close()
        return OversizeFile(self.file_name, file_size, self.content_type)
