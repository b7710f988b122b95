"""The year of the promise is hung on notice boards: it prints on one sheet of A4."""

import io

import pikepdf
import pytest
from django.core.management import call_command

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("year", [2018, 2025, 2026, 2027])
def test_a_year_fits_on_one_sheet(live_server, page, year):
    call_command("load_reference", verbosity=0)
    page.goto(f"{live_server.url}/lich-lam-viec/{year}/")
    paper = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    assert [round(float(side)) for side in paper.pages[0].mediabox] == [0, 0, 595, 842]
