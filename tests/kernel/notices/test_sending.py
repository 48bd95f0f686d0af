"""The worker's round: sent once, tried again later and later, dead at last."""

import smtplib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage

from shouwang.kernel.notices import actions
from shouwang.kernel.notices.actions import claims
from shouwang.kernel.notices.models import Notice
from tests.cast import Cast
from tests.kernel.notices.letters import NIGHT, NOON, put


@pytest.fixture(autouse=True)
def mail_server(settings: LazySettings) -> None:
    settings.EMAIL_HOST = "mail.example.invalid"


@pytest.fixture
def broken_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: EmailMessage) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailMessage, "send", send)


def test_what_is_sent_is_not_sent_again(cast: Cast) -> None:
    put(cast, not_before=NOON)
    assert actions.send_due(now=NOON).sent == 1
    assert actions.send_due(now=NOON + timedelta(days=1)).sent == 0
    assert len(mail.outbox) == 1


def test_a_mail_carries_the_same_message_id_on_every_try(cast: Cast) -> None:
    notice = put(cast, not_before=NOON)
    actions.send_due(now=NOON)
    assert str(notice.pk) in mail.outbox[0].extra_headers["Message-ID"]
    assert mail.outbox[0].to == ["villager@example.invalid"]


def test_waits_grow_and_after_six_tries_it_is_dead(cast: Cast, broken_mail: None) -> None:
    notice = put(cast, not_before=NOON, urgent=True)
    now, waits = NOON, []
    for _ in range(5):
        assert actions.send_due(now=now).again == 1
        notice.refresh_from_db()
        waits.append(round((notice.not_before - now).total_seconds() / 60))
        now = notice.not_before
    assert waits == [1, 5, 25, 120, 600]
    assert actions.send_due(now=now).dead == 1
    notice.refresh_from_db()
    assert (notice.state, notice.trouble, notice.attempts) == ("dead", "no_answer", 6)
    assert actions.send_due(now=now + timedelta(days=9)) == actions.Tally()


def test_a_refused_address_is_dead_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: EmailMessage) -> int:
        raise smtplib.SMTPRecipientsRefused({"villager@example.invalid": (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", send)
    notice = put(cast, not_before=NOON)
    assert actions.send_due(now=NOON).dead == 1
    notice.refresh_from_db()
    assert notice.last_error == "SMTP 550", "the address itself must not be kept readable"


def test_a_full_mailbox_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: EmailMessage) -> int:
        raise smtplib.SMTPRecipientsRefused({"villager@example.invalid": (452, b"mailbox full")})

    monkeypatch.setattr(EmailMessage, "send", send)
    put(cast, not_before=NOON)
    assert actions.send_due(now=NOON).again == 1


def test_one_faulty_letter_does_not_stop_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = put(cast, key="bad", not_before=NOON - timedelta(minutes=1))
    Notice.objects.filter(pk=bad.pk).update(address_sealed="bm90IHNlYWxlZCBieSB1cw==" * 3)
    put(cast, key="good", not_before=NOON)
    tally = actions.send_due(now=NOON)
    assert (tally.sent, tally.again) == (1, 1)
    bad.refresh_from_db()
    assert bad.trouble == "fault"


def test_urgent_ones_go_first(cast: Cast) -> None:
    put(cast, key="a", not_before=NOON - timedelta(hours=1), address="calm@example.invalid")
    put(cast, key="b", not_before=NOON, urgent=True, address="urgent@example.invalid")
    actions.send_due(now=NOON, limit=1)
    assert mail.outbox[0].to == ["urgent@example.invalid"]


def test_without_a_mail_server_the_desk_is_told_why(cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_HOST = ""
    notice = put(cast, not_before=NOON)
    actions.send_due(now=NOON)
    notice.refresh_from_db()
    assert notice.trouble == "no_address"


def test_nothing_goes_to_a_closed_account(cast: Cast) -> None:
    cast.officer.email, cast.officer.is_active = "chen@example.invalid", False
    cast.officer.save()
    put(cast, account=cast.officer, not_before=NOON)
    assert actions.send_due(now=NOON).dead == 1
    assert not mail.outbox


class TestKilledWorker:
    def test_its_letter_returns_when_the_lease_is_over(self, cast: Cast) -> None:
        put(cast, not_before=NOON)
        assert claims.claim(Notice, NOON) is not None
        assert actions.send_due(now=NOON + timedelta(minutes=4)).sent == 0
        assert actions.send_due(now=NOON + timedelta(minutes=6)).sent == 1

    def test_coming_back_late_it_changes_nothing(self, cast: Cast) -> None:
        put(cast, not_before=NOON)
        late = claims.claim(Notice, NOON)
        second = claims.claim(Notice, NOON + timedelta(minutes=6))
        assert late is not None
        assert second is not None
        assert claims.finish(second, NOON)
        assert not claims.finish(late, NOON)
        assert not claims.keep_hold(late, NOON)
        assert not claims.postpone(late, NOON)

    def test_a_letter_that_kills_every_worker_is_dead_after_six(self, cast: Cast) -> None:
        notice = put(cast, not_before=NOON, urgent=True)
        now = NOON
        for _ in range(6):
            assert claims.claim(Notice, now) is not None
            now += timedelta(minutes=6)
        assert claims.claim(Notice, now) is None
        notice.refresh_from_db()
        assert (notice.state, notice.trouble, notice.claim) == ("dead", "stopped", None)


def test_a_claim_is_a_mark_of_its_own(cast: Cast) -> None:
    put(cast, not_before=NOON)
    claimed = claims.claim(Notice, NOON)
    assert claimed is not None
    claimed.claim = uuid4()
    assert not claims.finish(claimed, NOON)


def test_a_wait_is_not_counted_as_a_try(cast: Cast) -> None:
    notice = put(cast, not_before=NIGHT)
    actions.send_due(now=NIGHT)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("waiting", 0)
