"""P11: whoever has the PDF of a copy asks whether it is real. The file is read once, apart, and never kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from civil_registry import verification_files
from civil_registry.forms import VerifyFileForm
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit

RATES = "10/m/ip"  # each takes half a second of a processor


@serves("GET", "POST", to=PUBLIC)
def verify_file(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "registry/verify_file.html", {"form": VerifyFileForm()})
    if not is_within_limit(request, "verify-file", RATES):
        return render(request, "429.html", status=429)
    form = VerifyFileForm(request.POST, request.FILES)
    if form.is_valid():
        verdict = verification_files.verify_file(form.cleaned_data["file"].read())
        if not verdict.fault:
            return render(request, "registry/file_verified.html", {"verdict": verdict})
        form.add_error("file", gettext(verdict.fault))
    return render(request, "registry/verify_file.html", {"form": form})
