"""English is complete: every sentence marked for translation has one, and what is compiled is what is written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "locale/en/LC_MESSAGES/django.po"


def marked_sentences(tmp_path: Path) -> set[str]:
    """Collected anew from the sources, away from the committed file."""
    copy = tmp_path / "tree"
    copy.mkdir()
    command = f"git ls-files -z | grep -zE '\\.(py|html|txt)$' | grep -zvE '^tests/' | tar -c --null -T - | tar -x -C {copy}"
    subprocess.run(["sh", "-c", command], cwd=ROOT, check=True)
    (copy / "locale").mkdir(exist_ok=True)
    options = ["-l", "en", "--no-wrap", "--no-location", "-v0"]
    without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-m", "django", "makemessages", *options], cwd=copy, env=without_settings, check=True)
    return {entry.msgid for entry in polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po")) if not entry.obsolete}


def test_every_marked_sentence_has_an_english_one(tmp_path):
    translated = {entry.msgid for entry in polib.pofile(str(PO)).translated_entries()}
    assert marked_sentences(tmp_path) - translated == set()


def test_no_english_sentence_is_a_guess():
    assert [entry.msgid for entry in polib.pofile(str(PO)).fuzzy_entries()] == []


def test_the_compiled_file_says_what_the_written_one_says():
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(PO)).translated_entries() if not entry.msgid_plural}
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(PO.with_suffix(".mo"))) if not entry.msgid_plural}
    assert compiled == written


def test_translations_keep_their_placeholders():
    names = re.compile(r"%\((\w+)\)[sd]")
    for entry in polib.pofile(str(PO)).translated_entries():
        for english in entry.msgstr_plural.values() or [entry.msgstr]:
            assert set(names.findall(english)) <= set(names.findall(entry.msgid + entry.msgid_plural)), entry.msgid
