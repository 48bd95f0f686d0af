"""What every act's form sends along keeps its name: a field of the same name would be taken for it without a word."""

import pytest
from django import forms

from shouwang.surfaces.desk.forms.act import ALONG, AnyAct


@pytest.mark.parametrize("name", ALONG)
def test_a_form_with_a_field_of_that_name_is_no_form(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        type("Mine", (AnyAct,), {name: forms.CharField()})


@pytest.mark.parametrize("name", ALONG)
def test_nor_is_one_that_takes_such_a_field_from_another_form(name: str) -> None:
    other = type("Other", (forms.Form,), {name: forms.CharField()})
    with pytest.raises(TypeError, match=name):
        type("Mine", (AnyAct, other), {})


def test_a_form_of_a_form_is_one() -> None:
    mine = type("Mine", (AnyAct,), {"seen": forms.CharField()})
    assert "seen" in type("Yours", (mine,), {"words": forms.CharField()}).base_fields
