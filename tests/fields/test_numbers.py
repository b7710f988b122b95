"""Personal ids and phones: written in many ways, stored in one."""

import pytest

from portal.templatetags.portal import error_links

PHONE = ["Số điện thoại phải có 10 chữ số và bắt đầu bằng 0"]


@pytest.mark.parametrize("typed", ["001190012345", "001 190 012 345", "001.190.012345", " 001190012345 "])
def test_an_id_is_stored_as_twelve_digits(said, typed):
    assert said("personal_id", typed) == "001190012345"


@pytest.mark.parametrize(("typed", "count"), [("00119001234", 11), ("0011900123456", 13), ("1", 1), ("012345678", 9)])
def test_an_id_of_another_length_is_told_how_long_it_is(said, typed, count):
    assert said("personal_id", typed) == [f"Số định danh cá nhân phải đủ 12 chữ số, đang có {count}"]


@pytest.mark.parametrize("typed", ["00119001234a", "😀", "٠٠١١٩٠٠١٢٣٤٥", "００１１９００１２３４５"])
def test_an_id_of_other_signs_is_told(said, typed):
    assert said("personal_id", typed) == ["Số định danh cá nhân chỉ gồm chữ số"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("024 3825 1234", "02438251234"),
        ("842438251234", "02438251234"),
    ],
)
def test_a_phone_is_stored_one_way(said, typed, stored):
    assert said("phone", typed) == stored


@pytest.mark.parametrize("typed", ["091234567", "09123456789", "1912345678", "0112345678", "không có", "٠٩١٢٣٤٥٦٧٨", "☎"])
def test_what_is_no_phone_is_told(said, typed):
    assert said("phone", typed) == PHONE


def test_a_note_too_long_is_told_its_length(said):
    assert said("note", "a" * 21) == ["Dài quá 20 ký tự, đang có 21. Viết ngắn lại"]


def test_the_summary_leads_to_the_first_choice_of_a_group(fill):
    form = fill(relation="không có")
    assert [link["id"] for link in error_links(form)] == ["id_relation_0"]
    assert 'id="id_relation_0"' in form.as_p()
