"""Keeps files that are larger than allowed out of memory and off the disk, but lets the page say how large they were."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OversizeFile(UploadedFile):
    """Stands for a file that was read past and thrown away: a name and a size, no content."""

    def __init__(self, name: str, size: int, content_type: str, field_name: str) -> None:
        super().__init__(ContentFile(b""), name, content_type, size)
        self.field_name = field_name


class SizeGuard(FileUploadHandler):
    """The first upload handler: what comes after UPLOAD_MAX_BYTES is not given to the handlers that keep."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start + len(raw_data) <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size <= settings.UPLOAD_MAX_BYTES:
            return None
        return OversizeFile(self.file_name, file_size, self.content_type, self.field_name)
