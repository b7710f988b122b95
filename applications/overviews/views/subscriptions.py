"""An official's own choice of overviews by e-mail."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.overviews.audience import DEPARTMENT, ROLES
from applications.overviews.models import Every
from applications.overviews.subscribing import choose, subscribed
from portal.accounts.guards import serves
from portal.accounts.models import Role


class SubscriptionForm(forms.Form):
    every = forms.MultipleChoiceField(
        label="Nhận thư tổng quan",
        required=False,
        choices=Every.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "Chọn thư trong danh sách"},
    )


@serves("GET", "POST", to=ROLES)
def subscriptions(request: HttpRequest) -> HttpResponse:
    has = subscribed(request.user)
    form = SubscriptionForm(request.POST) if request.method == "POST" else SubscriptionForm(initial={"every": list(has)})
    if request.method == "POST" and form.is_valid():
        choose(set(form.cleaned_data["every"]), user=request.user, by=request.actor, at=timezone.now())
        messages.success(request, "Đã ghi lựa chọn thư tổng quan.")
        return redirect("overviews:subscriptions")
    return render(request, "overviews/subscriptions.html", {"form": form, "about": _about(request.roles), "has": has})


def _about(roles: frozenset) -> str:
    """Which units the letters are about."""
    if roles.intersection(DEPARTMENT):
        return "tất cả đơn vị của thành phố"
    if Role.DISTRICT_SUPERVISOR in roles:
        return "các đơn vị ông/bà giám sát"
    return "đơn vị của ông/bà"
