"""What may be attached to an application: checked by content, not by name, and re-encoded. Pure: bytes in, bytes out."""

from portal.uploads.checking import Checked, check
from portal.uploads.errors import UploadRefused

__all__ = ["Checked", "UploadRefused", "check"]
