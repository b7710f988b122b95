"""`bin/bench`: speeds and sizes the project promises, each side by side with its floor in one run."""

import gzip
import html
import os
import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from itertools import count

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib import auth  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from applications import actions, filing  # noqa: E402
from applications.device import COOKIE, device_for  # noqa: E402
from applications.models import Application  # noqa: E402
from applications.views import drafts  # noqa: E402
from civil_registry.invented.people import People  # noqa: E402
from civil_registry.models import ExtractCopy  # noqa: E402
from civil_registry.render import paper_of  # noqa: E402
from portal import background  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.documents.render import pdf_of  # noqa: E402
from portal.offices.calendar import calendar_for  # noqa: E402
from portal.offices.models import Office  # noqa: E402
from portal.uploads import check  # noqa: E402
from postal.demo import cast, dossiers  # noqa: E402
from tests.bench.measure import line, peak_mb, ratio, ratio_line  # noqa: E402
from tests.bench.shares import shares  # noqa: E402
from tests.bench.web_worker import web_worker_memory  # noqa: E402

ROWS = 5000
WALL = time.perf_counter  # where the commit that both wait for belongs to what is promised
PARTS_OF_FILING = {  # by label, the functions whose time it is
    "who it is: the session, the person": [(SessionStore, "load"), (auth, "get_user")],
    "reading the draft, its papers, the stamp": [(drafts, "get_draft_for_citizen"), (filing, "slots_and_stamp")],
    "the price and the promise": [(filing, "price_of"), (actions.filing, "promise_of")],
    "writing the application, which also locks it": [(actions.filing, "saved_over")],
    "writing history and evidence": [(actions.filing, "write_history")],
    "writing the papers to keep": [(actions.filing, "_give_papers")],
    "the commit": [(BaseDatabaseWrapper, "_commit")],
    "the message to the worker": [(background, "_send")],
}
NEXT = re.compile(r'rel="next" href="([^"]+)"')
SHEETS = ("vendor/bootstrap/bootstrap.min.css", "css/tokens.css", "css/components.css", "css/print.css")


def main(*, is_filing_only: bool = False) -> None:
    for command in ("migrate", "load_reference", "load_fees"):
        call_command(command, verbosity=0)
    users = cast.load()
    dossiers.load(users)
    office = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    fill_queue(office)
    print(f"{'what':<58} {'measured':<34} promised\n{'-' * 110}")
    if is_filing_only:
        submit_speed(users, office)
        return
    queue_speed(users["ha"], office)
    submit_speed(users, office)
    photo_speed()
    paper_speed()
    print_run_size()
    page_weight()
    line("Memory of this process after all of it", f"{peak_mb()} MB", "")
    own, resident = web_worker_memory(os.environ | {"VAR_DIR": str(settings.VAR_DIR)})
    line("Web worker of a server with two, its share", f"{own} MB  ({resident} MB resident)", "<= 100 MB")
    line("A worker's memory after 100 and after 500 renders", render_memory(500), "flat")


def fill_queue(office: Office) -> None:
    """Open dossiers copied from one of the demo's."""
    row = Application.objects.filter(office=office, state="submitted").first()
    values = {f.attname: getattr(row, f.attname) for f in Application._meta.concrete_fields if not f.unique}
    made = [Application(**values | {"ref": f"B{number:09d}", "search_text": f"nguoi thu {number}"}) for number in range(ROWS)]
    Application.objects.bulk_create(made, batch_size=500)


def queue_speed(official: User, office: Office) -> None:
    client, bare = Client(), Client()
    client.force_login(official)
    deep = "/mot-cua/"
    for _ in range(61):
        deep = "/mot-cua/" + html.unescape(NEXT.search(client.get(deep).content.decode())[1])

    def floor():
        return bare.get("/bare/queue/", {"office": office.pk})

    ratio_line("Queue, 50 rows, against a bare view of the same rows", ratio(lambda: client.get("/mot-cua/"), floor), "<= 2 x")
    ratio_line(
        "Queue, page 62 against the first", ratio(lambda: client.get(deep), lambda: client.get("/mot-cua/")), "about 1 x"
    )


