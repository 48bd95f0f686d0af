"""The journal is shown in words; what is written stays strings."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions as people
from shouwang.surfaces.desk.journal_words import told
from tests.cast import Cast

pytestmark = pytest.mark.once


def test_the_journal_is_read_in_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    people.appoint(by=SYSTEM, account=cast.auxiliary, role="mediator", over=cast.room)
    people.dismiss(by=SYSTEM, appointment=cast.auxiliary.appointments.get(role="mediator"))
    people.issue_token(by=SYSTEM, account=cast.officer, name="县里的表", scopes=["rooms:read"])
    people.note_person(by=SYSTEM, room=cast.room, purpose="matter.answer", legal_basis="consent", name="钱多多")
    client.post(reverse("desk-settings:rights"), {"who": "13800000009"})
    rows = client.get(reverse("desk-settings:journal"), {"account": str(cast.auxiliary.pk)}).content.decode()
    assert "李辅警" in rows.partition("<tbody>")[2]
    assert "<td>li</td>" not in rows
    page = rows + client.get(reverse("desk-settings:journal")).content.decode()
    for said in ("调解员", "办事和答复", "找到 0 人"):
        assert said in page
    for raw in ("mediator room", "matter.answer", "found 0"):
        assert raw not in page


def test_every_verb_of_the_journal_has_its_words() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (Path(settings.PACKAGE)).rglob("*.py"))
    verbs = set(re.findall(r'verb="([a-z_]+\.[a-z_]+)"', source))
    assert len(verbs) > 40
    verbs |= set(
        re.findall(r'_note\w*\([^"\n]*"([a-z_]+\.[a-z_]+)"', source)
    )  # a module's own short way to the journal
    assert sorted(verb for verb in verbs if told(verb) == verb) == []
