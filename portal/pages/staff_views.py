"""S14: the Department keeps the public pages. Its officers write and compare; its administrators publish and take down."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.pages import actions, markdown
from portal.pages.comparing import changes
from portal.pages.errors_of_editing import PageFault
from portal.pages.forms import BeginForm, EditForm, PublishForm, TakeDownForm, WordsForm
from portal.pages.models import Page, PageKind, PageVersion, Publication, Topic

WRITERS = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]
PUBLISHERS = [Role.DEPARTMENT_ADMIN]
VERSIONS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """A page as its keepers see it: the newest version, what is public now, what will be."""

    page: Page
    newest: PageVersion
    shown: Publication | None
    next: Publication | None

    @property
    def is_public(self) -> bool:
        return bool(self.shown and self.shown.version_id)

    @property
    def is_behind(self) -> bool:
        """Words were saved that the public does not see yet, and are not about to be seen."""
        return self.is_public and self.shown.version_id != self.newest.pk and self.next is None


@serves("GET", to=WRITERS)
def pages(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    kept = list(Page.objects.all())
    standings = _standings(kept, now)
    groups = [(kind, [one for one in standings if one.page.kind == kind]) for kind in PageKind]
    for kind, ones in groups:
        if kind == PageKind.NEWS:
            ones.sort(key=lambda one: one.page.pk, reverse=True)
        if kind == PageKind.QUESTION:
            ones.sort(key=lambda one: (Topic.values.index(one.page.topic), one.page.position))
    return render(request, "pages/desk.html", {"groups": groups})


@serves("GET", "POST", to=WRITERS)
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in PageKind:
        raise Http404
    form = BeginForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            made = actions.begin_page(kind, words=form.words(), **form.place(), by=request.actor, at=timezone.now())
        except PageFault as fault:
            form.add_error(fault.field, str(fault))
        else:
            messages.success(request, "Đã lưu. Trang chưa đăng, người dân chưa xem được.")
            return redirect("content_desk:edit", page_id=made.page_id)
    context = {"form": form, "kind": PageKind(kind), "preview": _preview(form)}
    return render(request, "pages/begin.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=WRITERS)
def edit(request: HttpRequest, page_id: int) -> HttpResponse:
    page, now = get_object_or_404(Page, pk=page_id), timezone.now()
    standing = _standings([page], now)[0]
    words = {name: getattr(standing.newest, name) for name in ("title_vi", "body_vi", "title_en", "body_en")}
    form = EditForm(request.POST or None, initial=words | {"seen": standing.newest.number})
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            saved = actions.save_version(page.pk, form.words(), seen=form.cleaned_data["seen"], by=request.actor, at=now)
        except PageFault as fault:
            form.data = form.data | {"seen": standing.newest.number}
            form.add_error(None, str(fault))
        else:
            told = "Không có gì thay đổi." if saved.pk == standing.newest.pk else f"Đã lưu phiên bản {saved.number}."
            messages.success(request, told)
            return redirect("content_desk:edit", page_id=page.pk)
    context = _around(standing) | {"form": form, "preview": _preview(form)}
    return render(request, "pages/edit.html", context, status=400 if form.errors else 200)


@serves("POST", to=WRITERS)
def preview(request: HttpRequest) -> HttpResponse:
    """The words as they would look, for the page that shows them while they are typed."""
    form = WordsForm(request.POST)
    form.is_valid()
    return render(request, "pages/_preview.html", {"preview": _preview(form)})


@serves("GET", to=WRITERS)
def version(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """One version as it reads, and what is different from another: the one before it, or ?voi=."""
    page = get_object_or_404(Page, pk=page_id)
    shown = get_object_or_404(page.versions.select_related("saved_by"), number=number)
    asked = request.GET.get("voi", "")
    other_number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else number - 1
    other = page.versions.filter(number=other_number).exclude(number=number).first()
    old, new = sorted([shown, other], key=lambda one: one.number) if other else (None, shown)
    context = _around(_standings([page], timezone.now())[0]) | {
        "version": shown,
        "old": old,
        "new": new,
        "other": other,
        "changes": changes(old, new) if old else [],
        "preview": _looks(shown.title_vi, shown.body_vi, shown.title_en, shown.body_en),
    }
    return render(request, "pages/version.html", context)


@serves("POST", to=WRITERS)
def restore(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    get_object_or_404(page.versions, number=number)
    made = actions.restore(page.pk, number, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã lấy lại phiên bản {number} thành phiên bản {made.number}.")
    return redirect("content_desk:edit", page_id=page.pk)


@serves("GET", "POST", to=PUBLISHERS)
def publish(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    page, now = get_object_or_404(Page, pk=page_id), timezone.now()
    chosen = get_object_or_404(page.versions, number=number)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        from_at = form.cleaned_data["from_at"]
        try:
            actions.publish(page.pk, number, from_at=from_at, by=request.actor, at=now)
        except PageFault as fault:
            form.add_error(fault.field, str(fault))
        else:
            when = f"{timezone.localtime(from_at):%H:%M ngày %d/%m/%Y}" if from_at else "bây giờ"
            messages.success(request, f"Phiên bản {number} được đăng từ {when}.")
            return redirect("content_desk:edit", page_id=page.pk)
    context = _around(_standings([page], now)[0]) | {"form": form, "version": chosen}
    return render(request, "pages/publish.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=PUBLISHERS)
def take_down(request: HttpRequest, page_id: int) -> HttpResponse:
    page, now = get_object_or_404(Page, pk=page_id), timezone.now()
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_down(page.pk, reason=form.cleaned_data["reason"], by=request.actor, at=now)
        except PageFault as fault:
            form.add_error(fault.field, str(fault))
        else:
            messages.success(request, "Đã gỡ. Người dân không xem được trang này nữa; các phiên bản vẫn còn.")
            return redirect("content_desk:edit", page_id=page.pk)
    context = _around(_standings([page], now)[0]) | {"form": form}
    return render(request, "pages/take_down.html", context, status=400 if form.errors else 200)


def _around(standing: Standing) -> dict:
    """What every page about one page shows beside it."""
    page = standing.page
    publications = page.publications.select_related("version", "by", "called_off_by")[:VERSIONS_SHOWN]
    versions = page.versions.select_related("saved_by")[:VERSIONS_SHOWN]
    return {"standing": standing, "page": page, "versions": versions, "publications": publications}


def _standings(kept: list[Page], now: datetime) -> list[Standing]:
    """Two queries for all."""
    ids = [page.pk for page in kept]
    newest: dict[int, PageVersion] = {}
    for one in PageVersion.objects.filter(page__in=ids).order_by("number").select_related("saved_by"):
        newest[one.page_id] = one
    shown: dict[int, Publication] = {}
    later: dict[int, Publication] = {}
    in_force = Publication.objects.filter(page__in=ids, called_off_at__isnull=True).select_related("version")
    for one in in_force.order_by("from_at", "id"):
        if one.from_at <= now:
            shown[one.page_id] = one
        else:
            later.setdefault(one.page_id, one)
    return [Standing(page, newest[page.pk], shown.get(page.pk), later.get(page.pk)) for page in kept]


def _preview(form: WordsForm) -> list[dict]:
    """What stands in the form, as it would look; too long words are said to be so by the form."""
    words = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    return _looks(*(words.get(name) or "" for name in ("title_vi", "body_vi", "title_en", "body_en")))


def _looks(title_vi: str, body_vi: str, title_en: str, body_en: str) -> list[dict]:
    told = [("vi", "Tiếng Việt", title_vi, body_vi), ("en", "Tiếng Anh", title_en, body_en)]
    return [
        {"lang": lang, "name": name, "title": title, "html": markdown.render(body, below=3)} for lang, name, title, body in told
    ]
