"""What lies in a dispute's file: opened by who works on it, the look written down; and whom its rows name."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation.actions import hearing, performing
from shouwang.systems.mediation.models import Dispute, Evidence, Inquiry, Obligation, Signature, SignedPaper, Visit
from shouwang.systems.mediation.queries.filling.signing import SIGNED
from shouwang.systems.mediation.queries.filling.source import source_of
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.kernel.files.things import photo
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def sat(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def kept(cast: Cast) -> File:
    content = SimpleUploadedFile("scan.jpg", photo(), "image/jpeg")
    return files.keep(
        by=SYSTEM, room=cast.room, content=content, name="scan.jpg", purpose="mediation.file", keep_days=None
    )


def evidence(dispute: Dispute, file: File) -> None:
    Evidence.objects.create(dispute=dispute, title="照片", given_date=timezone.localdate(), file=file)


def proof(dispute: Dispute, file: File) -> None:
    Obligation.objects.filter(agreement__dispute=dispute, number=1).update(proof=file)


def drawn(dispute: Dispute, file: File) -> None:
    Signature.objects.filter(dispute=dispute, seat__isnull=False).update(how="drawn", file=file)


def signed(dispute: Dispute, file: File) -> None:
    SignedPaper.objects.create(dispute=dispute, paper="register", row=dispute.pk, file=file, added_at=timezone.now())


@pytest.mark.parametrize("lies", [evidence, proof, drawn, signed])
def test_who_works_on_the_dispute_opens_what_lies_in_it_and_nobody_else(cast: Cast, lies: Any) -> None:
    dispute = quarrel.at(cast, "agreed")
    file = kept(cast)
    address = reverse("files:file", args=[file.pk])
    assert sat(cast.officer).get(address).status_code == 404
    lies(dispute, file)
    assert sat(cast.officer).get(address).status_code == 200
    assert Record.objects.filter(verb="file.seen", object_id=str(file.pk)).count() == 1
    assert [sat(one).get(address).status_code for one in (cast.mediator, cast.lawyer)] == [200, 404]
    Matter.objects.filter(pk=dispute.pk).update(is_sheltered=True)
    assert sat(cast.auxiliary).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_evidence_and_proofs_are_opened_from_the_dispute_s_page(cast: Cast) -> None:
    dispute = quarrel.at(cast, "agreed")
    first, second = kept(cast), kept(cast)
    evidence(dispute, first)
    proof(dispute, second)
    page = sat(cast.officer).get(reverse("desk-mediation:dispute", args=[dispute.pk])).content.decode()
    assert [reverse("files:file", args=[one.pk]) in page for one in (first, second)] == [True, True]


def test_a_signed_paper_is_opened_from_the_paper_s_page(cast: Cast) -> None:
    dispute = quarrel.at(cast, "agreed")
    file = kept(cast)
    signed(dispute, file)
    page = sat(cast.officer).get(reverse("desk-mediation:paper", args=[dispute.pk, "register"])).content.decode()
    assert reverse("files:file", args=[file.pk]) in page


def asked(**whom: Any) -> hearing.Asked:
    return hearing.Asked(at=timezone.now(), where="村委会", investigator="吴调解员", content="墙是去年砌的。", **whom)


@pytest.mark.parametrize("typed", [True, False])
def test_a_party_who_was_asked_stands_under_the_seal_alone(cast: Cast, typed: bool) -> None:
    dispute = quarrel.seated(cast)
    party = dispute.parties.order_by("place")[0]
    whom = {"asked": "马大川"} if typed else {"party": party}
    made = hearing.inquire(by=cast.officer, dispute=dispute, asked=asked(**whom))
    assert (made.party, made.asked) == (party, "")
    assert not Entry.objects.filter(matter=dispute.pk, after__contains="马大川").exists()
    source = source_of(standing(quarrel.fresh(dispute)), "zh-hans")
    assert source.met(made.party_id, made.asked) == "马大川"
    assert SIGNED["inquiry"]["questioned_sign"](source.standing, made.pk) == [party]


def test_somebody_else_who_was_asked_is_named_in_the_file_and_not_in_the_story(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    made = hearing.inquire(by=cast.officer, dispute=dispute, asked=asked(asked="电工老范"))
    assert (made.party, made.asked) == (None, "电工老范")
    assert not Entry.objects.filter(matter=dispute.pk, after__contains="老范").exists()
    page = sat(cast.officer).get(reverse("desk-mediation:dispute", args=[dispute.pk])).content.decode()
    assert "电工老范" in page


def test_a_party_and_other_words_at_once_are_asked_about_and_nothing_typed_is_dropped(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    with pytest.raises(Refused, match="whom"):
        hearing.inquire(by=cast.officer, dispute=dispute, asked=asked(party=dispute.parties.first(), asked="电工老范"))


def test_nobody_at_all_was_neither_asked_nor_visited(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.performed(cast)
    found = performing.Found(at=timezone.now(), visitor="吴调解员", performance="墙已退回", visited=" ")
    with pytest.raises(Refused, match="whom"):
        performing.visit(by=cast.mediator, dispute=dispute, found=found)
    assert not Visit.objects.exists()
    assert not Inquiry.objects.exists()


def test_who_was_visited_is_named_from_the_seal_on_page_and_paper(cast: Cast) -> None:
    dispute = quarrel.at(cast, "closed")
    made = Visit.objects.get()
    assert made.visited == ""
    page = sat(cast.officer).get(reverse("desk-mediation:dispute", args=[dispute.pk])).content.decode()
    assert "马大川" in page
    assert source_of(standing(quarrel.fresh(dispute)), "zh-hans").met(made.party_id, "") == "马大川"
