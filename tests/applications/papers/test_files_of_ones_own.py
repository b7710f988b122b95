"""Kept files go out only to their owner, never run, never cached."""

import pytest
from django.urls import reverse

from tests import pictures
from tests.applications.papers.conftest import sent


def address(papers, name: str = "attachment") -> str:
    return reverse(f"applications:{name}", args=[papers.draft.ref, papers.files.get().pk])


@pytest.mark.parametrize("name", ["attachment", "thumbnail"])
def test_a_photo_is_shown_in_a_sandbox(papers, name):
    papers.add()
    answer = papers.client.get(address(papers, name))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_pdf_is_downloaded_under_the_name_of_its_paper(papers):
    papers.add("id_front", sent("scan.pdf", pictures.pdf()))
    answer = papers.client.get(address(papers))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "M%E1%BA%B7t%20tr%C6%B0%E1%BB%9Bc" in answer["Content-Disposition"]


def test_a_pdf_has_no_thumbnail(papers):
    papers.add("id_front", sent("scan.pdf", pictures.pdf()))
    assert papers.client.get(address(papers, "thumbnail")).status_code == 404


@pytest.mark.parametrize("name", ["attachment", "thumbnail"])
def test_another_person_does_not_find_it(papers, name, client_of, an):
    papers.add()
    assert client_of(an).get(address(papers, name)).status_code == 404


def test_a_file_is_not_found_under_another_reference(papers, client_of):
    papers.add()
    pk = papers.files.get().pk
    papers.client.post(reverse("applications:start"), {"kind": "birth"})
    other = papers.draft.__class__.objects.latest("id")
    assert papers.client.get(reverse("applications:attachment", args=[other.ref, pk])).status_code == 404


def test_a_file_lies_outside_the_web_root_under_a_name_of_ours(papers):
    papers.add("id_front", sent("../../manage.py.jpg"))
    document = papers.files.get().document
    assert document.file.name.startswith("documents/")
    assert "manage" not in document.file.name