def submit_speed(users: dict[str, User], office: Office) -> None:
    people, numbers = People(7), count()
    desk = dossiers.desks(users, people)[0]
    course = dossiers.Course(
        desk, people, users, dossiers.last_working_days(calendar_for(office), timezone.localdate(), 18), timezone.now()
    )
    course.at = timezone.now()
    hers = {"applicant": users["an"], "device_hash": ""}
    device, token = device_for(RequestFactory().get("/"))
    of_nobody = {"applicant": None, "device_hash": device}
    ready, ready_without_account = (
        [drafted(course, people, whose) for _ in range(drafts)] for drafts, whose in ((65, hers), (65, of_nobody))
    )
    like = ready.pop().ref
    client, phone, bare = Client(), Client(), Client()
    client.force_login(users["an"])
    phone.cookies[COOKIE] = signing.get_cookie_signer(salt=COOKIE + "device").sign(token)
    photos = [os.urandom(500_000) for _ in range(2)]  # the floor does not look at them

    def ours():
        send(client, ready.pop())

    def without_account():
        send(phone, ready_without_account.pop())

    def floor():
        bare.post("/bare/insert/", {"like": like, "ref": f"F{next(numbers):09d}"})

    def floor_with_photos():
        files = [SimpleUploadedFile(f"{number}.jpg", content) for number, content in enumerate(photos)]
        bare.post("/bare/insert-with-photos/", {"like": like, "ref": f"F{next(numbers):09d}", "photos": files})

    against = "against a bare insert and commit"
    ratio_line(f"Filing from a phone, {against}", ratio(without_account, floor, rounds=36, clock=WALL), "<= 3 x")
    ratio_line("  by the processor's time alone", ratio(without_account, floor, rounds=18), "")
    ratio_line("  with an account: a session and a person more to read", ratio(ours, floor, rounds=18, clock=WALL), "<= 3 x")
    for label, taken in shares(ours, PARTS_OF_FILING, rounds=15).items():
        line(f"  of which: {label}", f"{taken:5.2f} ms", "")
    ratio_line(
        "Filing with two photos, against a bare view storing them",
        ratio(ours, floor_with_photos, rounds=18, clock=WALL),
        "<= 2 x",
    )


def drafted(course: dossiers.Course, people: People, whose: dict) -> Application:
    draft = course.draft(people.person(), "birth", 5, "submitted")
    Application.objects.filter(pk=draft.pk).update(**whose)
    return Application.objects.get(pk=draft.pk)


def send(client: Client, draft: Application) -> None:
    address = f"/nop-ho-so/{draft.ref}/kiem-tra/"
    answer = client.post(address, {"declared": "on", "seen": draft.saved_at.isoformat()})
    assert answer.status_code == 302, answer.status_code


def photo_speed() -> None:
    """What the safety of a photo costs: decoded, looked at, drawn small, encoded; against decoding and encoding alone."""
    photo = photo_of_about(500_000)

    def floor():
        with Image.open(BytesIO(photo)) as opened:
            opened.save(BytesIO(), "JPEG", quality=88)

    ratio_line(
        f"Taking in a photo of {len(photo) // 1000} kB, against re-encoding it", ratio(lambda: check("a.jpg", photo), floor), ""
    )


def photo_of_about(size: int) -> bytes:
    noise = Image.effect_noise((300, 225), 90).resize((2400, 1800), Image.Resampling.BICUBIC).convert("RGB")
    for quality in range(40, 96, 3):
        kept = BytesIO()
        noise.save(kept, "JPEG", quality=quality)
        if kept.tell() >= size:
            break
    return kept.getvalue()


def paper_speed() -> None:
    copy = ExtractCopy.objects.filter(state="signed").select_related("office__parent").first()
    kept: list[str] = []
    original = pdf_of.__globals__["render_to_string"]
    pdf_of.__globals__["render_to_string"] = lambda *words: kept.append(original(*words)) or kept[-1]
    paper_of(copy)
    pdf_of.__globals__["render_to_string"] = original
    ratio_line(
        "An extract, against WeasyPrint on the same page", ratio(lambda: paper_of(copy), lambda: pdf_of(kept[0])), "<= 1.3 x"
    )


def print_run_size() -> None:
    """A thousand extracts in one file, made by a process of its own."""
    environment = os.environ | {"VAR_DIR": tempfile.mkdtemp(prefix="hotich-bench-run-")}
    command = [sys.executable, "-m", "tests.bench.print_run", "1000"]
    said = subprocess.check_output(command, env=environment, text=True).split("\n")[-2].split()
    peak, seconds, size, reports = said
    line("Worker joining a print run of 1,000 extracts, at most", f"{peak} MB  ({seconds} s, {size} MB of PDF)", "<= 300 MB")
    line("Times it said how far it was", reports, ">= 100")


def page_weight() -> None:
    client = Client()
    static = sum(len(gzip.compress((settings.BASE_DIR / "static" / sheet).read_bytes(), 9)) for sheet in SHEETS)
    for name, address in (("Home", "/"), ("First form page", "/nop-ho-so/?loai=birth")):
        size = static + len(gzip.compress(client.get(address).content, 9))
        line(f"{name}: page and style sheets, gzip, without fonts", f"{size / 1000:.0f} kB", "<= 60 kB")


def render_memory(renders: int) -> str:
    environment = os.environ | {"VAR_DIR": str(settings.VAR_DIR)}
    command = [sys.executable, "-m", "tests.bench.renders", str(renders)]
    early, late = subprocess.check_output(command, env=environment, text=True).split()
    return f"{early} MB, {late} MB"


if __name__ == "__main__":
    main(is_filing_only="filing" in sys.argv[1:])
