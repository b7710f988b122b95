"""The house as tests: rules that no test holds decay."""

import ast
import io
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import grimp
import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command

from portal.routes import all_routes
from tests import once

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "civil_registry", "applications", "postal")
LONGEST = 400  # lines; aim at 300

SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt", ".svg", ".css"})
MIGRATIONS = sorted(path for app in APPS for path in (ROOT / app).rglob("migrations/0*.py"))

# Shells and components whose first page is still being built.
BUILT_AHEAD = {
    "base_form.html",
    "base_phone_staff.html",
    "components/date_parts.html",
    "components/deadline_chip.html",
    "components/empty_state.html",
    "components/money.html",
    "components/notice.html",
    "components/steps.html",
    "components/summary_list.html",
    "components/timeline.html",
}

# 5 to 60 MB each that a web worker seldom needs, and the two modules of ours that cannot be read without them.
MAY_IMPORT_LATE = {"openpyxl", "weasyprint", "pydyf", "pikepdf", "pillow_heif", "xlsxwriter", "segno", "barcode", "holidays"}
MAY_IMPORT_LATE |= {"portal.uploads.pdfs", "applications.reports.xlsx", "applications.overviews.compare_xlsx"}
MAY_IMPORT_LATE |= {"pkcs11", "asn1crypto", "portal.documents.signing.pades"}  # a token's library; pyHanko and what it reads
MAY_IMPORT_LATE |= {"PIL", "portal.uploads.images", "applications.training.pictures"}  # the decoder of photos


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def for_every(paths: list[Path]) -> Callable:
    """One test that names every file which breaks the rule: five thousand tests would cost more than what they look at."""

    def made(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            assert len(paths) > 5
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as fault:
                    broken.append(f"{name(path)}: {fault}")
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return made


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def test_imports_run_one_way():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_the_scan_for_unsafe_calls_is_clean():
    command = [sys.executable, "-m", "bandit", "-q", "-r", *APPS, "-c", "pyproject.toml"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


@for_every(SOURCES + TESTS)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text().splitlines()) <= LONGEST


@for_every([p for p in SOURCES if p.name not in {"__init__.py", "apps.py", "urls.py"}])
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path))


@for_every(SOURCES)
def test_states_move_only_by_transitions(path):
    """django-fsm guards assignment on instances only: nothing guards `update()`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"update", "bulk_update", "update_or_create"}:
            assert "state" not in {keyword.arg for keyword in node.keywords}, f"{name(path)}:{node.lineno}"
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            inner = [part for target in targets for part in ast.walk(target)]
            assert not any(isinstance(t, ast.Attribute) and t.attr == "state" for t in inner), f"{name(path)}:{node.lineno}"


@for_every(SOURCES)
def test_functions_do_not_import(path):
    for function in ast.walk(tree(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {node.module or ""} if isinstance(node, ast.ImportFrom) else {alias.name for alias in node.names}
                late = {n if n in MAY_IMPORT_LATE else n.split(".")[0] for n in names}
                assert late <= MAY_IMPORT_LATE, f"{name(path)}:{node.lineno}"


def test_a_web_process_loads_nothing_heavy():
    code = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns; from portal.routes import all_routes; all_routes();"
        f"print(sorted({MAY_IMPORT_LATE!r} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@for_every(SOURCES)
def test_no_signals_and_no_drawers(path):
    assert path.stem not in {"utils", "util", "helpers", "common", "misc", "managers", "signals"}
    assert "@receiver" not in path.read_text()


@for_every([p for p in SOURCES if {"models", "actions"} & set(p.parts) or p.stem == "models"])
def test_models_and_actions_are_told_the_time(path):
    """Only views and tasks look at the clock; `default=timezone.now` without a call is Django's."""
    assert "timezone.now()" not in path.read_text().replace("at or timezone.now()", "")


def test_every_route_is_guarded():
    assert [route.pattern for route in all_routes() if not route.audience] == []


def test_no_page_reaches_the_press():
    """A paper takes a tenth of a second and 60 MB: tasks print, pages send what is kept. Also by way of other modules."""
    graph = grimp.build_graph(*APPS, cache_dir=None)
    pages = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if "@serves(" in path.read_text()]
    chains = [graph.find_shortest_chain(importer=page, imported="portal.documents.render") for page in pages]
    assert len(pages) > 20
    assert [chain for chain in chains if chain] == []


@pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE.values(), ids=lambda entry: entry["task"])
def test_what_the_clock_calls_exists(entry):
    current_app.loader.import_default_modules()
    assert entry["task"] in current_app.tasks


@pytest.mark.django_db
def test_migrations_are_complete():
    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()


@for_every(MIGRATIONS)
def test_migrations_are_named_for_intent_and_stand_alone(path):
    text = path.read_text()
    assert "_auto_" not in path.stem
    for app in ("applications", "civil_registry", "postal"):
        assert not re.search(rf"^(from|import) {app}\b", text, re.MULTILINE), "a migration outlives the code it imports"
    for call in re.findall(r"RunPython\(([^)]*)\)", text):
        assert "," in call, "say how to go back"


def test_every_template_is_used():
    """Named by a view, an action, another template, or in the place of one of a library's."""
    texts = [path.read_text() for path in [*SOURCES, *TEMPLATES]]
    used = set(re.findall(r"[\w./-]+\.(?:html|txt|svg|css)\b", "\n".join(texts)))
    prefixes = set(re.findall(r"""["']([\w/]+/[\w-]+)["']""", "\n".join(texts)))
    unused = []
    for path in TEMPLATES:
        own = str(path.relative_to(ROOT / "templates"))
        stem = re.sub(r"(_subject|_message|\.sms)?\.\w+$", "", own)
        is_error_page = re.fullmatch(r"\d{3}(_csrf)?\.html", own)
        if own not in used and stem not in prefixes and not is_error_page and not _stands_in_for_a_librarys(own):
            unused.append(own)
    assert set(unused) <= BUILT_AHEAD


@for_every([p for p in TEMPLATES if p.suffix == ".html"])
def test_templates_need_no_inline_script_or_style(path):
    text = path.read_text()
    if "documents" in path.parts or "messages" in path.parts or "email" in path.parts:
        return  # papers and mail are no pages: no policy, and their style must travel with them
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\bsrc=)", text)


def test_every_test_name_is_a_sentence():
    short = []
    for path in TESTS:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 3:
                short.append(f"{name(path)}::{node.name}")
    assert short == []


@for_every([p for p in TESTS if p != Path(__file__)])
def test_no_test_is_skipped(path):
    assert not re.search(r"pytest\.skip|mark\.skip|mark\.xfail", path.read_text())


def test_what_is_held_once_exists():
    """A renamed test in the list would quietly run twice again, a new one of the old name quietly once."""
    for named in once.ONCE:
        file, _, test = named.partition("::")
        assert not test or f"def {test.partition('[')[0]}(" in (ROOT / "tests" / file).read_text(), named
        assert (ROOT / "tests" / file).exists(), named


def _stands_in_for_a_librarys(template: str) -> bool:
    libraries = [Path(folder) for folder in sys.path if folder.endswith("site-packages")]
    return any(
        (place / "templates" / template).exists()
        for folder in libraries
        for library in ("allauth", "crispy_bootstrap5", "django/contrib/admin", "django/forms")
        for place in (folder / library, folder / library / "account")
    )


# What counts the city, watches its clock or looks a dossier up for a citizen: invented dossiers are none of its business.
COUNTING_APPS = [ROOT / "applications" / folder for folder in ("reports", "statutory", "overviews", "rollout")]
COUNTING = [path for path in SOURCES if any(path.is_relative_to(folder) for folder in COUNTING_APPS)]
COUNTING += [ROOT / f"applications/{name}.py" for name in ("finding", "forecast", "nudges", "radar", "recounting", "terms_use")]
COUNTING += [ROOT / "applications/watch.py", ROOT / "applications/views/lookup.py"]
BY_KEY = (".filter(pk__in=", ".filter(pk__among_few=", ".filter(application=OuterRef")  # rows that were chosen before


@for_every(COUNTING)
def test_what_counts_or_tells_leaves_training_out(path):
    asked = re.findall(r"\b(?:Application|StateChange)\.objects(?!\.(?:bulk_)?create\()(\S*)", path.read_text())
    assert [question for question in asked if not question.startswith((".real()", *BY_KEY))] == []
