"""Sends to a WeCom group robot. Our own, because Apprise counts characters where WeCom counts bytes."""

import json
from datetime import timedelta

from shouwang.kernel.notices import outside
from shouwang.kernel.notices.channels.wecom.messages import messages
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

OK = 0
TOO_MANY = 45009
BUSY = -1  # WeCom: "system busy, try again"


class WeCom:
    """The letter's address is the robot's whole URL, its key inside."""

    is_outside = True
    most_a_minute = 20

    def parts(self, letter: Letter) -> list[str]:
        made = messages(letter.subject, letter.body, urgent=letter.urgent)
        return [json.dumps(message, ensure_ascii=False, sort_keys=True) for message in made]

    def send(self, letter: Letter, part: str) -> None:
        try:
            answer = outside.post(letter.address, part.encode(), {"content-type": "application/json"})
        except outside.ForbiddenAddressError as error:
            raise NotSentError(Trouble.FORBIDDEN, is_final=True) from error
        except outside.NoAnswerError as error:
            raise NotSentError(Trouble.NO_ANSWER, str(error.__cause__.__class__.__name__)) from error
        if answer.code != 200:
            raise NotSentError(Trouble.NO_ANSWER, f"HTTP {answer.code}")
        code = _errcode(answer.text)
        if code in (TOO_MANY, BUSY):
            raise NotSentError(Trouble.BUSY, f"errcode {code}", after=timedelta(minutes=1))
        if code != OK:
            raise NotSentError(Trouble.REFUSED, f"errcode {code}", is_final=code is not None)


def _errcode(text: str) -> int | None:
    try:
        answer = json.loads(text)
    except ValueError:
        return None
    code = answer.get("errcode") if isinstance(answer, dict) else None
    return code if isinstance(code, int) else None
