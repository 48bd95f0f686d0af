"""Above an act's form stands what it is about, beside it the dispute; what would be refused is said before anybody types."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from shouwang.kernel.people.models import Account
from shouwang.surfaces.desk.forms.mediation import ending
from shouwang.surfaces.desk.views.mediation.words import rule_words
from shouwang.systems.mediation.actions import agreeing, safety
from shouwang.systems.mediation.models import Danger, Dispute, Obligation
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.surfaces.desk.mediation.test_from_door_to_archive import NO, do, went
from tests.surfaces.desk.mediation.test_from_door_to_archive import sat as sat_down
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.django_db


def sat(account: Account) -> Client:
    client = sat_down(account)
    client.cookies["language"] = "en"
    return client


def shown(client: Client, dispute: Dispute, verb: str, row: Any = None) -> Any:
    answer = client.get(reverse("desk-mediation:act", args=[dispute.pk, verb]) + (f"?of={row.pk}" if row else ""))
    assert answer.status_code == 200
    return answer


def titles(blocks: Any) -> str:
    return " ".join(row.title for block in blocks for row in block.rows)


def test_what_became_of_a_promise_is_noted_under_who_owes_what_by_when(cast: Cast) -> None:
    dispute = quarrel.at(cast, "agreed")
    owed = Obligation.objects.get(what="补偿工料费")
    answer = shown(sat(cast.officer), dispute, "perform", owed)
    assert titles(answer.context["blocks"]) == "补偿工料费"
    facts = " ".join(answer.context["blocks"][0].rows[0].facts)
    for words in ("马大川", "王石头", "800.00"):
        assert words in facts
    assert "马大川" in titles(answer.context["beside"])


@pytest.mark.parametrize(("verb", "rows"), [("unseat", "seats"), ("leave", "parties"), ("sit", "sessions")])
def test_an_act_about_a_row_names_it(cast: Cast, verb: str, rows: str) -> None:
    dispute = quarrel.at(cast, "mediating")
    row = getattr(standing(dispute), rows)[0]
    answer = shown(sat(cast.officer), dispute, verb, row)
    called = {"seats": "吴调解员", "parties": "马大川", "sessions": "Session 1"}[rows]
    assert called in titles(answer.context["blocks"])


def test_who_signs_has_the_agreement_before_them_folded(cast: Cast) -> None:
    dispute = quarrel.at(cast, "signing")
    page = shown(sat(cast.officer), dispute, "sign").content.decode()
    assert "王家于十日内退墙三十厘米" in page.split('<details class="more"')[1]


def test_without_an_agreement_there_is_nothing_to_sign(cast: Cast) -> None:
    dispute = quarrel.at(cast, "mediating")
    answer = sat(cast.officer).get(reverse("desk-mediation:act", args=[dispute.pk, "sign"]))
    assert answer["Location"] == reverse("desk-mediation:dispute", args=[dispute.pk])


def test_a_draft_that_is_signed_says_so_before_it_is_written_anew(cast: Cast) -> None:
    dispute = quarrel.at(cast, "signing")
    client = sat(cast.officer)
    assert shown(client, dispute, "draft").context["asks"]
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=dispute.parties.first())
    answer = shown(client, dispute, "draft")
    assert answer.context["asks"] == []
    assert reverse("desk-mediation:act", args=[dispute.pk, "redraft"]) in answer.content.decode()


def test_a_known_danger_is_reported_to_somebody_or_not_at_all(cast: Cast) -> None:
    dispute = quarrel.at(cast, "mediating")
    safety.report_danger(by=cast.officer, dispute=dispute, kind="violence", words="要动手")
    danger, client = Danger.objects.get(), sat(cast.officer)
    form = shown(client, dispute, "report_danger", danger).context["asks"][0].form
    assert "words" not in form.initial
    assert "kind" not in form.fields
    assert do(client, dispute, "report_danger", danger, words="民警去了", reported_to="").status_code == 422
    went(do(client, dispute, "report_danger", danger, words="民警去了", reported_to="派出所 陈警官"))
    danger.refresh_from_db()
    assert (danger.reported_to, danger.words, danger.done) == ("派出所 陈警官", "要动手", "民警去了")


def test_what_was_stopped_is_first_reported_and_then_ended(cast: Cast) -> None:
    dispute = quarrel.at(cast, "halted")
    danger, client = Danger.objects.get(), sat(cast.officer)
    page = client.get(reverse("desk-mediation:dispute", args=[dispute.pk]))
    assert page.context["next"]["verb"].href.endswith(f"/report_danger/?of={danger.pk}")
    safety.report_danger(
        by=cast.officer, dispute=dispute, danger=danger, kind="home", words="报了", reported_to="派出所"
    )
    page = client.get(reverse("desk-mediation:dispute", args=[dispute.pk]))
    assert page.context["next"]["verb"].href.endswith("/end_halted/")


def test_the_end_of_what_was_stopped_names_the_help_there_is(cast: Cast) -> None:
    dispute = quarrel.at(cast, "halted")
    routes = shown(sat(cast.officer), dispute, "end_halted").context["asks"][0].form.initial["routes"]
    for help_there_is in ("110", "12338", "order protection"):
        assert help_there_is in routes


def test_a_danger_out_of_a_question_says_what_was_asked(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    do(sat(cast.officer), dispute, "examine", **NO | {"home": "yes"})
    assert Danger.objects.get().words.startswith("Answered yes to: Is there any sign of violence at home")


def test_a_party_written_down_by_mistake_is_taken_out_from_its_own_page(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    party, client = dispute.parties.first(), sat(cast.officer)
    out = reverse("desk-mediation:act", args=[dispute.pk, "drop_party"])
    assert out in shown(client, dispute, "name_party", party).content.decode()
    taken_on = quarrel.accepted(cast)
    page = shown(client, taken_on, "name_party", taken_on.parties.first()).content.decode()
    assert "nobody is taken out any more" in page
    assert reverse("desk-mediation:act", args=[taken_on.pk, "leave"]) in page
    assert "drop_party" not in page


def test_after_a_receipt_both_ways_are_offered_alike(cast: Cast) -> None:
    dispute = quarrel.at(cast, "away")
    client = sat(cast.officer)
    went(do(client, dispute, "receipt", receipted_by="镇里 刘主任"))
    context = client.get(reverse("desk-mediation:dispute", args=[dispute.pk])).context
    offered = [context["next"]["verb"], *context["next"]["also"]]
    assert [verb.href.split("/")[-2] for verb in offered] == ["come_back", "settled_above"]
    assert {verb.tone for verb in offered} == {"primary"}
    assert "settled_above" not in " ".join(verb.href for verb in context["others"])


def test_in_the_archive_every_step_of_the_walk_is_done(cast: Cast) -> None:
    dispute = quarrel.at(cast, "archived")
    page = sat(cast.officer).get(reverse("desk-mediation:dispute", args=[dispute.pk]))
    assert {step.state for step in page.context["walk"]} == {"done"}


def test_a_proof_that_lacks_has_its_way_to_the_promise(cast: Cast) -> None:
    dispute = quarrel.at(cast, "performed")
    client = sat(cast.officer)
    owed = Obligation.objects.order_by("number").first()
    assert owed
    faults = client.get(reverse("desk-mediation:dispute", args=[dispute.pk])).context["faults"].rows
    assert f"perform/?of={owed.pk}" in " ".join(row.verb.href for row in faults if row.verb)
    day = timezone.localdate().isoformat()
    assert do(client, dispute, "perform", owed, state="not_done", done_date=day).status_code == 422
    went(do(client, dispute, "perform", owed, state="done", done_date=day, note="收条补来了"))


def test_nothing_is_satisfied_or_confirmed_before_somebody_says_so(cast: Cast) -> None:
    dispute = quarrel.at(cast, "performed")
    for verb, field in (("visit", "satisfied"), ("court_decides", "decision")):
        form = shown(sat(cast.officer), dispute, verb).context["asks"][0].form
        assert form.fields[field].choices[0][0] == ""
        assert not form[field].value()


def test_the_copy_begins_with_the_agreement_and_is_the_committees(cast: Cast) -> None:
    dispute = quarrel.at(cast, "agreed")
    client, address = sat(cast.mediator), reverse("desk-mediation:copies", args=[dispute.pk])
    form = client.get(address).context["asks"][0].form
    assert str(form["paper"].value()).startswith("agreement:")
    party = dispute.parties.first()
    assert party
    once = client.post(address, {"paper": form["paper"].value(), "party": str(party.pk)}).context["once"]
    assert "河湾村人民调解委员会" in Client().get(once.secret).content.decode()


def test_the_grade_is_suggested_with_its_reasons(cast: Cast) -> None:
    dispute = quarrel.at(cast, "mediating")
    Dispute.objects.filter(pk=dispute.pk).update(people=12)
    grade = shown(sat(cast.officer), dispute, "write").context["asks"][0].form.fields["grade"]
    assert "major" in grade.help_text
    assert "12 persons are involved" in grade.help_text


def test_a_form_says_of_no_field_that_it_may_stay_empty_when_it_may_not() -> None:
    assert "drawn" in ending.Signing.one_of


def test_an_article_is_cited_in_one_way_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert rule_words("Art 21, 22") == "《人民调解法》第二十一、二十二条"
    with translation.override("en"):
        assert rule_words("Art 21, 22") == "People's Mediation Law, Art 21, 22"


def test_the_story_says_which_side_was_written_down_and_that_it_was_changed(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    client, party = sat(cast.officer), dispute.parties.first()
    went(do(client, dispute, "name_party", party, side="applicant", name="马大川", is_willing="yes"))
    steps = list(dispute.matter.entries.filter(verb="step").order_by("at").values_list("field", "after"))
    assert [field for field, _after in steps] == ["begun", "name_party", "name_party", "change_party"]
    assert steps[-1][1].endswith(" 1")
    assert steps[-1][1] != "1"


def test_one_thing_owed_stands_in_one_group(cast: Cast) -> None:
    dispute = quarrel.at(cast, "mediating")
    ask = shown(sat(cast.officer), dispute, "draft").context["asks"][0]
    first = next(side for side in ask.shown if side.legend)
    assert [bound.name for bound in first.fields] == ["who1", "what1", "to1", "amount1", "due1", "way1"]
    assert len([side for fold in ask.folds for side in fold.sides if side.legend]) == ending.DUTIES - ending.SHOWN
