"""What the scheduler calls every few seconds; safe to run twice and by several workers."""

from shouwang.kernel.notices import actions


def send_notices() -> None:
    actions.send_due()


def push_to_phones() -> None:
    actions.push_due()


def deliver_webhooks() -> None:
    actions.deliver_due()
