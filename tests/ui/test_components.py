"""What components draw, and what they never leave out."""

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.html import escape

from shouwang.ui import parts as p

EVIL = '"><script>alert(1)</script>'


def drawn(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("{% rows items %}", {"items": [p.Row(EVIL, "#", EVIL, EVIL, facts=[EVIL], number=EVIL, mark=EVIL)]}),
        ("{% counters items %}", {"items": [p.Counter(EVIL, EVIL, EVIL)]}),
        ("{% timeline items %}", {"items": [p.Entry(EVIL, who=EVIL, text=EVIL, facts=[EVIL])]}),
        ("{% facts items %}", {"items": [p.Fact(EVIL, EVIL, note=EVIL)]}),
        ("{% table item %}", {"item": p.Table(EVIL, [p.Head(EVIL)], [[EVIL]])}),
        ("{% bars item %}", {"item": p.Bars(EVIL, [p.Bar(EVIL, 1, EVIL)])}),
        ("{% columns item %}", {"item": p.Columns(EVIL, [p.Bar(EVIL, 1, EVIL)])}),
        ("{% tabs items label=words %}", {"items": [p.Tab(EVIL, "#", count=EVIL)], "words": EVIL}),
        ("{% card title=words %}{{ words }}{% endcard %}", {"words": EVIL}),
        ("{% notice title=words %}{{ words }}{% endnotice %}", {"words": EVIL}),
        ("{% qr words label=words %}", {"words": EVIL}),
        ("{% key words %}", {"words": EVIL}),
    ],
)
def test_what_people_typed_is_never_code(source: str, value: dict[str, Any]) -> None:
    text = drawn(source, **value)
    assert "<script" not in text
    assert escape("<script") in text


def test_a_row_says_when_what_and_the_next_step() -> None:
    row = p.Row(
        "Fence", "/m/1/", "1 day late", tone="red", facts=["Mediation"], number="HW-1", verb=p.Verb("Call", "/c/")
    )
    text = drawn("{% rows items %}", items=[row])
    assert '<li class="row red"' in text
    assert "1 day late" in text
    assert '<a class="title" href="/m/1/">Fence</a>' in text
    assert '<a class="button plain" href="/c/">' in text


def test_a_verb_that_changes_something_is_a_form_with_its_token() -> None:
    text = drawn("{% verb item %}", item=p.Verb("Accept", "/a/", post=True, fields={"to": "x"}), csrf_token="abc")
    assert '<form class="verb" method="post" action="/a/" data-once>' in text
    assert 'name="csrfmiddlewaretoken" value="abc"' in text
    assert 'name="to" value="x"' in text


def test_a_missing_fact_says_so_and_leads_to_where_it_is_filled() -> None:
    text = drawn("{% facts items %}", items=[p.Fact("Lawyer", missing="nobody asked", fill=p.Verb("Ask", "/ask/"))])
    assert "nobody asked" in text
    assert 'href="/ask/"' in text


def test_a_steppers_place_is_said_in_words() -> None:
    steps = [p.Step("One", "done"), p.Step("Two", "now"), p.Step("Three")]
    text = drawn("{% stepper steps %}", steps=steps)
    assert 'class="now" aria-current="step"' in text
    assert "2" in text.split("</p>")[0]


def test_a_tables_first_cell_names_its_row() -> None:
    table = p.Table(
        "Villages", [p.Head("Village"), p.Head("Closed", number=True)], [["Hewan", p.Cell("3", note="of 4")]]
    )
    text = drawn("{% table item %}", item=table)
    assert "<caption>Villages</caption>" in text
    assert '<th scope="row">Hewan</th>' in text
    assert '<td class="number">3<span class="note">of 4</span></td>' in text


def test_a_table_row_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn("{% table item %}", item=p.Table("Villages", [p.Head("Village")], [["Hewan", "3"]]))


def test_a_link_to_nowhere_is_a_button() -> None:
    assert drawn('{% button "Save" %}').startswith('<button class="button plain" type="submit"')
    assert drawn('{% button "Save" href="/s/" %}').startswith('<a class="button plain" href="/s/"')


def test_a_pager_without_neighbours_or_words_draws_nothing() -> None:
    assert not drawn("{% pager item %}", item=p.Pager()).strip()
    assert 'rel="next" href="?after=9"' in drawn("{% pager item %}", item=p.Pager(older="?after=9"))


def test_a_card_must_be_closed() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% card %}never closed")


def test_a_recording_is_played_only_when_asked_for() -> None:
    text = drawn("{% timeline items %}", items=[p.Entry("Said", sound="/files/1", sound_words="two children")])
    assert '<audio controls preload="none" src="/files/1">' in text
    assert "two children" in text
