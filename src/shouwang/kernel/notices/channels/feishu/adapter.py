"""Sends to a Feishu group robot. Our own, because Apprise neither signs nor counts its bytes."""

import json
from datetime import timedelta

from django.utils import timezone

from shouwang.kernel.notices.channels.feishu.messages import messages, signature
from shouwang.kernel.notices.channels.posting import code_of
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

OK = 0
TOO_MANY = frozenset({11232, 9499})


class Feishu:
    """The letter's address is the robot's whole URL with its token; its secret signs, where the group set one."""

    is_outside = True
    most_a_minute = 100
    most_a_second = 5

    def parts(self, letter: Letter) -> list[str]:
        made = messages(letter.subject, letter.body, urgent=letter.urgent, link=letter.link)
        return [json.dumps(message, ensure_ascii=False, sort_keys=True) for message in made]

    def send(self, letter: Letter, part: str) -> None:
        whole = json.loads(part) | signature(letter.secret, timezone.now())
        code = code_of(letter.address, json.dumps(whole, ensure_ascii=False), "code", "StatusCode")
        if code in TOO_MANY:
            raise NotSentError(Trouble.BUSY, f"code {code}", after=timedelta(minutes=1))
        if code != OK:
            raise NotSentError(Trouble.REFUSED, f"code {code}", is_final=code is not None)
