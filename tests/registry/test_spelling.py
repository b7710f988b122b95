"""Two ways of writing one name, and two names."""

import pytest

from civil_registry.spelling import I_OR_Y, JOINTS, NO_MARKS, SAME_TONE_ELSEWHERE, is_same, only_written_otherwise


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Hoà", "Hòa", SAME_TONE_ELSEWHERE),
        ("THUÝ", "Thúy", SAME_TONE_ELSEWHERE),
        ("Lý Thị Mỹ", "Lí Thị Mĩ", I_OR_Y),
        ("Quý", "Quí", I_OR_Y),
        ("Kỳ", "Kì", I_OR_Y),
        ("H'Hen Niê", "H’Hen Niê", JOINTS),
        ("H'Hen Niê", "HHen Niê", JOINTS),
        ("Giẻ-Triêng", "Giẻ Triêng", JOINTS),
        ("H'Mông", "HMông", JOINTS),
        ("Nguyễn Đức Ánh", "nguyen duc anh", NO_MARKS),
    ],
)
def test_one_name_may_be_written_in_two_ways(one, other, why):
    assert only_written_otherwise(one, other) == only_written_otherwise(other, one) == why


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("Thúy", "Thùy"), ("Thúy", "Thúi"), ("Mai", "May"), ("Y Moan", "Moan"), ("Đan", "Dân")]
)
def test_what_is_heard_otherwise_is_another_name(one, other):
    assert only_written_otherwise(one, other) == ""
    assert not is_same(one, other)


def test_capitals_make_no_other_name():
    assert is_same("NGUYỄN  THỊ MƠ", "Nguyễn Thị Mơ")
