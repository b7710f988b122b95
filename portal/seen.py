"""What stood on the page from which a form was sent: who comes second first reads what happened meanwhile."""

from django import forms
from django.http import HttpRequest


class SeenForm(forms.Form):
    """The last event that stood on the page; shown beside the words, so that a page given back says the latest."""

    seen = forms.IntegerField()


def last_seen(request: HttpRequest) -> int | None:
    page = SeenForm(request.POST)
    return page.cleaned_data["seen"] if page.is_valid() else None
