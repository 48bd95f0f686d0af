"""A formula is arithmetic over named counts and never anything else."""

import re
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shouwang.lib.formula import LONGEST, Fault, Wrong, read, renamed

NAMES = ("visits", "wanted", "到访")
COUNTS = {"visits": 41.0, "wanted": 50.0, "到访": 7.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("visits / wanted * 100", 82.0),
        ("(visits + 到访) / wanted", 0.96),
        ("（visits＋到访）÷wanted×１００", 96.0),
        ("-visits - -wanted", 9.0),
        ("visits / (wanted - 50)", None),
        ("visits * 1e300 * 1e300", None),
        ("0.1 * visits + 0.2 * visits - 0.3 * visits", 0.0),
        ("100 − visits", 59.0),
        ("2.5 * visits", 102.5),
    ],
)
def test_it_is_worked_out_as_at_school(text: str, value: float | None) -> None:
    assert read(text, NAMES).value(COUNTS) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "fault", "what"),
    [
        ("", Fault.EMPTY, ""),
        ("  　 ", Fault.EMPTY, ""),
        ("visits +" * LONGEST, Fault.TOO_LONG, ""),
        ("visits / missed", Fault.UNKNOWN, "missed"),
        ("visits ** 9 ** 9 ** 9", Fault.NOT_ALLOWED, "visits ** 9 ** 9 ** 9"),
        ("__import__('os').system('x') + visits", Fault.NOT_ALLOWED, "__import__('os').system('x')"),
        ("visits.real", Fault.NOT_ALLOWED, "visits.real"),
        ("visits // wanted", Fault.NOT_ALLOWED, "visits // wanted"),
        ("visits % wanted", Fault.NOT_ALLOWED, "visits % wanted"),
        ("visits if wanted else 1", Fault.NOT_ALLOWED, "visits if wanted else 1"),
        ("visits + True", Fault.NOT_ALLOWED, "True"),
        ("visits + 2j", Fault.NOT_ALLOWED, "2j"),
        ("visits + 1e999", Fault.NOT_ALLOWED, "1e999"),
        ("visits + '1'", Fault.NOT_ALLOWED, "'1'"),
        ("[visits]", Fault.NOT_ALLOWED, "[visits]"),
        ("~visits", Fault.NOT_ALLOWED, "~visits"),
        ("visits < wanted", Fault.NOT_ALLOWED, "visits < wanted"),
        ("(visits := 3)", Fault.NOT_ALLOWED, "visits := 3"),
        ("90 + 8", Fault.NO_COUNT, ""),
    ],
)
def test_what_is_wrong_is_named(text: str, fault: Fault, what: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(text, NAMES)
    assert (refused.value.fault, refused.value.what) == (fault, what)


@pytest.mark.parametrize("text", ["visits / (wanted", "visits)", "visits wanted", "visits *", "visits\0", "2visits"])
def test_a_sign_or_a_bracket_too_few_or_too_many_is_said(text: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(text, NAMES)
    assert refused.value.fault is Fault.UNREADABLE


def test_names_are_said_in_another_language_and_back() -> None:
    chinese = {"visits": "到访", "wanted": "应到"}
    text = renamed("visits / wanted * 100 + other", chinese)
    assert text == "到访 / 应到 * 100 + other"
    assert renamed(text, {zh: en for en, zh in chinese.items()}) == "visits / wanted * 100 + other"


leaves = st.one_of(st.sampled_from(NAMES), st.integers(0, 999).map(str), st.sampled_from(["0.5", "12.25"]))
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda one: f"({one[0]} {one[1]} {one[2]})"),
        inner.map(lambda one: f"(-{one})"),
    ),
    max_leaves=8,
)


def exactly(text: str) -> Fraction | None:
    """The same with fractions, by Python itself: the text was made here and holds nothing else."""
    names = {name: Fraction(value) for name, value in COUNTS.items()}
    numbers = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)", r"F('\1')", text)
    try:
        return Fraction(eval(numbers, {"F": Fraction, **names}))
    except ZeroDivisionError:
        return None


@given(trees)
def test_any_formula_comes_to_what_arithmetic_says(text: str) -> None:
    assume(len(text) <= LONGEST and any(name in text for name in NAMES))
    due = exactly(text)
    assert read(text, NAMES).value(COUNTS) == (None if due is None else float(due))


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_and_never_run(text: str) -> None:
    with suppress(Wrong):
        found = read(text, NAMES)
        assert found.names <= set(NAMES)
        assert found.value(COUNTS) is None or isinstance(found.value(COUNTS), float)


@given(st.text(alphabet="()[]{}+-*/.,:=<>!~%^&|@ ab0'\"\\visits", max_size=40))
def test_signs_of_every_kind_do_no_harm(text: str) -> None:
    with suppress(Wrong):
        assert read(text, NAMES).names
