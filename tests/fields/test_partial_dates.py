"""A date as old books know it: the year alone is enough, and what cannot be is said in words."""

import pytest

from portal.templatetags.portal import error_links


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12 3 1990", "1990-03-12"),
        ("12 03 1990", "1990-03-12"),
        ("- 3 1990", "1990-03"),
        ("- - 1990", "1990"),
        ("- - -", ""),
        ("29 2 1992", "1992-02-29"),
        ("20 3 2026", "2026-03-20"),
    ],
)
def test_day_and_month_may_be_unknown(said, typed, stored):
    assert said("birth_date", typed) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 2 1990", "Ngày sinh không có thật: tháng 02/1990 chỉ có 28 ngày"),
        ("0 2 1990", "Ngày sinh không có thật: tháng 02/1990 chỉ có 28 ngày"),
        ("1 13 1990", "Ngày sinh không có thật: tháng phải từ 1 đến 12"),
        ("21 3 2026", "Ngày sinh phải trước hôm nay, 20/03/2026"),
        ("- - 2027", "Ngày sinh phải trước hôm nay, 20/03/2026"),
        ("12 3 -", "Ngày sinh còn thiếu năm"),
        ("12 - 1990", "Ngày sinh có ngày thì phải có tháng"),
        ("12 3 90", "Năm gồm 4 chữ số, từ 1850 đến 2026"),
        ("- - 99999", "Năm gồm 4 chữ số, từ 1850 đến 2026"),
        ("- - 1849", "Năm gồm 4 chữ số, từ 1850 đến 2026"),
        ("mười 3 1990", "Ngày phải là chữ số"),
        ("1² 3 1990", "Ngày phải là chữ số"),
        ("١٢ 3 1990", "Ngày phải là chữ số"),
        ("- - 😀", "Năm phải là chữ số"),
    ],
)
def test_what_cannot_be_a_date_is_told(said, typed, sentence):
    assert said("birth_date", typed) == [sentence]


@pytest.mark.parametrize(
    ("typed", "part"), [("30 2 1990", 0), ("1 13 1990", 1), ("12 3 -", 2), ("12 - 1990", 1), ("21 3 2026", 0)]
)
def test_the_summary_leads_to_the_faulty_part(fill, typed, part):
    form = fill(birth_date=typed)
    assert [link["id"] for link in error_links(form)] == [f"id_birth_date_{part}"]
    assert f'id="id_birth_date_{part}"' in form.as_p()


def test_only_the_faulty_part_is_marked(fill):
    html = fill(birth_date="30 2 1990").as_p()
    assert html.count('aria-invalid="true"') == 1


def test_a_refused_date_stays_as_typed(fill):
    html = fill(birth_date="30 02 1990").as_p()
    assert 'value="30"' in html
    assert 'value="02"' in html
