"""Charts: lengths that are in proportion, and the same numbers as a table."""

from datetime import datetime, timedelta

from django.template import Context, Template
from django.utils import timezone, translation

from shouwang.ui.charts import FLOOR, WIDTH, bars_in_percent, column_drawing, line_drawing
from shouwang.ui.parts import Bar, Bars, Columns, Head, Spell, Strip, Strips, Table


def test_the_longest_bar_fills_the_width_and_others_are_in_proportion() -> None:
    lengths = [length for _bar, length in bars_in_percent(Bars("c", [Bar("a", 20), Bar("b", 5), Bar("c", 0)]))]
    assert lengths == ["100.0%", "25.0%", "0.0%"]


def test_a_stated_top_keeps_two_charts_comparable() -> None:
    assert bars_in_percent(Bars("c", [Bar("a", 20)], top=80))[0][1] == "25.0%"


def test_nothing_at_all_draws_no_bars() -> None:
    assert [length for _bar, length in bars_in_percent(Bars("c", [Bar("a", 0)]))] == ["0%"]
    assert column_drawing(Columns("c", [])).columns == []


def test_columns_stand_on_the_floor_inside_the_drawing() -> None:
    drawing = column_drawing(Columns("c", [Bar(str(day), day % 7) for day in range(90)]))
    assert all(abs(c.y + c.height - FLOOR) < 0.2 and 0 <= c.x <= WIDTH - c.width for c in drawing.columns)
    assert sum(c.named for c in drawing.columns) <= 16


def test_the_highest_column_always_says_its_number_and_none_says_zero() -> None:
    values = [0, 1, 2, 3, 4, 5, 6, 20, 7, 31, 9, 0, 14, 2, 0, 3, 4, 5, 6, 2, 8, 9, 1, 0]
    drawing = column_drawing(Columns("c", [Bar(f"{hour}", n, f"{n}") for hour, n in enumerate(values)]))
    highest = drawing.columns[9]
    assert (highest.counted, highest.roomy) == (True, False)
    assert [column.counted for column in drawing.columns] == [value > 0 for value in values]
    crowded = column_drawing(Columns("c", [Bar(str(day), 1000 + day) for day in range(90)]))
    assert 4 < sum(column.counted for column in crowded.columns) < 30
    assert (crowded.columns[-1].counted, crowded.columns[-1].roomy) == (True, False)


def test_each_chart_has_its_numbers_as_a_table() -> None:
    items = [Bar("Mon", 3, "3 of 4"), Bar("Tue", 1, "1 of 4")]
    for source, chart in (("{% columns item %}", Columns("Week", items)), ("{% bars item %}", Bars("Week", items))):
        text = Template(source).render(Context({"item": chart}))
        assert "<table" in text
        assert text.count("3 of 4") >= 1
        assert '<th scope="row">Mon</th>' in text


def test_numbers_in_a_drawing_never_carry_a_comma() -> None:
    with translation.override("de"):
        text = Template("{% columns item %}").render(Context({"item": Columns("c", [Bar("a", 1), Bar("b", 3)])}))
    assert 'height="55.3"' in text


def test_a_stacked_table_says_in_each_cell_of_which_column_it_is() -> None:
    heads = [Head("Since"), Head("Half within", number=True)]
    table = Table("Times", heads, [["until closed", "2 h"]], foot=["all", "3 h"], stacks=True)
    text = Template("{% table item %}").render(Context({"item": table}))
    assert text.count('data-label="Half within"') == 2


def test_lines_of_time_begin_at_a_whole_hour_and_stay_inside() -> None:
    evening = timezone.make_aware(datetime(2026, 11, 27, 19, 30))  # noqa: DTZ001
    spells = [
        Spell(evening, evening + timedelta(minutes=12), "a"),
        Spell(evening + timedelta(hours=5), evening + timedelta(hours=6), "b"),
    ]
    drawing = line_drawing(Strips("c", [Strip("one", spells), Strip("two", spells)]))
    assert drawing.hours[0] == (0.0, "19:00")
    assert len(drawing.hours) <= 6
    first, last = drawing.strips[0].spells
    assert (first.hours, round(first.x), round(first.width)) == ("19:30–19:42", 51, 21)
    assert last.x + last.width <= WIDTH
    assert drawing.strips[1].y > drawing.strips[0].y
    assert drawing.height >= drawing.strips[1].spells[0].y + drawing.thick
    assert line_drawing(Strips("nobody", [])).strips == []
