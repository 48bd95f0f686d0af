"""Every error is `errors` in the format asked for; XML when none is named."""

import json
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.surfaces.api.open311.conftest import SCHEMA, Endpoint, from_xml

pytestmark = pytest.mark.once  # the same questions as in other tests, asked by many

ADDRESSES = ["discovery", "services", "services/report-fire", "requests", "requests/HW-2026-0001", "tokens/x"]


def errors(response: Any, fmt: str) -> list[dict[str, Any]]:
    if fmt == "json":
        assert response["Content-Type"] == "application/json; charset=utf-8"
        told: list[dict[str, Any]] = json.loads(response.content)
        return told
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    SCHEMA.assertValid(tree)
    assert tree.tag == "errors"
    return [{**one, "code": int(one["code"])} for one in from_xml(tree)]


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
@pytest.mark.parametrize(
    ("path", "fmt"),
    [
        ("v2/foo.xml", "xml"),
        ("v2/foo.json", "json"),
        ("v2/services", "xml"),
        ("v2/services/", "xml"),
        ("v2/services/report-fire", "xml"),
        ("v2/requests", "xml"),
        ("v2/services.csv", "xml"),
        ("v2/requests/HW-2026-0001/notes.json", "json"),
        ("v2/", "xml"),
        ("v2", "xml"),
        ("v3/services.json", "json"),
        ("", "xml"),
    ],
)
def test_an_address_that_is_none_is_not_found(endpoint: Endpoint, path: str, fmt: str, method: str) -> None:
    response = getattr(Client(), method)(f"/open311/{path}")
    assert response.status_code == 404
    if method != "head":
        (error,) = errors(response, fmt)
        assert error["code"] == 404
        assert error["description"]


@pytest.mark.parametrize("fmt", ["xml", "json"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_a_method_an_address_does_not_know_is_refused_with_those_it_does(
    endpoint: Endpoint, path: str, fmt: str
) -> None:
    knows = "GET, HEAD, POST" if path == "requests" else "GET, HEAD"
    for method in ("put", "patch", "delete", "options", *(() if path == "requests" else ("post",))):
        response = getattr(Client(), method)(f"/open311/v2/{path}.{fmt}")
        assert (response.status_code, response["Allow"]) == (405, knows)
        assert errors(response, fmt)[0]["code"] == 405


@pytest.mark.parametrize("fmt", ["xml", "json"])
@pytest.mark.parametrize(
    ("path", "field"),
    [("services/", "service_code"), ("requests/", "service_request_id"), ("tokens/", "token")],
)
def test_one_thing_without_its_name_is_said_to_lack_it(endpoint: Endpoint, path: str, field: str, fmt: str) -> None:
    response = Client().get(f"/open311/v2/{path}.{fmt}")
    (error,) = errors(response, fmt)
    assert (response.status_code, error["code"]) == (400, 400)
    assert field in error["description"]


def test_the_head_of_an_answer_can_be_asked_for(endpoint: Endpoint) -> None:
    whole, head = (getattr(Client(), method)("/open311/v2/services.xml") for method in ("get", "head"))
    assert (head.status_code, head["Content-Type"], head.content) == (200, whole["Content-Type"], b"")


def test_a_broken_form_and_a_length_that_is_no_number_break_nothing(endpoint: Endpoint) -> None:
    for media in ("multipart/form-data", "multipart/form-data; boundary=\xff"):
        response = Client().post("/open311/v2/requests.json", b"x", content_type=media)
        assert (response.status_code, errors(response, "json")[0]["code"]) == (400, 400)
    response = Client().post("/open311/v2/requests.json", CONTENT_LENGTH="many")
    assert (response.status_code, errors(response, "json")[0]["code"]) == (403, 403)  # read as empty: no key in it
