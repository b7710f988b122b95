"""The forms that dossiers and registers fill. See offered.py."""

from applications.statutory.copies import COPIES
from applications.statutory.overdue import OVERDUE
from applications.statutory.resolution import RESOLUTION
from applications.statutory.service_index import INPUTS

FORMS = (RESOLUTION, OVERDUE, COPIES, INPUTS)
