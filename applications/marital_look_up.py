"""Whose marriages a dossier has looked up in the registers before the official writes, and the evidence of that look."""

from collections.abc import Mapping
from typing import Any

from applications.models import Application
from applications.procedures import procedure_for
from civil_registry.marital import Finding, Person, look_up
from portal.accounts.actors import Actor
from portal.audit.trail import record


def persons_of(application: Application) -> list[Person]:
    """Of the steps that the procedure's file names."""
    procedure = procedure_for(application.procedure_code)
    steps = procedure.writing.look_up if procedure.writing else ()
    return [_person(application.answers[step]) for step in steps if step in application.answers]


def findings_of(application: Application, *, by: Actor) -> list[Finding]:
    """What the registers say of each; recorded, because books of other offices are asked as well."""
    is_training = application.office.is_training
    found = [look_up(person, is_training=is_training) for person in persons_of(application)]
    if found:
        subject = f"application:{application.ref}"
        counts = {"marriages": sum(len(each.marriages) for each in found), "deaths": sum(bool(each.death) for each in found)}
        record("register.status_looked_up", subject=subject, by=by, purpose=application.code, **counts)
    return found


def _person(said: Mapping[str, Any]) -> Person:
    return Person(said.get("full_name", ""), said.get("birth_date", ""), said.get("personal_id", ""))
