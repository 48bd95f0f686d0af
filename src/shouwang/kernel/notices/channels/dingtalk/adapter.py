"""Sends to a DingTalk group robot. Our own, because Apprise knows neither its ten minutes of silence nor its limits."""

import json
from datetime import timedelta

from django.utils import timezone

from shouwang.kernel.notices.channels.dingtalk.messages import messages, signed
from shouwang.kernel.notices.channels.posting import code_of
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

OK = 0
TOO_MANY = 130101
BUSY = -1
SILENCE = timedelta(minutes=10)


class DingTalk:
    """The letter's address is the robot's whole URL with its token; its secret signs, where the group set one."""

    is_outside = True
    most_a_minute = 20
    most_a_second = None

    def parts(self, letter: Letter) -> list[str]:
        made = messages(
            letter.subject, letter.body, urgent=letter.urgent, link=letter.link, picture_link=letter.picture_link
        )
        return [json.dumps(message, ensure_ascii=False, sort_keys=True) for message in made]

    def send(self, letter: Letter, part: str) -> None:
        code = code_of(signed(letter.address, letter.secret, timezone.now()), part, "errcode")
        if code in (TOO_MANY, BUSY):
            raise NotSentError(Trouble.BUSY, f"errcode {code}", after=SILENCE if code == TOO_MANY else None)
        if code != OK:
            raise NotSentError(Trouble.REFUSED, f"errcode {code}", is_final=code is not None)
