"""One description: what is missing, and the form."""

from decimal import Decimal

import pytest

from shouwang.kernel.papers.checks import missing
from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Words
from shouwang.kernel.papers.forms import form_class
from tests.kernel.papers.sample import PAPER, VALUES


def test_what_is_missing_is_said_by_its_label_in_order() -> None:
    assert missing(PAPER, {}) == ["编号", "来访人", "受理时间", "事情经过", "来访人签名"]
    assert missing(PAPER, VALUES | {"story": " \n "}, "en") == ["What happened", "Signature"]


def test_a_complete_paper_lacks_nothing() -> None:
    assert missing(PAPER, VALUES | {"visitor_signs": "王大娘"}) == []


def test_a_row_of_a_table_lacks_what_its_column_requires() -> None:
    rows = [{"who": "王家", "what": "填塘埂"}, {"who": "", "sum": Decimal(0)}]
    lacking = missing(PAPER, VALUES | {"visitor_signs": "王大娘", "duties": rows})
    assert lacking == ["履行内容第 2 行：谁", "履行内容第 2 行：做什么"]


def test_zero_yuan_is_a_value() -> None:
    paper = Paper("a", Words("甲", "A"), (Section((Field("sum", Words("金额", "Sum"), Kind.MONEY, required=True),)),))
    assert missing(paper, {"sum": Decimal(0)}) == []
    assert missing(paper, {"sum": None}) == ["金额"]


def test_the_form_asks_for_texts_dates_and_money_and_lets_a_draft_be_saved() -> None:
    form = form_class(PAPER, "en")({"total": "12.50", "due": "2026-03-09", "story": "a"})
    assert form.is_valid()
    assert form.cleaned_data["total"] == Decimal("12.50")
    assert form.fields["due"].label == "Due on"
    assert "duties" not in form.fields
    assert "visitor_signs" not in form.fields


@pytest.mark.parametrize("wrong", [{"total": "-1"}, {"total": "1.234"}, {"due": "soon"}, {"story": "x" * 20_001}])
def test_the_form_refuses_what_cannot_be(wrong: dict[str, str]) -> None:
    assert not form_class(PAPER, "zh-hans")(wrong).is_valid()


def test_a_description_that_contradicts_itself_is_refused() -> None:
    name = Words("甲", "A")
    with pytest.raises(ValueError, match="columns"):
        Field("t", name, Kind.TABLE)
    with pytest.raises(ValueError, match="share a name"):
        Paper("a", name, (Section((Field("x", name), Field("x", name))),))
