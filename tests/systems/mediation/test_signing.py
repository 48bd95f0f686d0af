"""The papers of a file signed: by whom the paper is for, once each, here or on the print that is put back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.papers import dossier
from shouwang.kernel.people.queries import actor
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import closing, signing
from shouwang.systems.mediation.models import Dispute, Party, SignedPaper
from shouwang.systems.mediation.papers.registry import DOCUMENTS
from shouwang.systems.mediation.queries.filling import binding
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.signing import SIGNED, signers, unsigned
from shouwang.systems.mediation.queries.filling.source import source_of
from shouwang.systems.mediation.queries.paper_check import state_of
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.kernel.papers.reading import pages_of, squeezed
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def the(dispute: Dispute, key: str) -> Wanted:
    return next(one for one in wanted(standing(quarrel.fresh(dispute))) if one.key == key)


def sign(cast: Cast, dispute: Dispute, key: str, who: str, **said: str) -> None:
    paper = the(dispute, key)
    signing.sign_paper(by=cast.mediator, dispute=dispute, paper=paper, signer=who, **{"how": "pen"} | said)


def photo(cast: Cast, name: str = "signed.jpg") -> File:
    made = BytesIO()
    Image.new("RGB", (600, 800), "white").save(made, "JPEG")
    sent = SimpleUploadedFile(name, made.getvalue(), "image/jpeg")
    return files.keep(
        by=actor(cast.mediator), room=cast.room, content=sent, name=name, purpose="mediation.file", keep_days=None
    )


def test_every_field_of_the_table_is_a_signature_of_its_paper() -> None:
    signatures = {
        document.key: {field.name for field in document.paper.fields() if field.kind.value.startswith("signature")}
        for document in DOCUMENTS
    }
    for key, places in SIGNED.items():
        assert set(places) <= signatures[key]
    required = {
        document.key: {f.name for f in document.paper.fields() if f.name in signatures[document.key] and f.required}
        for document in DOCUMENTS
    }
    for key, names in required.items():
        assert names <= set(SIGNED.get(key, {})), key  # else nobody could ever sign where the paper demands it


def test_the_record_is_signed_by_who_was_there_and_says_so(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    paper = the(dispute, "record")
    assert len(unsigned(standing(dispute), paper)) == 4  # two parties, the mediator, the recorder
    for one in signers(standing(dispute), paper):
        sign(cast, dispute, "record", one.key)
    source = source_of(standing(quarrel.fresh(dispute)), "zh-hans")
    assert state_of(source, paper).is_whole
    told = str(binding.values_of(source, paper)["told"])
    assert "已向马大川口头告知权利义务" in told


def test_nobody_signs_twice_and_nobody_else(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    party = str(dispute.parties.earliest("place").pk)
    sign(cast, dispute, "rights", party)
    with pytest.raises(Refused, match="signed_already"):
        sign(cast, dispute, "rights", party)
    with pytest.raises(Refused, match="not_a_signer"):
        sign(cast, dispute, "rights", "recorder_signs")


def test_the_agreement_is_signed_by_its_own_act_only(cast: Cast) -> None:
    dispute = quarrel.signing(cast)
    with pytest.raises(Refused, match="agreement_has_its_own"):
        sign(cast, dispute, "agreement", str(dispute.parties.earliest("place").pk))
    sign(cast, dispute, "agreement", "recorder_signs")  # a hand that binds nobody


def test_a_child_signs_no_notice(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    party = dispute.parties.earliest("place")
    Party.objects.filter(pk=party.pk).update(is_minor=True, guardian=party.person)
    with pytest.raises(Refused, match="guardian_signs"):
        sign(cast, dispute, "rights", str(party.pk))
    sign(cast, dispute, "rights", str(party.pk), hand_of="guardian")


@pytest.mark.parametrize(("authority", "until", "is_taken"), [("general", 1, True), ("special", -1, False)])
def test_an_agent_signs_a_notice_while_the_letter_lasts(cast: Cast, authority: str, until: int, is_taken: bool) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    party = dispute.parties.earliest("place")
    day = timezone.localdate() + timedelta(days=until)
    Party.objects.filter(pk=party.pk).update(
        agent=party.person, agent_authority=authority, has_letter=True, agent_until=day
    )
    if is_taken:
        sign(cast, dispute, "rights", str(party.pk), hand_of="agent")
    else:
        with pytest.raises(Refused, match="agent_may_not"):
            sign(cast, dispute, "rights", str(party.pk), hand_of="agent")


def test_the_signed_paper_takes_the_prints_place_in_the_file(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    paper = the(dispute, "rights")
    for _ in range(2):
        signing.put_in(by=cast.mediator, dispute=dispute, paper=paper, file=photo(cast))
    now = standing(quarrel.fresh(dispute))
    assert not unsigned(now, paper)
    pages = pages_of(dossier.to_pdf(binding.bound(source_of(now, "zh-hans")), "zh-hans"))
    contents = squeezed(pages[1])
    assert "签字件第1张" in contents
    assert "签字件第2张" in contents
    assert "自愿" not in squeezed("".join(pages[2:4]))  # the words of the printed notice


def test_a_page_put_in_by_mistake_is_deleted(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    page = signing.put_in(by=cast.mediator, dispute=dispute, paper=the(dispute, "rights"), file=photo(cast))
    signing.take_out(by=cast.mediator, dispute=dispute, page=page, reason="放错了")
    assert not File.objects.filter(pk=page.file_id).exists()
    assert not standing(quarrel.fresh(dispute)).signed_papers


def test_words_written_anew_are_signed_anew(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.TERMINATED)
    closing.report(by=cast.mediator, dispute=dispute, summary="未达成协议")
    signing.put_in(by=cast.mediator, dispute=dispute, paper=the(dispute, "closing_report"), file=photo(cast))
    sign(cast, dispute, "termination", str(dispute.parties.earliest("place").pk))
    closing.report(by=cast.mediator, dispute=quarrel.fresh(dispute), summary="未达成协议，已告知途径")
    now = standing(quarrel.fresh(dispute))
    assert unsigned(now, the(dispute, "closing_report"))
    assert len(unsigned(now, the(dispute, "termination"))) == 1  # its words are the same
    assert SignedPaper.objects.filter(dispute=dispute, is_past=True).exists()


def test_nothing_is_signed_in_the_archive(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.ARCHIVED)
    with pytest.raises(lifecycle.NotAllowedNow):
        sign(cast, dispute, "rights", str(dispute.parties.earliest("place").pk))
