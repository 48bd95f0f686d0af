"""Numbers in names, as people count."""

import pytest

from shouwang.lib.numerals import in_order, value


@pytest.mark.parametrize(
    ("written", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零三", 103), ("12", 12), ("零", 0)],
)
def test_a_number_is_read(written: str, number: int) -> None:
    assert value(written) == number


def test_names_stand_as_people_count_them() -> None:
    names = ["十网格", "一网格", "三网格", "二网格", "四网格", "河东", "2 组", "10 组"]
    assert sorted(names, key=in_order) == ["河东", "一网格", "2 组", "二网格", "三网格", "四网格", "10 组", "十网格"]
