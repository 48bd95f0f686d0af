"""A quarrel over a wall, walked on the pages as a mediator does; and one that must not be mediated."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.intake import Brought, receive
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation import admissibility
from shouwang.systems.mediation.models import Dispute, Obligation, Party
from shouwang.systems.mediation.queries.files import names_of
from tests.cast import Cast
from tests.kernel.papers.reading import pages_of, squeezed
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once

NO = {question.key: "no" for question in admissibility.QUESTIONS}


def sat(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def do(client: Client, dispute: Dispute, verb: str, row: Any = None, **said: Any) -> Any:
    """Take an act on its page, as the form sends it."""
    address = reverse("desk-mediation:act", args=[dispute.pk, verb]) + (f"?of={row.pk}" if row else "")
    shown = client.get(address)
    assert shown.status_code == 200, verb
    version = quarrel.fresh(dispute).matter.version
    return client.post(address, {"version": version} | said)


def went(answer: Any) -> None:
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_a_wall_from_the_loudspeaker_to_the_archive(cast: Cast) -> None:
    quarrel.people(cast)
    client = sat(cast.mediator)
    said = {
        "id": uuid7(), "topic": "homestead", "title": "后墙压过滴水线", "text": "大喇叭叫过，两家还在吵。",
        "source": "application", "asked": "orally", "requests": "退墙",
    }  # fmt: skip
    went(client.post(reverse("desk-mediation:new"), said))
    went(client.post(reverse("desk-mediation:new"), said))  # a second press is the same dispute
    dispute = Dispute.objects.get()
    assert (dispute.justice_type, dispute.event_type) == ("J03", "0902")
    for side, name in (("applicant", "马䶮川"), ("respondent", "王𠮷石")):
        went(do(client, dispute, "name_party", side=side, name=name, is_willing="yes"))
    went(do(client, dispute, "examine", **NO))
    went(do(client, dispute, "accept"))
    parties = list(Party.objects.order_by("place"))
    went(do(client, dispute, "inform", parties=[str(one.pk) for one in parties], how="orally"))
    lead = dispute.committee.members.get(post="mediator")
    went(do(client, dispute, "invite", role="lead", member=str(lead.pk), conflict="none"))
    now = timezone.now()
    seat = dispute.seats.get()
    went(
        do(
            client, dispute, "sit", starts_at=local(now - timedelta(hours=2)), ends_at=local(now - timedelta(hours=1)),
            where="调解室", parties=[str(one.pk) for one in parties], seats=[str(seat.pk)], content="双方陈述。",
            outcome="agreed", recorder="李辅警",
        )
    )  # fmt: skip
    today = timezone.localdate()
    terms = {
        "facts": "新墙过线。", "points": "退不退", "content": "王家退墙。", "recorder": "李辅警",
        "reached_date": today.isoformat(),
        "who1": str(parties[1].pk), "to1": str(parties[0].pk), "what1": "退墙三十厘米", "amount1": "", "way1": "",
    }  # fmt: skip
    late = do(client, dispute, "draft", **terms, due1=(today - timedelta(days=1)).isoformat())
    assert late.status_code == 422
    assert "王家退墙。" in late.content.decode()  # nothing typed is lost
    went(do(client, dispute, "draft", **terms, due1=today.isoformat()))
    assert do(client, dispute, "take_effect", sealed="on").status_code == 422
    for one in (*parties, seat):
        went(do(client, dispute, "sign", who=str(one.pk), signer="self", how="pen"))
    went(do(client, dispute, "take_effect", sealed="on", effective_date=today.isoformat()))
    owed = Obligation.objects.get()
    went(do(client, dispute, "perform", owed, state="done", done_date=today.isoformat()))
    went(do(client, dispute, "settle"))
    visit = {"at": local(now), "visited": "马家", "visitor": "吴", "performance": "已退", "satisfied": "yes"}
    went(do(client, dispute, "visit", **visit))
    went(do(client, dispute, "report", summary="调解成功"))
    other = sat(cast.cadre)
    went(do(other, dispute, "check"))
    went(do(other, dispute, "close", answer="办完了"))
    assert do(other, dispute, "archive", filer="李辅警").status_code == 422  # a visit is still to come
    went(do(other, dispute, "archive", filer="李辅警", unvisited_because="已搬走"))
    assert quarrel.fresh(dispute).stage == "archived"
    text = squeezed("".join(pages_of(client.get(reverse("desk-mediation:file-pdf", args=[dispute.pk])).content)))
    assert "马䶮川" in text
    assert "王𠮷石" in text


def test_a_sign_of_violence_is_hidden_from_whoever_noted_it(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    director = sat(cast.cadre)
    answer = do(director, dispute, "examine", **NO | {"home": "yes"})
    assert answer["Location"] == reverse("desk-mediation:disputes")
    assert director.get(reverse("desk:matter", args=[dispute.pk])).status_code == 404


def test_a_sign_of_violence_stops_it_for_all_but_officers_and_the_table(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    client = sat(cast.mediator)
    dispute.matter.owner = cast.mediator
    dispute.matter.save()
    answer = do(client, dispute, "examine", **NO | {"home": "yes"})
    assert answer["Location"] == reverse("desk-mediation:dispute", args=[dispute.pk])
    party = dispute.parties.earliest("place")
    form = f"{reverse('desk-mediation:act', args=[dispute.pk, 'name_party'])}?of={party.pk}"
    assert client.get(form).status_code == 302  # not at this stage
    Dispute.objects.filter(pk=dispute.pk).update(stage="asked")
    shown = client.get(form).content.decode()
    assert "马大川" in shown
    assert "13800000011" not in shown
    marks = json.loads(client.get(form).context["asks"][0].form.initial["page_marks"])
    assert "name" in marks
    assert not {"phone", "address", "guardian_phone", "agent_phone"} & set(marks)  # a mark of a number gives it away
    went(do(client, dispute, "name_party", party, side="applicant", name="马大川", is_willing="yes"))
    assert names_of(quarrel.fresh(dispute).parties.earliest("place"))["phone"] == "13800000011"
    Dispute.objects.filter(pk=dispute.pk).update(stage="halted", stage_before="asked")
    assert sat(cast.auxiliary).get(reverse("desk-mediation:dispute", args=[dispute.pk])).status_code == 404
    shown = sat(cast.officer).get(reverse("desk-mediation:dispute", args=[dispute.pk])).content.decode()
    assert "13800000011" not in shown
    hidden = client.post(reverse("desk-mediation:addresses", args=[dispute.pk]))
    assert hidden.status_code == 302  # who mediates reads no address of somebody who must be protected
    opened = sat(cast.officer).post(reverse("desk-mediation:addresses", args=[dispute.pk])).content.decode()
    assert "13800000011" in opened
    assert Record.objects.filter(verb="mediation.seen", actor=str(cast.officer.pk), detail="addresses").exists()


def test_two_who_write_at_the_same_time_both_see_both(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    client = sat(cast.officer)
    address = reverse("desk-mediation:act", args=[dispute.pk, "write"])
    version = quarrel.fresh(dispute).matter.version
    said = {
        "version": version, "source": "application", "asked": "orally", "people": 2, "grade": "ordinary", "scale": "01",
        "requests": "赔五千",
    }  # fmt: skip
    went(client.post(address, said))
    answer = client.post(address, said | {"requests": "赔三千"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "赔三千" in page
    assert "赔五千" in page
    went(client.post(address, said | {"version": version + 1, "requests": "赔三千"}))
    assert "赔五千" in dispute.matter.entries.filter(field="write").latest("at").before


def test_a_lawyer_answers_the_own_invitation_and_nothing_else(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    officer = sat(cast.officer)
    went(do(officer, dispute, "invite", role="lawyer", member=str(lawyer.pk), conflict=""))
    client = sat(cast.lawyer)
    page = client.get(reverse("desk-mediation:dispute", args=[dispute.pk])).content.decode()
    seat = dispute.seats.get(role="lawyer")
    assert f"reply/?of={seat.pk}" in page
    assert do(client, dispute, "reply", seat, comes="yes", conflict="").status_code == 422
    went(do(client, dispute, "reply", seat, comes="yes", conflict="none"))
    refused = client.get(reverse("desk-mediation:act", args=[dispute.pk, "sit"]))
    assert refused["Location"] == reverse("desk-mediation:dispute", args=[dispute.pk])
    assert client.get(reverse("desk-mediation:papers", args=[dispute.pk])).status_code == 403


def test_a_matter_that_turns_out_a_dispute_is_begun_from_its_page(cast: Cast) -> None:
    quarrel.people(cast)
    matter = receive(
        by=cast.officer, room=cast.room, brought=Brought(kind="dispute", topic="labour", text="欠工钱")
    ).matter
    client = sat(cast.officer)
    begin = reverse("desk-mediation:begin", args=[matter.pk])
    assert begin in client.get(reverse("desk:matter", args=[matter.pk])).content.decode()
    went(client.post(begin))
    assert Dispute.objects.get().justice_type == "J10"


def test_a_party_gets_the_own_copy_by_a_code(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.agreed(cast)
    client = sat(cast.mediator)
    address = reverse("desk-mediation:copies", args=[dispute.pk])
    party, agreement = dispute.parties.first(), dispute.agreements.get()
    assert party
    page = client.post(address, {"paper": f"agreement:{agreement.pk}", "party": str(party.pk)}).content.decode()
    assert "/copy/" in page
    assert "马大川" not in page.split("/copy/")[1][:200]


@pytest.mark.parametrize("key", ["register", "rights", "record", "agreement"])
def test_each_paper_is_given_as_pdf_and_for_word(cast: Cast, key: str) -> None:
    quarrel.people(cast)
    dispute = quarrel.agreed(cast)
    client = sat(cast.mediator)
    pdf = client.get(reverse("desk-mediation:paper-pdf", args=[dispute.pk, key]))
    assert pdf.content.startswith(b"%PDF")
    assert client.get(reverse("desk-mediation:paper-docx", args=[dispute.pk, key])).content.startswith(b"PK")
    assert client.get(reverse("desk-mediation:paper-pdf", args=[dispute.pk, "visit"])).status_code == 404


def test_what_one_never_touched_does_not_undo_a_colleagues_words(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    client = sat(cast.officer)
    address = reverse("desk-mediation:act", args=[dispute.pk, "write"])
    shown = client.get(address).context["asks"][0].form.initial
    said = {
        name: shown.get(name) or "" for name in ("source", "asked", "people", "grade", "scale", "requests", "points")
    }
    begun_from = {"version": shown["version"], "page_marks": shown["page_marks"]}
    went(client.post(address, said | begun_from | {"points": "墙退多少"}))
    answer = client.post(address, said | begun_from | {"requests": "赔三千"})  # begun before, the points as they were
    assert answer.status_code == 409
    form = answer.context["asks"][0].form
    assert (form["points"].value(), form["requests"].value()) == ("墙退多少", "赔三千")
    assert "points" not in form.errors
    again = {name: form[name].value() or "" for name in form.fields}
    went(client.post(address, again))
    now = quarrel.fresh(dispute)
    assert (now.points, now.requests) == ("墙退多少", "赔三千")


def test_the_tab_forgets_what_arrived_and_nothing_else(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    party = dispute.parties.earliest("place")
    client = sat(cast.officer)
    address = f"{reverse('desk-mediation:act', args=[dispute.pk, 'name_party'])}?of={party.pk}"
    name = f'value="name_party-{party.pk}"'
    assert name in client.get(address).content.decode()  # not what was typed for another party
    said = {"version": quarrel.fresh(dispute).matter.version, "kept": f"name_party-{party.pk}", "side": "applicant"}
    refused = client.post(address, said | {"name": ""})
    assert refused.status_code == 422
    assert "arrived" not in refused.cookies
    kept = client.post(address, said | {"name": "马大川", "is_willing": "yes"})
    assert kept.cookies["arrived"].value == f"name_party-{party.pk}"
