"""Which difficulties a person sees: a unit all that any unit wrote, their files only of its own; the Department everything."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.models import Role
from portal.difficulties.models import DifficultyFile, DifficultyReport

UNIT = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER, Role.ACCOUNTANT, Role.SOCIAL_OFFICER]
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]


def get_difficulty(difficulty_id: int) -> DifficultyReport:
    """For everybody who works at a unit or at the Department."""
    people = ("office__parent", "written_by", "answered_by", "merged_into__office", "guidance")
    return get_object_or_404(DifficultyReport.objects.select_related(*people), pk=difficulty_id)


def get_own_difficulty(request: HttpRequest, difficulty_id: int) -> DifficultyReport:
    """Of the unit where the person works now; else 404."""
    return get_object_or_404(DifficultyReport.objects.select_related("office"), pk=difficulty_id, office_id=request.office.pk)


def may_see_files(request: HttpRequest, difficulty: DifficultyReport) -> bool:
    return bool(request.roles.intersection(DEPARTMENT)) or difficulty.office_id == request.office.pk


def get_file(request: HttpRequest, difficulty_id: int, file_id: int) -> DifficultyFile:
    """A file of the own unit's difficulty, or any for the Department; else 404."""
    files = DifficultyFile.objects.select_related("difficulty", "document")
    found = get_object_or_404(files, pk=file_id, difficulty_id=difficulty_id)
    if not may_see_files(request, found.difficulty):
        raise Http404
    return found
