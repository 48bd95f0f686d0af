"""Sends to a WeCom group robot. Our own, because Apprise counts characters where WeCom counts bytes."""

import json
from datetime import timedelta

from shouwang.kernel.notices.channels.pictures import within
from shouwang.kernel.notices.channels.posting import code_of
from shouwang.kernel.notices.channels.wecom.messages import IMAGE_BYTES, fits_card, image, messages, news
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

OK = 0
TOO_MANY = 45009
BUSY = -1  # WeCom: "system busy, try again"


class WeCom:
    """The letter's address is the robot's whole URL, its key inside."""

    is_outside = True
    most_a_minute = 20
    most_a_second = None

    def parts(self, letter: Letter) -> list[str]:
        """A card where a page stands behind it and the card shows all; else text, with the address at its end. A
        picture follows as a message of its own."""
        if letter.link and not letter.urgent and fits_card(letter.subject, letter.body):
            made = [news(letter.subject, letter.body, link=letter.link, picture_link=letter.picture_link)]
        else:
            body = f"{letter.body}\n{letter.link}" if letter.link else letter.body
            made = messages(letter.subject, body, urgent=letter.urgent)
        if letter.picture and (content := within(letter.picture, IMAGE_BYTES)):
            made.append(image(content))
        return [json.dumps(message, ensure_ascii=False, sort_keys=True) for message in made]

    def send(self, letter: Letter, part: str) -> None:
        code = code_of(letter.address, part, "errcode")
        if code in (TOO_MANY, BUSY):
            raise NotSentError(Trouble.BUSY, f"errcode {code}", after=timedelta(minutes=1))
        if code != OK:
            raise NotSentError(Trouble.REFUSED, f"errcode {code}", is_final=code is not None)
