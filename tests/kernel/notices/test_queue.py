"""Writing notices into the outbox."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import Notice
from tests.cast import Cast
from tests.kernel.notices.letters import MATTER, put


def test_a_key_is_used_once(cast: Cast) -> None:
    put(cast, key="matter:147:accepted")
    again = actions.queue(
        key="matter:147:accepted",
        room=cast.room,
        channel="email",
        template="sample",
        words={"number": "1", "more": ""},
        about=MATTER,
        address="other@example.invalid",
    )
    assert again is None
    assert Notice.objects.count() == 1


def test_a_notice_vanishes_with_the_act_that_failed(cast: Cast) -> None:
    def act() -> None:
        with transaction.atomic():
            put(cast)
            raise RuntimeError("the act failed")

    with pytest.raises(RuntimeError):
        act()
    assert not Notice.objects.exists()


def test_nothing_is_sent_while_the_act_goes_on(cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_HOST = "mail.example.invalid"
    put(cast)
    assert not mail.outbox


def test_the_address_of_a_villager_is_not_readable_in_the_table(cast: Cast) -> None:
    put(cast, address="villager@example.invalid")
    assert not Notice.objects.filter(address_sealed__contains="villager").exists()


def test_an_in_app_notice_is_there_at_once_without_a_worker(cast: Cast) -> None:
    put(cast, channel="app", account=cast.officer)
    assert queries.unread_count(cast.officer) == 1


def test_an_in_app_notice_for_later_is_not_there_yet(cast: Cast) -> None:

    later = timezone.now() + timedelta(days=1)
    put(cast, channel="app", account=cast.officer, not_before=later)
    assert queries.unread_count(cast.officer) == 0
    actions.send_due(now=later)
    assert queries.unread_count(cast.officer) == 1


def test_a_notice_to_nobody_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="account, a robot, a phone or an address"):
        put(cast, address="")


def test_a_notice_is_written_in_the_language_of_its_receiver(cast: Cast) -> None:
    cast.officer.language = "en"
    words = {"number": gettext_lazy("English"), "more": ""}
    to_chen = put(cast, channel="app", account=cast.officer, words=words)
    assert to_chen.language == "en"
    assert to_chen.subject == "Matter English"


def test_a_word_left_out_stops_the_act_instead_of_sending_gaps(cast: Cast) -> None:
    with pytest.raises(KeyError):
        put(cast, words={"number": "1"})


def test_a_subject_is_one_line_whatever_was_typed(cast: Cast) -> None:
    notice = put(cast, words={"number": "1\r\nBcc: all@example.invalid", "more": ""})
    assert notice.subject == "Matter 1 Bcc: all@example.invalid"


def test_a_page_of_text_is_cut(cast: Cast) -> None:
    notice = put(cast, words={"number": "字" * 20_000, "more": "字" * 20_000})
    assert len(notice.subject) == 120
    assert len(notice.body) == 4000


def test_telling_somebody_uses_mail_only_where_there_is_mail(cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_HOST = "mail.example.invalid"
    cast.officer.email = "chen@example.invalid"
    words = {"number": "1", "more": ""}

    def ways(account: object) -> list[str]:
        told = actions.tell(key="k", account=account, room=cast.room, template="sample", words=words, about=MATTER)
        return [notice.channel for notice in told]

    assert ways(cast.officer) == ["app", "email"]
    assert ways(cast.auxiliary) == ["app"]
    assert ways(cast.officer) == []


def test_the_database_refuses_an_in_app_notice_without_account(cast: Cast) -> None:
    notice = put(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(channel="app")


def test_the_database_refuses_a_claim_outside_of_sending(cast: Cast) -> None:
    notice = put(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="sending")


def test_reading_marks_only_ones_own_notices(cast: Cast) -> None:
    mine = put(cast, key="a", channel="app", account=cast.officer)
    theirs = put(cast, key="b", channel="app", account=cast.auxiliary)
    assert actions.mark_read(by=cast.officer, notices=[mine.pk, theirs.pk]) == 1
    assert queries.unread_count(cast.auxiliary) == 1
    assert actions.mark_read(by=cast.auxiliary) == 1
