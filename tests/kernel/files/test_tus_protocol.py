"""tus 1.0.0: core, creation, termination, expiration, checksum. The sentences of the protocol as tests."""

import hashlib
from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_http_date

from shouwang.kernel.files import kinds
from shouwang.kernel.files.models import File, Upload
from tests.cast import Cast
from tests.kernel.files import things, tusing
from tests.kernel.files.tusing import VERSION, begin, patch, stands

pytestmark = pytest.mark.once


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def test_options_tell_version_extensions_size_and_checksums(client: Client, db: None) -> None:
    answer = client.options(reverse("files:uploads"))
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,termination,expiration,checksum"
    assert answer["Tus-Max-Size"] == str(kinds.MOST_BYTES)
    assert "sha1" in answer["Tus-Checksum-Algorithm"].split(",")


def test_a_photo_sent_in_two_pieces_becomes_a_file(cast: Cast, client: Client) -> None:
    content = things.photo()
    created = begin(client, cast.room, len(content))
    assert created.status_code == 201
    address = created["Location"]
    first = patch(client, address, 0, content[:100])
    assert (first.status_code, first["Upload-Offset"]) == (204, "100")
    assert stands(client, address) == 100
    assert not File.objects.exists()
    assert patch(client, address, 100, content[100:]).status_code == 204
    file = File.objects.get()
    assert (file.name, file.purpose, file.room, file.kind) == ("鱼塘.jpg", "matter", cast.room, "photo")


def test_head_gives_offset_length_and_metadata_and_stays_out_of_caches(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500, name="a.jpg")["Location"]
    answer = client.head(address, headers=VERSION)
    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("0", "500")
    assert answer["Upload-Metadata"].startswith("filename ")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Tus-Resumable"] == "1.0.0"


def test_another_version_is_refused_before_anything_else(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    for answer in (
        client.post(reverse("files:uploads")),
        client.head(address),
        client.head(address, headers={"Tus-Resumable": "0.2.2"}),
        client.delete(address),
    ):
        assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_a_piece_at_the_wrong_place_is_a_conflict_and_changes_nothing(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    patch(client, address, 0, b"x" * 10)
    for at in (0, 9, 11, 400):
        answer = patch(client, address, at, b"y" * 5)
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "10")
    assert stands(client, address) == 10


def test_a_piece_of_another_content_type_is_refused(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    assert patch(client, address, 0, b"x", **{"Content-Type": "application/json"}).status_code == 415


@pytest.mark.parametrize("at", ["", "-1", "one", "٣", "1.5"])
def test_an_offset_that_is_no_number_is_refused(cast: Cast, client: Client, at: str) -> None:
    address = begin(client, cast.room, 500)["Location"]
    assert patch(client, address, at, b"x").status_code == 400


@pytest.mark.parametrize("length", ["", "-5", "many", "1e3", "9" * 40, "٣"])
def test_a_length_that_is_no_number_is_refused(cast: Cast, client: Client, length: str) -> None:
    assert begin(client, cast.room, length).status_code == 400
    assert not Upload.objects.exists()


def test_more_bytes_than_announced_are_refused(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 5)["Location"]
    assert patch(client, address, 0, b"x" * 6).status_code == 413
    assert stands(client, address) == 0


def test_metadata_that_is_not_base64_is_refused(cast: Cast, client: Client) -> None:
    address = reverse("files:uploads")
    ticket = {"Upload-Ticket": tusing.tickets.issue("matter", cast.room), "Upload-Length": "5"}
    for metadata in ("filename @@@", "filename " + "A" * 5000):
        assert client.post(address, headers=VERSION | ticket | {"Upload-Metadata": metadata}).status_code == 400


def test_a_terminated_upload_is_gone_with_its_bytes(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    patch(client, address, 0, b"x" * 10)
    assert client.delete(address, headers=VERSION).status_code == 204
    assert client.head(address, headers=VERSION).status_code == 404
    assert patch(client, address, 10, b"x").status_code == 404
    assert not Upload.objects.exists()


def test_an_upload_says_when_it_expires_and_does(cast: Cast, client: Client) -> None:
    created = begin(client, cast.room, 500)
    expires = parse_http_date(created["Upload-Expires"])
    assert abs(expires - (timezone.now() + timedelta(days=1)).timestamp()) < 60
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.head(created["Location"], headers=VERSION).status_code == 404


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_with_its_checksum_is_taken_and_a_spoilt_one_is_not(cast: Cast, client: Client, algorithm: str) -> None:
    address = begin(client, cast.room, 500)["Location"]
    checksum = f"{algorithm} {b64encode(hashlib.new(algorithm, b'0123456789').digest()).decode()}"
    assert patch(client, address, 0, b"01234x6789", **{"Upload-Checksum": checksum}).status_code == 460
    assert stands(client, address) == 0
    assert patch(client, address, 0, b"0123456789", **{"Upload-Checksum": checksum}).status_code == 204
    assert stands(client, address) == 10


@pytest.mark.parametrize("checksum", ["md5 AAAA", "sha1", "sha1 not-base64!", ""])
def test_a_checksum_nobody_can_check_is_refused(cast: Cast, client: Client, checksum: str) -> None:
    address = begin(client, cast.room, 500)["Location"]
    assert patch(client, address, 0, b"0123", **{"Upload-Checksum": checksum}).status_code in {400, 460}
    assert stands(client, address) == 0


def test_post_with_another_methods_name_counts_as_that_method(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    answer = client.post(
        address,
        b"12345",
        content_type="application/offset+octet-stream",
        headers=VERSION | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
    )
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "5")


def test_other_methods_are_refused(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    assert client.get(address, headers=VERSION).status_code == 405
    assert client.get(reverse("files:uploads"), headers=VERSION).status_code == 405
