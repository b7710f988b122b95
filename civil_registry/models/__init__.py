"""Register books, their entries, and the certified copies drawn from them. Knows no applicant.

Source: Luật Hộ tịch 60/2014/QH13, Art. 4(9), 57, 60, 63; TT 04/2020/TT-BTP, Art. 23, 29-31, 35.
"""

from civil_registry.models.annotations import Annotation, EntryScan, Ground, Matter
from civil_registry.models.books import EntryCorrection, EntryName, RegisterBook, RegisterEntry
from civil_registry.models.copies import CopyState, ExtractCopy, SignatureLevel
from civil_registry.models.imports import ImportState, RegisterImport, RowProblem
from civil_registry.models.kinds import ORIGINAL, WITHOUT_COPIES, ChangeSubtype, EventKind, original_subtype, subtype_of
from civil_registry.models.numbering import NumberedBy, NumberedIn, NumberingRule
from civil_registry.models.print_runs import PrintedSheet, PrintRun, SealingRule
from civil_registry.models.seals import SealKey, SealList
from civil_registry.models.templates import ExtractTemplate, SerialStyle, UsedForm

__all__ = [
    "ORIGINAL",
    "WITHOUT_COPIES",
    "Annotation",
    "ChangeSubtype",
    "CopyState",
    "EntryCorrection",
    "EntryName",
    "EntryScan",
    "EventKind",
    "ExtractCopy",
    "ExtractTemplate",
    "Ground",
    "ImportState",
    "Matter",
    "NumberedBy",
    "NumberedIn",
    "NumberingRule",
    "PrintRun",
    "PrintedSheet",
    "RegisterBook",
    "RegisterEntry",
    "RegisterImport",
    "RowProblem",
    "SealKey",
    "SealList",
    "SealingRule",
    "SerialStyle",
    "SignatureLevel",
    "UsedForm",
    "original_subtype",
    "subtype_of",
]
