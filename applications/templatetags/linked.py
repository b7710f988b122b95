"""What other pages show of linked cases: the strip on the citizen's page, and the words of the history."""

from django import template
from django.utils import timezone

from applications.linked.strip import strips_of
from applications.linked.verbs import VERBS
from applications.models import Application

register = template.Library()


@register.inclusion_tag("linked/_card.html")
def linked_strip(application: Application) -> dict:
    """Nothing, and no query, for an application of a procedure that is not linked; of twins one strip for each child."""
    return {"strips": strips_of(application, now=timezone.now()), "application": application}


@register.filter
def linked_verb(verb: str) -> str:
    return VERBS.get(verb, verb)
