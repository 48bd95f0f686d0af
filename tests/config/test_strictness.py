"""The strict world is strict: otherwise every other test proves less than it says."""

import os
import socket

import pytest
from django.conf import settings
from django.template import Context, Engine, Template
from django.template.base import Origin

from tests.strictness import ROOT, NetworkUsed, UndefinedVariable


def template(text: str, file: str) -> Template:
    engine = Engine(string_if_invalid=settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"])
    return Template(text, origin=Origin(name=file), engine=engine)


def test_an_undefined_variable_in_our_template_fails() -> None:
    with pytest.raises(UndefinedVariable, match="nobody"):
        template("{{ nobody }}", f"{ROOT}/src/shouwang/ui/templates/x.html").render(Context())


def test_an_undefined_variable_in_somebody_elses_template_prints_nothing() -> None:
    assert template("a{{ nobody }}b", "/elsewhere/x.html").render(Context()) == "ab"


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as one, pytest.raises(NetworkUsed):
        one.connect(("192.0.2.1", 80))


def test_no_test_asks_a_name_server() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_may_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_tests_keep_their_data_apart() -> None:
    assert "shouwang-test-" in str(settings.DATA_DIR)
    assert os.path.isdir(settings.DATA_DIR)
