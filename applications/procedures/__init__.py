"""The procedures that are filed here, by national code: one file each in this folder, and the rules they name (*_rules.py)."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from applications.procedures.base import Procedure
from applications.procedures.reading import procedure_files, read

for _module in iter_modules(__path__):
    if _module.name.endswith("_rules"):
        import_module(f"{__name__}.{_module.name}")


@cache
def procedures() -> dict[str, Procedure]:
    """Read once: the files change only with the code."""
    return {row["code"]: read(row) for row in procedure_files() if "filing" in row}


def procedure_for(code: str) -> Procedure:
    """Raises KeyError for a code that is not filed here."""
    return procedures()[code]


def procedure_with_slug(slug: str) -> Procedure | None:
    return next((procedure for procedure in procedures().values() if procedure.slug == slug), None)
