"""A paper's own page: signed there, the signed print put back, nothing lost where something is wrong."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from shouwang.systems.mediation.models import Dispute, Signature, SignedPaper
from tests.cast import Cast
from tests.surfaces.desk.mediation.test_from_door_to_archive import sat, went
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def address(dispute: Dispute, key: str = "rights") -> str:
    return reverse("desk-mediation:paper", args=[dispute.pk, key])


def photo(kind: str = "JPEG") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (300, 400), "white").save(made, kind)
    return SimpleUploadedFile("rights.jpg", made.getvalue(), "image/jpeg")


def begun(cast: Cast) -> tuple[Dispute, Client, str]:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    return dispute, sat(cast.officer), str(dispute.parties.earliest("place").pk)


def sign(client: Client, dispute: Dispute, who: str, **said: str) -> Any:
    return client.post(address(dispute), {"act": "sign", "who": who, "signer": "self", "how": "pen"} | said)


def test_a_signature_on_paper_is_noted_on_the_papers_page(cast: Cast) -> None:
    dispute, client, party = begun(cast)
    assert "还没签字" in client.get(address(dispute)).content.decode()
    went(sign(client, dispute, party))
    assert Signature.objects.get(paper="rights").party_id
    assert party not in client.get(address(dispute)).content.decode()  # nobody is offered to sign twice


def test_an_empty_pad_is_told_and_keeps_who_was_chosen(cast: Cast) -> None:
    dispute, client, party = begun(cast)
    answer = sign(client, dispute, party, how="drawn")
    assert answer.status_code == 422
    assert f'value="{party}" selected' in answer.content.decode()


def test_photos_of_the_signed_print_go_in_and_out(cast: Cast) -> None:
    dispute, client, _party = begun(cast)
    went(client.post(address(dispute), {"act": "put_in", "pages": [photo(), photo()]}))
    pages = SignedPaper.objects.filter(paper="rights")
    assert pages.count() == 2
    went(client.post(address(dispute), {"take_out": str(pages[0].pk)}))
    assert pages.count() == 1


def test_what_is_no_picture_is_refused_whole(cast: Cast) -> None:
    dispute, client, _party = begun(cast)
    bad = SimpleUploadedFile("rights.jpg", b"MZ no picture", "image/jpeg")
    answer = client.post(address(dispute), {"act": "put_in", "pages": [photo(), bad]})
    assert answer.status_code == 422
    assert not SignedPaper.objects.exists()


def test_a_paper_the_file_does_not_need_is_not_there(cast: Cast) -> None:
    dispute, client, _party = begun(cast)
    assert client.get(address(dispute, "visit")).status_code == 404
