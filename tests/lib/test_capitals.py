"""Numbers as papers write them."""

from decimal import Decimal

import pytest

from shouwang.lib.capitals import article, ordinal, yuan


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_paragraphs_are_counted_as_people_count(number: int, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(17, "十七"), (100, "一百"), (105, "一百零五"), (110, "一百一十"), (117, "一百一十七"), (178, "一百七十八")],
)
def test_articles_of_long_laws_are_cited_in_words(number: int, said: str) -> None:
    assert article(number) == said


@pytest.mark.parametrize("number", [0, -1, 100])
def test_what_is_no_paragraph_is_not_counted(number: int) -> None:
    with pytest.raises(ValueError, match="not counted"):
        ordinal(number)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "零元整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("1200", "壹仟贰佰元整"),
        ("1005", "壹仟零伍元整"),
        ("1050.50", "壹仟零伍拾元伍角整"),
        ("100005.3", "壹拾万零伍元叁角整"),
        ("10000", "壹万元整"),
        ("20010000", "贰仟零壹万元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("0.05", "伍分"),
        ("0.30", "叁角整"),
        ("7.05", "柒元零伍分"),
        ("7.45", "柒元肆角伍分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1.005", "壹元零壹分"),
    ],
)
def test_money_is_written_so_that_no_digit_can_be_added(amount: str, said: str) -> None:
    assert yuan(Decimal(amount)) == said


@pytest.mark.parametrize("amount", ["-0.01", "10000000000000000"])
def test_what_is_no_sum_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no sum"):
        yuan(Decimal(amount))
