"""A death at the desk: nobody who died is asked, visited or handed a paper; nothing is taken as signed before it is."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.systems.services.actions import errands
from shouwang.systems.services.actions.errand_turn import Somebody
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.queries.errands import standing
from tests.cast import Cast
from tests.systems.services import walks

pytestmark = pytest.mark.once


def test_a_death_asks_nothing_of_who_died_and_presets_no_signature(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    errand = walks.asked(cast, "death", whom="dead")
    errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand))
    page = client.get(reverse("desk-services:errand", args=[errand.pk])).content.decode()
    assert "民警上门办" not in page
    assert "打查询条" in page
    ask = client.get(reverse("desk-services:errand-act", args=[errand.pk, "authorise"]))
    form = ask.context["asks"][0].form
    assert "wish" not in form.fields
    assert "self" not in dict(form.fields["kin"].choices)
    assert "own" not in dict(form.fields["authority"].choices)
    acting = Acting(kin="near", authority="rule", wish="not_able", has_seen_cards=True)
    errands.authorise(
        by=cast.officer, errand=walks.fresh(errand), acting=acting, owner=Somebody(name="刘老汉"), agent=walks.SON
    )
    ask = client.get(reverse("desk-services:errand-act", args=[errand.pk, "take_in"]))
    form = ask.context["asks"][0].form
    assert not any("刘老汉" in str(words) for _, words in form.fields["who"].choices)
    assert form.fields["what1"].required
    assert not {"who", "how"} & form.initial.keys()


def test_once_all_is_handed_over_only_the_closing_is_due(cast: Cast) -> None:
    now = standing(walks.delivered(cast))
    assert now.due
    assert now.due[0] == ("home" if now.out else "close")


def test_the_story_of_an_advised_errand_begins_with_an_errand_and_gives_no_empty_reason(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.officer)
    errand = walks.advised(cast)
    page = client.get(reverse("desk-services:errand", args=[errand.pk])).content.decode()
    assert "来办事" in page
    assert "来反映" not in page
    assert "原因：代办的每一步都有记录" not in page
