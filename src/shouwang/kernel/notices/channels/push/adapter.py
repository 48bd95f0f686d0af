"""Pushes to one browser through the push service that its maker runs; that service can't read it."""

import json
from datetime import timedelta

from shouwang.kernel.notices.channels.cutting import cut
from shouwang.kernel.notices.channels.posting import hand_over
from shouwang.kernel.notices.channels.push.sealing import MOST_BYTES, decoded, sealed, voucher
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

TEXT_BYTES = MOST_BYTES // 4  # a phone shows a few lines, and JSON may double what it escapes
KEPT = 4 * 3600  # seconds the push service tries: an urgent notice of this morning helps nobody tonight
GONE = frozenset({404, 410})  # RFC 8030, 7.3: the subscription is no more
WAIT = frozenset({429, 503})


class Push:
    """The letter's address is the browser's subscription as JSON: endpoint, p256dh, auth."""

    is_outside = True
    most_a_minute = None
    most_a_second = None

    def parts(self, letter: Letter) -> list[str]:
        """One: title, the first lines, the page. The rest is read there."""
        lines = cut(letter.body, TEXT_BYTES)
        text = lines[0] + ("…" if len(lines) > 1 else "") if lines else ""
        said = {"title": letter.subject, "text": text, "link": letter.link, "tag": str(letter.id)}
        return [json.dumps(said, ensure_ascii=False, sort_keys=True)]

    def send(self, letter: Letter, part: str) -> None:
        browser = json.loads(letter.address)
        body = sealed(part.encode(), public=decoded(browser["p256dh"]), auth=decoded(browser["auth"]))
        headers = {
            "content-type": "application/octet-stream",
            "content-encoding": "aes128gcm",
            "ttl": str(KEPT if letter.lasts is None else min(KEPT, letter.lasts)),
            "urgency": "high" if letter.urgent else "normal",
            "topic": letter.id.hex,  # RFC 8030, 5.4: at most 32 signs; a second try takes the first one's place
            "authorization": voucher(browser["endpoint"]),
        }
        answer = hand_over(browser["endpoint"], body, headers)
        if 200 <= answer.code < 300:
            return
        if answer.code in GONE:
            raise NotSentError(Trouble.GONE, f"HTTP {answer.code}", is_final=True)
        after = timedelta(seconds=answer.retry_after) if answer.retry_after else None
        trouble = Trouble.BUSY if answer.code in WAIT else Trouble.REFUSED
        raise NotSentError(trouble, f"HTTP {answer.code}", after=after)
