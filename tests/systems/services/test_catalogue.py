"""The catalogue as data: whole, honest about what is not sure, in both languages."""

import pytest

from shouwang.systems.services.catalogue import BY_KEY, ERRANDS, Errand, Proxy, Sure
from shouwang.systems.services.catalogue.facts import fact


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand.key)
def test_each_has_what_the_four_part_answer_needs(errand: Errand) -> None:
    assert errand.documents
    assert errand.time
    assert errand.steps
    assert (errand.proxy in (Proxy.YES, Proxy.LETTER, Proxy.ASK)) or errand.why


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand.key)
def test_every_fact_is_said_in_both_languages(errand: Errand) -> None:
    for one in errand.facts():
        assert one.words.zh
        assert one.words.en
        assert any("\u4e00" <= sign <= "\u9fff" for sign in one.words.zh)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in one.words.en)


def test_only_what_was_read_in_a_rule_names_itself_a_rule() -> None:
    facts = [one for errand in ERRANDS for one in errand.facts()]
    assert all(one.source for one in facts if one.sure is Sure.RULE)
    assert all("元" not in one.words.zh or one.sure is not Sure.RULE for one in facts)  # fees are a place's own
    with pytest.raises(ValueError, match="without its source"):
        fact("当场办", "On the spot")


def test_keys_are_one_each() -> None:
    assert len(BY_KEY) == len(ERRANDS)


def test_what_nobody_else_may_do_says_why() -> None:
    with pytest.raises(ValueError, match="why is not said"):
        one = BY_KEY["birth"]
        Errand("x", one.name, "x", Proxy.NO, one.who, one.documents, one.time, one.where, one.steps)


@pytest.mark.parametrize(
    ("key", "proxy"),
    [
        ("card_renew", Proxy.NO),
        ("death", Proxy.YES),
        ("card_fetch", Proxy.KIN),
        ("permit", Proxy.KIN),
        ("stay", Proxy.PART),
    ],
)
def test_who_may_act_is_as_the_rule_says(key: str, proxy: Proxy) -> None:
    assert BY_KEY[key].proxy is proxy
