"""Every verb of notices, robots and webhooks; nothing else writes their tables."""

from shouwang.kernel.notices.actions.phones import Browser, leave_phone, take_phone
from shouwang.kernel.notices.actions.queueing import Besides, queue, tell, tell_phones, tell_robots
from shouwang.kernel.notices.actions.robots import forget_old, keep_robot, retire_robot, try_robot
from shouwang.kernel.notices.actions.sending import Tally, push_due, send_due
from shouwang.kernel.notices.actions.striking import strike
from shouwang.kernel.notices.actions.tending import bury, mark_read, recall, revive, settle
from shouwang.kernel.notices.actions.webhooks import (
    close_webhook,
    deliver_due,
    open_webhook,
    queue_event,
    replay,
)

__all__ = [
    "Besides",
    "Browser",
    "Tally",
    "bury",
    "close_webhook",
    "deliver_due",
    "forget_old",
    "keep_robot",
    "leave_phone",
    "mark_read",
    "open_webhook",
    "push_due",
    "queue",
    "queue_event",
    "recall",
    "replay",
    "retire_robot",
    "revive",
    "send_due",
    "settle",
    "strike",
    "take_phone",
    "tell",
    "tell_phones",
    "tell_robots",
    "try_robot",
]
